#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every C++ file is as .clang-format makes it (./dev format).
source "$(dirname "$0")/files.sh"

command -v clang-format-19 >/dev/null || {
  fault "clang-format-19 is not installed: ./dev test brings it"
  finish
}
while read -r file; do fault "$file: run ./dev format"; done < <(
  files | { grep -E '\.(cpp|hpp)$' || true; } | xargs -rd '\n' -n 20 -P 2 clang-format-19 --dry-run -Werror 2>&1 |
    sed -nE 's/^([^:]+):[0-9]+:[0-9]+: error: .*/\1/p' | sort -u
)
finish
