#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# README.md (Indonesian) and README.en.md keep in step: the same headings level by level, the same commands, the same
# pictures, and no link to a file that is not there.
source "$(dirname "$0")/files.sh"

skeleton() { # levels of headings, and what stands in blocks of code and in pictures, in order
  awk '
    /^```/ { inside = !inside; print "code"; next }
    inside { print "  " $0; next }
    /^#+ / { match($0, /^#+/); print "heading " RLENGTH }
    { line = $0; while (match(line, /!\[[^]]*\]\([^)]*\)/)) {
        picture = substr(line, RSTART, RLENGTH); sub(/^!\[[^]]*\]/, "", picture); print "picture " picture
        line = substr(line, RSTART + RLENGTH) } }' "$1"
}

links() { # targets in this tree of the links of a page
  grep -oE '\]\([^)]+\)' "$1" | sed -E 's/^\]\(([^)#]*)(#[^)]*)?\)$/\1/' | grep -vE '^$|^[a-z]+:' || true
}

for page in README.md README.en.md; do [[ -f $page ]] || fault "$page is missing"; done
finish
difference=$(diff <(skeleton README.md) <(skeleton README.en.md) || true)
[[ -z $difference ]] || fault "README.md and README.en.md are not in step:
$difference"
while read -r page; do
  while read -r target; do
    [[ -e $(dirname "$page")/$target ]] || fault "$page: links to $target, which is not there"
  done < <(links "$page")
done < <(files | grep -E '\.md$')
finish
