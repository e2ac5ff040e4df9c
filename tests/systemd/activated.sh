#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# systemd's own hand passes the socket: whoever connects before the daemon runs is answered by it.
# usage: activated.sh PINTU
set -euo pipefail
pintu=${1:?usage: $0 PINTU}
port=18486
folder=$(mktemp -d)
printf 'listen: 127.0.0.1:%s\nadmin: off\ndata: %s/data\n' "$port" "$folder" >"$folder/pintu.yaml"
systemd-socket-activate --listen="127.0.0.1:$port" --fdname=hooks "$pintu" serve -c "$folder/pintu.yaml" 2>"$folder/log" &
daemon=$!
trap 'kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; rm -rf "$folder"' EXIT

until { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; do kill -0 "$daemon"; done
printf 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' >&3
read -r -t 60 status <&3
[[ $status == 'HTTP/1.1 404 '* ]] || {
  printf 'the first visitor heard: %s\n' "$status"
  cat "$folder/log"
  exit 1
}
kill "$daemon"
wait "$daemon"
