#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What must not leak into the tree: paths of the machine it was written on, package hosts of one workplace in lock files,
# keys, and npm settings that would send others there.
source "$(dirname "$0")/files.sh"

here=$(pwd)
above=$(dirname "$here")
# A folder that a page may name for good reasons says nothing about this machine.
case $above in / | /etc | /home | /opt | /root | /srv | /tmp | /usr | /usr/src | /var | /var/lib | /var/tmp) above=$here ;; esac

# look WHAT GREP_ARGUMENTS...: each hit in the files named on standard input, as "FILE:LINE: WHAT".
look() {
  local what=$1
  shift
  { xargs -rd '\n' grep -HnI "$@" || true; } | sed -E "s|^([^:]*:[0-9]+):.*|\1: $what|"
}

locks() { files | { grep 'package-lock\.json$' || true; }; }

while read -r hit; do fault "$hit"; done < <(
  files | look 'a path of this machine' -F -e "$above/"
  files | look 'a private key' -E -e '-----BEGIN [A-Z ]*PRIVATE KEY-----'
  locks | look "another package host than npm's own" -P -e '"resolved": *"(?!https://registry\.npmjs\.org/)'
  files | sed -nE 's|^.*(\.npmrc\|\.pem\|\.key)$|&:1: does not belong into the tree|p'
)
finish
