#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The shape of single files: at most 400 lines of code, the licence on line 1 (after #! where there is one), one #pragma
# once a header, no tab, no space at the end of a line, no word that marks unfinished work.
source "$(dirname "$0")/files.sh"

most_lines=400
code='\.(cpp|hpp|sh|mjs|js|css|html|sql|cmake)$|(^|/)(CMakeLists\.txt|dev|run)$'
unfinished='TO''DO|FIX''ME|XX''X|HA''CK'

while read -r file; do
  lines=$(wc -l <"$file")
  ((lines <= most_lines)) || fault "$file: $lines lines; $most_lines is the limit"
  head -n 3 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' || fault "$file:1: the licence line is missing"
  if [[ $file == *.hpp ]]; then grep -q '^#pragma once$' "$file" || fault "$file:1: #pragma once is missing"; fi
  while read -r hit; do fault "$file:$hit"; done < <(
    grep -nE $'\t' "$file" | sed 's/:.*/: a tab/'
    grep -nE ' $' "$file" | sed 's/:.*/: a space at the end of the line/'
    grep -nwE "$unfinished" "$file" | sed 's/:.*/: unfinished work/'
  )
done < <(files | grep -E "$code")
finish
