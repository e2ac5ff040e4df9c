#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What systemd thinks of the unit: its files are well-formed, and what an intruder could do from inside is little.
# usage: exposure.sh SOURCE_FOLDER
set -euo pipefail
cd "${1:?usage: $0 SOURCE_FOLDER}/systemd"

most=1.5
report=$(systemd-analyze security --offline=true --no-pager --threshold=15 pintu.service) || {
  printf '%s\n' "$report" | grep -v '✓'
  echo "the exposure of pintu.service is above $most"
  exit 1
}
printf '%s\n' "$report" | tail -1
# A line that systemd does not know is a warning, and protects nobody.
said=$(systemd-analyze verify --man=no ./pintu.service ./pintu.socket 2>&1 | grep -E 'pintu\.(service|socket):[0-9]+' || true)
[[ -z $said ]] || {
  printf '%s\n' "$said"
  exit 1
}
