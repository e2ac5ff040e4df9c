#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What must not leak into the tree: paths of the machine it was written on, package hosts of one workplace in lock files,
# keys, and npm settings that would send others there.
source "$(dirname "$0")/files.sh"

here=$(pwd)
above=$(dirname "$here")
# A folder that a page may name for good reasons says nothing about this machine.
case $above in / | /etc | /home | /opt | /root | /srv | /tmp | /usr | /usr/src | /var | /var/lib | /var/tmp) above=$here ;; esac

# say WHAT: "FILE:LINE" of each hit of grep -n on standard input, and what it is.
say() { sed -E "s|^([^:]*:[0-9]+):.*|\1: $1|"; }

look() {
  local file=$1
  grep -HnIF -e "$above/" "$file" | say 'a path of this machine'
  grep -HnIE -e '-----BEGIN [A-Z ]*PRIVATE KEY-----' "$file" | say 'a private key'
  case $file in
    *package-lock.json)
      grep -HnE '"resolved":' "$file" | grep -vF '"resolved": "https://registry.npmjs.org/' |
        say "another package host than npm's own"
      ;;
    *.npmrc | *.pem | *.key) printf '%s:1: does not belong into the tree\n' "$file" ;;
  esac
}

while read -r hit; do fault "$hit"; done < <(files | while read -r file; do look "$file" || true; done)
finish
