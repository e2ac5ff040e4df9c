#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The checks of this folder find what they are for: each is given a tree with one fault, then the tree without it.
set -euo pipefail
checks=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

# expect CHECK TEXT: the check must fail on the tree and say TEXT.
expect() {
  local said
  if said=$(bash "$checks/$1.sh" "$tree"); then
    echo "$1 passed, and should have said: $2"
    failed=1
  elif [[ $said != *"$2"* ]]; then
    printf '%s should have said "%s" and said:\n%s\n' "$1" "$2" "$said"
    failed=1
  fi
}

# clean CHECK: the check must pass on the tree.
clean() {
  bash "$checks/$1.sh" "$tree" || {
    echo "$1 found a fault where there is none"
    failed=1
  }
}

# put FILE LINE...: a file of the tree.
put() {
  mkdir -p "$tree/$(dirname "$1")"
  printf '%s\n' "${@:2}" >"$tree/$1"
}

spdx='// SPDX-License-Identifier: Apache-2.0'

fresh() {
  rm -rf "${tree:?}"/*
  put gateway/base/a.hpp "$spdx" '#pragma once'
  put adapters/a.cpp "$spdx" '#include "gateway/http/message.hpp"' '#include <nlohmann/json.hpp>'
  put gateway/http/b.cpp "$spdx" '#include <boost/asio.hpp>'
  put tests/dialogs/a_test.cpp "$spdx" '#include "dialogs/a.hpp"' '#include "support/catch.hpp"'
  put README.md '# Pintu' 'Satu.' '## Coba' '```' './dev demo' '```' '[lain](README.en.md)'
  put README.en.md '# Pintu' 'One.' '## Try' '```' './dev demo' '```' '[other](README.md#pintu)'
}

fresh
for check in layering shape readme foreign; do clean "$check"; done

put dialogs/a.cpp "$spdx" '#include "adapters/channel.hpp"'
expect layering 'dialogs/a.cpp:2: dialogs may not include adapters/channel.hpp'
fresh
put adapters/a.cpp "$spdx" '#include "gateway/http/client.hpp"'
expect layering 'adapters/a.cpp:2: adapters may not include gateway/http/client.hpp'
fresh
put gateway/flow/a.hpp "$spdx" '#pragma once' '#  include <nlohmann/json.hpp>'
expect layering 'gateway/flow/a.hpp:3: nlohmann/json.hpp does not belong here'
fresh
put gateway/flow/a.cpp "$spdx" '#include <boost/asio.hpp>'
expect layering 'gateway/flow/a.cpp:2: boost/asio.hpp does not belong here'
fresh
put tests/store/a_test.cpp "$spdx" '#include "dialogs/advance.hpp"'
expect layering 'tests/store/a_test.cpp:2: store may not include dialogs/advance.hpp'
fresh
put gateway/news/a.cpp "$spdx" '#include "gateway/base/a.hpp"'
expect layering 'no layer is called news'

fresh
for _ in {1..400}; do echo; done >>"$tree/adapters/a.cpp"
expect shape 'adapters/a.cpp: 403 lines'
fresh
put store/a.cpp 'int x;'
expect shape 'store/a.cpp:1: the licence line is missing'
fresh
put store/a.hpp "$spdx" 'int x;'
expect shape 'store/a.hpp:1: #pragma once is missing'
fresh
put store/a.cpp "$spdx" $'\tint x;' 'int y; ' '// TO''DO'
expect shape 'store/a.cpp:2: a tab'
expect shape 'store/a.cpp:3: a space at the end of the line'
expect shape 'store/a.cpp:4: unfinished work'

fresh
put README.en.md '# Pintu' 'One.' '### Try' '```' './dev demo' '```'
expect readme 'not in step'
fresh
put README.en.md '# Pintu' 'One.' '## Try' '```' './dev test' '```'
expect readme 'not in step'
fresh
rm "$tree/README.en.md"
expect readme 'README.en.md is missing'
fresh
put docs/a.md '[b](b.md)'
expect readme 'docs/a.md: links to b.md'

fresh
put docs/a.md "see $tree/x"
expect foreign 'docs/a.md:1: a path of this machine'
fresh
put tests/counterparts/package-lock.json '"resolved": "https://registry.npmjs.org/a.tgz"' '"resolved": "http://mirror.example/b.tgz"'
expect foreign 'tests/counterparts/package-lock.json:2: another package host'
fresh
put x.pem 'x'
expect foreign 'x.pem:1: does not belong into the tree'
fresh
put a.txt "-----BEGIN"' PRIVATE KEY-----'
expect foreign 'a.txt:1: a private key'

fresh
put store/a.cpp "$spdx" 'int   x ;'
expect format 'store/a.cpp: run ./dev format'

fresh
put ARCHITECTURE.md '`gateway/base`, `adapters`, `gateway/http`'
clean rooms
put gateway/attic/a.cpp "$spdx"
expect rooms 'ARCHITECTURE.md does not name gateway/attic'

exit "$failed"
