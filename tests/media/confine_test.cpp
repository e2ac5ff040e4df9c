// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/confine.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <functional>

#include "support/catch.hpp"

using namespace pintu;

namespace {

constexpr int not_confined = 71;

// How a confined process ends that does this: its exit code, or the signal that killed it, negative.
int end_of(const std::function<int()>& deed) {
  const pid_t pid = ::fork();
  REQUIRE(pid >= 0);
  if (pid == 0) ::_exit(media::confine() ? deed() : not_confined);
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("confine: a process that is confined can think and end") {
  CHECK(end_of([] {
          auto* memory = static_cast<char*>(std::malloc(std::size_t{50} << 20U));
          if (memory == nullptr) return 1;
          memory[100] = 1;
          std::free(memory);
          return 5;
        }) == 5);
}

TEST_CASE("confine: and cannot reach anything") {
  CHECK(end_of([] { return ::open("/etc/hostname", O_RDONLY | O_CLOEXEC) < 0 && errno == EACCES ? 9 : 0; }) == 9);
  CHECK(end_of([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : 1; }) == -SIGSYS);
  CHECK(end_of([] { return ::fork() >= 0 ? 0 : 1; }) == -SIGSYS);
  CHECK(end_of([] {
          char* none[] = {nullptr};
          return ::execve("/bin/true", none, none);
        }) == -SIGSYS);
  CHECK(end_of([] { return ::kill(::getppid(), SIGUSR1); }) == -SIGSYS);
  CHECK(end_of([] { return ::unlink("/nowhere"); }) == -SIGSYS);
  CHECK(end_of([] { return static_cast<int>(::syscall(SYS_ptrace, 0, 0, 0, 0)); }) == -SIGSYS);
  CHECK(end_of([] {
          const auto* page = ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
          return page == MAP_FAILED ? 1 : 0;
        }) == -SIGSYS);
}
