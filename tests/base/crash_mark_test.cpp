// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/crash_mark.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "gateway/base/crypto.hpp"
#include "support/catch.hpp"

using namespace pintu;

namespace {

// A process of its own that installs the mark and then dies of `signal`, sent by itself; how it ended.
int die_of(int signal, const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    // Not to Catch2's handlers, which would report a failure in our name.
    for (int each = 1; each < NSIG; ++each) ::signal(each, SIG_DFL);
    crash_mark::install(path);
    crash_mark::guard_this_thread();
    ::kill(::getpid(), signal);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

}  // namespace

TEST_CASE("crash mark: a process that dies by its own fault says so once, one that is killed does not") {
  const auto path =
      (std::filesystem::temp_directory_path() / ("pintu-mark-" + crypto::to_hex(crypto::random_bytes(6)))).string();
  CHECK_FALSE(crash_mark::take(path));
  for (const int own : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) {
    CHECK(die_of(own, path) == own);
    CHECK(crash_mark::take(path));
    CHECK_FALSE(crash_mark::take(path));
  }
  for (const int outside : {SIGKILL, SIGTERM}) {
    CHECK(die_of(outside, path) == outside);
    CHECK_FALSE(crash_mark::take(path));
  }
  std::filesystem::remove(path);
}
