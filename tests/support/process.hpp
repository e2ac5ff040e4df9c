// SPDX-License-Identifier: Apache-2.0
// A program beside this one: started, signalled, waited for. No Catch2 here, so that programs which are no suite can
// use it. One thread for each object.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <vector>

extern char** environ;

namespace pintu::test {

// Killed and waited for with this object.
class Process {
 public:
  struct Given {
    std::string log;                          // its standard error is added to this file
    bool quiet = false;                       // its standard output is dropped
    std::vector<std::string> variables = {};  // "A=b", before those of our own environment
    std::vector<int> sockets = {};            // what it finds from descriptor 3 on
  };
  Process() = default;
  ~Process() { end(SIGKILL); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // 0, or the errno for which no process could be had. The first word is looked for in PATH.
  int start(std::vector<std::string> words, const Given& given) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<char*> environment;
    for (const auto& variable : given.variables) environment.push_back(const_cast<char*>(variable.c_str()));
    for (char** each = environ; *each != nullptr; ++each) environment.push_back(*each);
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (given.quiet) posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, given.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    for (int at = 3; const int socket : given.sockets) posix_spawn_file_actions_adddup2(&actions, socket, at++);
    const int error = ::posix_spawnp(&pid_, arguments.front(), &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) pid_ = 0;
    return error;
  }
  pid_t id() const { return pid_; }
  bool running() const { return pid_ > 0; }  // as far as `ended` has looked
  void signal(int number) const {
    if (running()) ::kill(pid_, number);
  }
  // Signals and waits for its end: its exit code, or the signal that ended it, negative; 0 when there is none.
  int end(int number) {
    if (!running()) return 0;
    signal(number);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    return end_of(status);
  }
  // The same of one that may have ended by itself; nullopt while it runs.
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
