// SPDX-License-Identifier: Apache-2.0
// The real binary as processes beside this one: its commands to their end, and its daemon, started and killed. No
// Catch2 here, so that programs which are no suite can use it. One thread for each object.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

extern char** environ;

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
class Serving {
 public:
  Serving() = default;
  ~Serving() { kill(); }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  // false: no process could be had. Its standard error is added to the file `log`; `variables` ("A=b") are added to its
  // environment; `sockets` are what it finds from descriptor 3 on, meant for it.
  bool start(const std::string& config, const std::string& log, const std::vector<std::string>& variables = {},
             const std::vector<int>& sockets = {}) {
    std::vector<std::string> words{"/bin/sh", "-c", R"(LISTEN_PID=$$ exec "$@")", "sh"};
    if (sockets.empty()) words.clear();
    words.insert(words.end(), {binary(), "serve", "-c", config});
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<char*> environment;
    for (const auto& variable : variables) environment.push_back(const_cast<char*>(variable.c_str()));
    for (char** each = environ; *each != nullptr; ++each) environment.push_back(*each);
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    for (int at = 3; const int socket : sockets) posix_spawn_file_actions_adddup2(&actions, socket, at++);
    const bool started =
        ::posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environment.data()) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (!started) pid_ = 0;
    return started;
  }
  bool running() const { return pid_ > 0; }
  void signal(int number) const {
    if (running()) ::kill(pid_, number);
  }
  // Ends it here and now; -SIGKILL, or how it had ended before.
  int kill() {
    if (!running()) return 0;
    signal(SIGKILL);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    return end_of(status);
  }
  // Its exit code, or the signal that ended it, negative; 0 when there is none; nullopt while it runs.
  std::optional<int> ended() {
    int status = 0;
    if (!running()) return 0;
    if (::waitpid(pid_, &status, WNOHANG) == 0) return std::nullopt;
    return end_of(status);
  }

 private:
  int end_of(int status) {
    pid_ = 0;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }
  pid_t pid_ = 0;
};

}  // namespace pintu::test
