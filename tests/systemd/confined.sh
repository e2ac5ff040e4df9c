#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The daemon and the child that cleans files do their whole work with the system calls that pintu.service leaves them:
# tests that start the real binary, under the unit's own filter.
# usage: confined.sh SOURCE_FOLDER CONFINED TESTS_GATEWAY
set -euo pipefail
unit=${1:?usage: $0 SOURCE CONFINED TESTS}/systemd/pintu.service confined=$2 tests=$3
names=$(mktemp)
trap 'rm -f "$names"' EXIT

# The calls of a set, its sets within.
expand() {
  local name
  for name in $(systemd-analyze syscall-filter "$1" 2>/dev/null | sed -n 's/^ \+\([@a-z_0-9-]\+\)$/\1/p'); do
    case $name in "$1") ;; @*) expand "$name" ;; *) printf '%s\n' "$name" ;; esac
  done
}
each() { # of one SystemCallFilter= line's words
  local word
  for word; do case $word in @*) expand "$word" ;; *) printf '%s\n' "$word" ;; esac done
}

: >"$names"
while read -r line; do
  case $line in
    '~'*) grep -vxF -f <(each ${line#'~'}) "$names" >"$names.less" && mv "$names.less" "$names" ;;
    *) each $line >>"$names" ;;
  esac
done < <(sed -n 's/^SystemCallFilter=//p' "$unit")

# What the filter refuses is refused: this would be anybody's right otherwise.
if "$confined" ionice -c 3 true <"$names" 2>/dev/null; then
  echo "the filter lets everything through"
  exit 1
fi
"$confined" "$tests" 'unit: it says*,media end to end*,media child: the real binary*' <"$names"
