#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Who may include whom (ARCHITECTURE.md has the same table). The libraries' link order catches most of it; this names
# the line, and knows of headers that need no linking.
source "$(dirname "$0")/files.sh"

faults_found=$(files | grep -E '^(gateway|adapters|dialogs|store|tests)/.*\.(cpp|hpp)$' | xargs -d '\n' awk '
  BEGIN {
    may["base"] = "base"
    may["model"] = "base model"
    may["http"] = "base http"
    may["adapters"] = "base model adapters"
    may["dialogs"] = "base model dialogs"
    may["store"] = "base model store"
    may["media"] = "base model media"
    may["flow"] = "base model http adapters dialogs store media flow"
    may["sandbox"] = may["flow"] " sandbox"
    may["trial"] = may["flow"] " trial"
    may["control"] = may["flow"] " control"
    may["app"] = may["flow"] " sandbox trial control app commands"
    may["commands"] = may["app"]
    may["gateway"] = may["app"]
    may["main"] = "commands"
    may["bench"] = "base model http dialogs store bench"
    may["torture"] = may["app"]
    may["scripts"] = "base model adapters dialogs scripts"
    may["fuzz"] = "base model http adapters fuzz"
    # Third parties, and the only places that know them. Headers of a layer may not show one unless it says so here.
    only["boost/"] = "^gateway/(http|sandbox|app|commands)/|^gateway/base/asio_loop\\."
    only["curl/"] = "^gateway/http/"
    only["openssl/"] = "^gateway/base/crypto|^gateway/http/"
    only["sodium"] = "^gateway/base/crypto"
    only["spdlog/"] = "^gateway/base/log"
    only["prometheus/"] = "^gateway/base/metrics"
    only["utf8proc"] = "^gateway/base/utf8|^dialogs/language/"
    only["pugixml"] = "^adapters/(xml\\.|sms/|lapor/)|^gateway/sandbox/lapor_stream|^gateway/trial/junit"
    only["libfyaml"] = "^dialogs/yaml"
    only["SQLiteCpp/"] = "^store/sqlite/"
    only["sqlite3"] = "^store/sqlite/"
    only["libpq"] = "^store/postgres/"
    only["turbojpeg"] = "^gateway/media/"
    only["png.h"] = "^gateway/media/"
    only["webp/"] = "^gateway/media/"
    only["qpdf/"] = "^gateway/media/"
    only["seccomp"] = "^gateway/media/"
    only["CLI/"] = "^gateway/commands/"
    only["histedit.h"] = "^gateway/commands/line_input"
    # A line on a fake phone is a Bot API object: the sandbox holds JSON by value.
    only["nlohmann/json.hpp"] = "\\.cpp$|^gateway/sandbox/.*\\.hpp$"
  }
  function layer_of(path,   part) {
    split(path, part, "/")
    if (part[1] == "gateway") return path ~ /^gateway\/main\.cpp$/ ? "main" : part[2]
    return part[1]
  }
  FNR == 1 {
    test = FILENAME ~ /^tests\//
    if (test) { split(FILENAME, part, "/"); layer = part[2] } else layer = layer_of(FILENAME)
  }
  /^[ \t]*#[ \t]*include[ \t]*[<"]/ {
    match($0, /[<"][^>"]*[>"]/)
    header = substr($0, RSTART + 1, RLENGTH - 2)
    for (name in only) {
      if (index(header, name) == 1 && !test && FILENAME !~ only[name])
        print FILENAME ":" FNR ": " header " does not belong here"
    }
    if (header !~ /^(gateway|adapters|dialogs|store|tests)\//) next
    target = layer_of(header)
    if (test && layer == "support") next
    if (!(layer in may)) { print FILENAME ":" FNR ": no layer is called " layer; next }
    # The values of HTTP, header only but for what url.cpp defines, so that adapters link nothing of http.
    if (header == "gateway/http/message.hpp" && (layer == "adapters" || FILENAME == "gateway/base/url.cpp" || FILENAME == "tests/base/url_test.cpp")) next
    if (!test && header ~ /^tests\//) { print FILENAME ":" FNR ": " layer " may not include tests"; next }
    if (index(" " may[layer] " ", " " target " ") == 0 && target != "tests")
      print FILENAME ":" FNR ": " layer " may not include " header
  }')
[[ -z $faults_found ]] || while read -r line; do fault "$line"; done <<<"$faults_found"
finish
