// SPDX-License-Identifier: Apache-2.0
// pintu_bench: how many turns the daemon carries, beside what SQLite and the HTTP server alone would carry, and beside
// a bot on grammY. ./dev bench builds and calls it; CONTRIBUTING.md says how to read it.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string_view>

#include "bench/bare_server.hpp"
#include "bench/rounds.hpp"

namespace {

using namespace std::chrono_literals;

constexpr const char* usage =
    "usage: pintu_bench --pintu BINARY --folder DIR [--grammy SCRIPT] [--quick | --smoke] [--rounds N] [--json]\n"
    "  --folder  emptied first; its file system is what is measured\n"
    "  --quick   one round of a few seconds each;  --smoke  a moment, to see that it works\n";

void shorten(pintu::bench::Plan& plan, std::chrono::milliseconds each) {
  plan.rounds = 1;
  plan.warm_up = each;
  plan.closed = each;
  plan.open = each;
  plan.bare = each / 2;
}

// False when it is not to be understood.
bool read_arguments(int count, char** arguments, pintu::bench::Plan& plan, bool& json) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = arguments[i];
    const char* value = i + 1 < count ? arguments[i + 1] : nullptr;
    if (word == "--quick") {
      shorten(plan, 3s);
    } else if (word == "--smoke") {
      shorten(plan, 300ms);
    } else if (word == "--json") {
      json = true;
    } else if (value == nullptr) {
      return false;
    } else {
      ++i;
      if (word == "--pintu") {
        plan.binary = value;
      } else if (word == "--folder") {
        plan.folder =
            std::filesystem::absolute(value).string();  // the configuration reads its paths from its own folder
      } else if (word == "--grammy") {
        plan.grammy = value;
      } else if (word == "--rounds") {
        plan.rounds = std::atoi(value);
      } else {
        return false;
      }
    }
  }
  return !plan.binary.empty() && !plan.folder.empty() && plan.rounds > 0;
}

}  // namespace

int main(int count, char** arguments) try {
  if (count == 3 && std::string_view(arguments[1]) == "--bare-server") {
    return pintu::bench::run_bare_server(static_cast<std::uint16_t>(std::atoi(arguments[2])));
  }
  pintu::bench::Plan plan;
  plan.self = std::filesystem::read_symlink("/proc/self/exe").string();
  bool json = false;
  if (!read_arguments(count, arguments, plan, json)) {
    std::fputs(usage, stderr);
    return 2;
  }
  const auto figures = pintu::bench::measure(plan);
  std::fputs(figures.table().c_str(), stderr);
  if (json) std::puts(figures.json().c_str());
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "pintu_bench: %s\n", error.what());
  return 1;
}
