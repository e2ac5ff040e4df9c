// SPDX-License-Identifier: Apache-2.0
// Runs a command under what pintu.service forbids of system calls, without a systemd: names of allowed ones on standard
// input, the rest fails with EPERM; memory that is written and run, other address families and namespaces are refused
// as systemd refuses them. usage: confined COMMAND ARGUMENT... <NAMES
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>
#include <set>
#include <string>

namespace {

constexpr unsigned long namespaces = 0x7E020080UL;  // every CLONE_NEW…

bool allow(void* filter, int call) { return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0; }

bool allow_when(void* filter, int call, unsigned argument, unsigned long mask, unsigned long value) {
  const scmp_arg_cmp when{argument, SCMP_CMP_MASKED_EQ, mask, value};
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, when) == 0;
}

// RestrictNamespaces=, MemoryDenyWriteExecute=, RestrictAddressFamilies=
bool allow_in_part(void* filter) {
  bool good = allow_when(filter, SCMP_SYS(clone), 0, namespaces, 0) &&
              seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
              allow_when(filter, SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
  for (const unsigned protection : {0U, unsigned{PROT_WRITE}, unsigned{PROT_EXEC}}) {
    good = good && allow_when(filter, SCMP_SYS(mmap), 2, PROT_WRITE | PROT_EXEC, protection);
  }
  for (const unsigned family : {unsigned{AF_UNIX}, unsigned{AF_INET}, unsigned{AF_INET6}}) {
    good = good && allow_when(filter, SCMP_SYS(socket), 0, ~0UL, family);
  }
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  void* filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  const std::set<std::string> in_part{"clone", "clone3",   "unshare",       "setns",
                                      "mmap",  "mprotect", "pkey_mprotect", "socket"};
  bool good = filter != nullptr && allow_in_part(filter);
  int named = 0;
  for (std::string name; good && std::getline(std::cin, name);) {
    const int call = seccomp_syscall_resolve_name(name.c_str());
    if (call == __NR_SCMP_ERROR || in_part.contains(name)) continue;
    good = allow(filter, call);
    ++named;
  }
  if (!good || named < 100 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || seccomp_load(filter) != 0) {
    std::cerr << "confined: the filter cannot be made\n";
    return 2;
  }
  ::execvp(argv[1], argv + 1);
  std::cerr << "confined: " << argv[1] << " cannot be run\n";
  return 2;
}
