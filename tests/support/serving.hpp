// SPDX-License-Identifier: Apache-2.0
// The real binary as processes beside this one: its commands to their end, and its daemon, started and killed.
#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/process.hpp"

namespace pintu::test {

inline std::string binary() { return std::filesystem::weakly_canonical(PINTU_BINARY).string(); }

struct Ran {
  int exit = -1;
  std::string out;
};

// A command of ours, to its end: blocks. What it says on standard error is dropped. nullopt: no process could be had.
inline std::optional<Ran> run_command(const std::string& arguments, const std::string& input = "/dev/null") {
  Ran ran;
  FILE* pipe = ::popen((binary() + " " + arguments + " <" + input + " 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::array<char, 4096> bytes;
  for (std::size_t n = 0; (n = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;) ran.out.append(bytes.data(), n);
  ran.exit = WEXITSTATUS(::pclose(pipe));
  return ran;
}

// One `pintu serve`; killed and waited for with this object.
class Serving : public Process {
 public:
  // false: no process could be had. `variables` are added to its environment; `sockets` are meant for it.
  bool start(const std::string& config, const std::string& log, const std::vector<std::string>& variables = {},
             const std::vector<int>& sockets = {}) {
    std::vector<std::string> words{"/bin/sh", "-c", R"(LISTEN_PID=$$ exec "$@")", "sh"};
    if (sockets.empty()) words.clear();
    words.insert(words.end(), {binary(), "serve", "-c", config});
    return Process::start(std::move(words), {log, false, variables, sockets}) == 0;
  }
  // Ends it here and now; -SIGKILL, or how it had ended before.
  int kill() { return end(SIGKILL); }
};

}  // namespace pintu::test
