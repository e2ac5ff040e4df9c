# SPDX-License-Identifier: Apache-2.0
# Sourced by the checks of this folder. Each is called with the root of a tree and prints one line a fault.
set -euo pipefail
export LC_ALL=C

root=${1:?usage: $0 ROOT}
cd "$root"
faults=0

# What belongs to the tree: what git tracks, or every file where there is no git (an unpacked archive, a fixture).
# Names of files here hold no newline.
files() {
  {
    git -c safe.directory='*' ls-files 2>/dev/null ||
      find . -type f -not -path './build/*' -not -path '*/node_modules/*' -printf '%P\n'
  } | while read -r file; do [[ -f $file ]] && printf '%s\n' "$file"; done
}

fault() {
  printf '%s\n' "$*"
  faults=$((faults + 1))
}

finish() {
  ((faults == 0)) || {
    printf '%d faults\n' "$faults"
    exit 1
  }
}
