#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Who reads ARCHITECTURE.md finds every room: each folder that holds sources is named there, as `name` or `name/`.
source "$(dirname "$0")/files.sh"

[[ -f ARCHITECTURE.md ]] || fault 'ARCHITECTURE.md is missing'
finish
while read -r folder; do
  grep -qE "[\`/]${folder##*/}[\`/]" ARCHITECTURE.md || fault "ARCHITECTURE.md does not name $folder"
done < <(files | { grep -E '^(gateway|adapters|dialogs|store)/' || true; } | sed 's|/[^/]*$||' | sort -u)
finish
