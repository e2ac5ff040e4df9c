// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/confine.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

namespace pintu::media {

namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PINTU_SHADOW_MEMORY 1
#endif
#endif

bool limit(decltype(RLIMIT_CPU) what, rlim_t most) {
  const rlimit value{most, most};
  return ::setrlimit(what, &value) == 0;
}

bool limit_resources() {
#ifdef PINTU_SHADOW_MEMORY
  const bool memory = true;  // a sanitizer's shadow is larger than any limit worth having
#else
  const bool memory = limit(RLIMIT_AS, rlim_t{768} << 20U);
#endif
  return memory && limit(RLIMIT_CPU, 20) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) &&
         limit(RLIMIT_NOFILE, 3);
}

struct Release {
  void operator()(void* filter) const { seccomp_release(filter); }
};

// Everything that is not named kills. A library that looks into /proc or /sys for its processor is told no instead.
bool filter_calls() {
  const std::unique_ptr<void, Release> filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  if (!filter) return false;
  static constexpr std::array allowed{
      SCMP_SYS(read),   SCMP_SYS(write),        SCMP_SYS(exit),           SCMP_SYS(exit_group),
      SCMP_SYS(brk),    SCMP_SYS(munmap),       SCMP_SYS(mremap),         SCMP_SYS(madvise),
      SCMP_SYS(futex),  SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(clock_gettime),
      SCMP_SYS(gettid), SCMP_SYS(getpid),       SCMP_SYS(sigaltstack)};
  for (const int call : allowed) {
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  const scmp_arg_cmp no_code{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  const scmp_arg_cmp no_file{3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS};
  for (const int call : {SCMP_SYS(open), SCMP_SYS(openat)}) {
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EACCES), call, 0) != 0) return false;
  }
  return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, no_code, no_file) == 0 &&
         seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) == 0 &&
         seccomp_load(filter.get()) == 0;
}

}  // namespace

bool confine() {
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
         limit_resources() && filter_calls();
}

}  // namespace pintu::media
