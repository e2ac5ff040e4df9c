#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The shape of single files: at most 400 lines, the licence in the first three, one #pragma once a header, no tab, no
# space at the end of a line, no word that marks unfinished work.
source "$(dirname "$0")/files.sh"

code='\.(cpp|hpp|sh|awk|mjs|js|css|html|sql|cmake)$|(^|/)(CMakeLists\.txt|dev|run)$'
unfinished='TO''DO|FIX''ME|XX''X|HA''CK'

while read -r line; do fault "$line"; done < <(files | grep -E "$code" | xargs -rd '\n' awk -v unfinished="$unfinished" '
  function end_file() {
    if (name == "") return
    if (lines > 400) print name ": " lines " lines; 400 is the limit"
    if (!licence) print name ":1: the licence line is missing"
    if (name ~ /\.hpp$/ && !once) print name ":1: #pragma once is missing"
  }
  FNR == 1 { end_file(); name = FILENAME; lines = licence = once = 0 }
  { ++lines }
  FNR <= 3 && /SPDX-License-Identifier: Apache-2\.0/ { licence = 1 }
  /^#pragma once$/ { once = 1 }
  /\t/ { print FILENAME ":" FNR ": a tab" }
  / $/ { print FILENAME ":" FNR ": a space at the end of the line" }
  $0 ~ "(^|[^A-Za-z0-9_])(" unfinished ")([^A-Za-z0-9_]|$)" { print FILENAME ":" FNR ": unfinished work" }
  END { end_file() }')
finish
