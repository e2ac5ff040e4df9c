// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace pintu::media {

namespace {

using Steady = std::chrono::steady_clock;

constexpr int glance_ms = 100;  // how often `stop` is looked at

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  void reset() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// Kills and reaps whatever happens.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  // Its status once it ended by itself.
  int wait() {
    int status = -1;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_;
};

Result<pid_t> start(const std::string& program, const std::string& argument, int socket) {
  std::array<char*, 3> arguments{const_cast<char*>("pintu"), const_cast<char*>(argument.c_str()), nullptr};
  std::array<char*, 1> environment{nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // Whatever signals a thread of ours holds back are no business of the child.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t pid = 0;
  const int error = ::posix_spawn(&pid, program.c_str(), &actions, &attributes, arguments.data(), environment.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return fail(Errc::unavailable, "the child that cleans files cannot be started");
  return pid;
}

bool again(ssize_t count) { return count < 0 && (errno == EINTR || errno == EAGAIN); }

// Talks until the child closes its end.
Result<std::string> talk(int socket, std::string_view input, std::size_t largest, Steady::time_point deadline,
                         const std::atomic<bool>& stop) {
  std::string answer;
  std::array<char, 65536> buffer;
  bool writing = true;
  while (true) {
    if (stop || Steady::now() >= deadline) return fail(Errc::timeout, "the child that cleans files took too long");
    if (writing && input.empty()) {
      ::shutdown(socket, SHUT_WR);
      writing = false;
    }
    pollfd watched{socket, static_cast<short>(POLLIN | (writing ? POLLOUT : 0)), 0};
    if (::poll(&watched, 1, glance_ms) <= 0) continue;
    if (writing && (watched.revents & POLLOUT) != 0) {
      const auto count = ::send(socket, input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count > 0) input.remove_prefix(static_cast<std::size_t>(count));
      if (count < 0 && !again(count)) return fail(Errc::internal, "the child that cleans files died");
    }
    if ((watched.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
    const auto count = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (again(count)) continue;
    if (count < 0) return fail(Errc::internal, "the child that cleans files died");
    if (count == 0) return answer;
    answer.append(buffer.data(), static_cast<std::size_t>(count));
    if (answer.size() > largest) return fail(Errc::internal, "the child that cleans files says too much");
  }
}

}  // namespace

Result<std::string> ask_child(const std::string& program, const std::string& argument, std::string_view input,
                              std::size_t largest, Steady::time_point deadline, const std::atomic<bool>& stop) {
  std::array<int, 2> pair{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) {
    return fail(Errc::unavailable, "no socket for the child that cleans files");
  }
  const Descriptor ours(pair[0]);
  Descriptor theirs(pair[1]);
  PINTU_TRY(const auto pid, start(program, argument, theirs.get()));
  Child child(pid);
  theirs.reset();
  PINTU_TRY(auto answer, talk(ours.get(), input, largest, deadline, stop));
  const int status = child.wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail(Errc::internal, "the child that cleans files died");
  return answer;
}

}  // namespace pintu::media
