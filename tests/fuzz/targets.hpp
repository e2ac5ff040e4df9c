// SPDX-License-Identifier: Apache-2.0
// What a stranger's bytes reach first: every receiver, and the filter before the HTTP parser. Each target takes any
// bytes and aborts when an invariant breaks, so that libFuzzer (./dev fuzz) and the replay in ./dev test both see it.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pintu::fuzz {

struct Target {
  std::string name;  // "whatsapp"; its seeds are tests/fuzz/seeds/<name>/*
  void (*run)(const Target& target, std::string_view bytes);
  std::string kind;  // of the channel; empty for what is none
};

std::span<const Target> targets();
const Target* find(std::string_view name);

}  // namespace pintu::fuzz
