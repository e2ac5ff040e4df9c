// SPDX-License-Identifier: Apache-2.0
// The seeds of every fuzz target and what a few thousand changes make of them: a crash ends the suite.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "fuzz/targets.hpp"
#include "support/catch.hpp"

using namespace pintu;

namespace {

std::vector<std::string> seeds_of(const std::string& name) {
  std::vector<std::string> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(PINTU_SOURCE_DIR "/tests/fuzz/seeds/" + name)) {
    std::ifstream in(entry.path(), std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return seeds;
}

class Changer {
 public:
  std::string operator()(std::string bytes) {
    for (auto n = 1 + below(4); n > 0; --n) {
      const auto at = below(bytes.size() + 1);
      switch (below(5)) {
        case 0:
          bytes = bytes.substr(0, at);
          break;
        case 1:
          if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
          break;
        case 2:
          bytes.insert(at, marks[below(std::size(marks))]);
          break;
        case 3:
          bytes.erase(at, below(16));
          break;
        default:
          bytes += bytes.substr(at, 64);
      }
    }
    return bytes;
  }

 private:
  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
  static constexpr const char* marks[] = {"{",    "]",    "null", "\"", "1e400", "-0",   "\\ud83d",
                                          "\xff", "%00",  "%",    "&",  "=",     "\r\n", "99999999999999999999",
                                          "<a>",  "&#0;", "\n\n"};
  std::mt19937 random_{20260504};
};

}  // namespace

TEST_CASE("fuzz: seeds and changed seeds break no invariant of any target") {
  Changer change;
  for (const auto& target : fuzz::targets()) {
    INFO(target.name);
    const auto seeds = seeds_of(target.name);
    REQUIRE_FALSE(seeds.empty());
    for (const auto& seed : seeds) {
      target.run(target, seed);
      for (int i = 0; i < 300; ++i) target.run(target, change(seed));
    }
  }
}
