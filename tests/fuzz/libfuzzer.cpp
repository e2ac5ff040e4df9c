// SPDX-License-Identifier: Apache-2.0
// libFuzzer's entry (https://llvm.org/docs/LibFuzzer.html); which target, says --target=NAME (it leaves such flags to
// us).
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "fuzz/targets.hpp"
#include "gateway/base/log.hpp"

namespace {
const pintu::fuzz::Target* chosen = nullptr;
}

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  constexpr const char* flag = "--target=";
  for (int i = 1; i < *count; ++i) {
    if (std::strncmp((*arguments)[i], flag, std::strlen(flag)) == 0) {
      chosen = pintu::fuzz::find((*arguments)[i] + std::strlen(flag));
    }
  }
  if (chosen == nullptr) {
    std::fprintf(stderr, "which target? --target=NAME, one of:");
    for (const auto& target : pintu::fuzz::targets()) std::fprintf(stderr, " %s", target.name.c_str());
    std::fprintf(stderr, "\n");
    std::exit(2);
  }
  pintu::log::set_level(pintu::log::Level::error);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chosen->run(*chosen, {reinterpret_cast<const char*>(data), size});
  return 0;
}
