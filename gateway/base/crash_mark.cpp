// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/crash_mark.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <filesystem>

namespace pintu::crash_mark {

namespace {

constexpr std::size_t stack_bytes = 64 * 1024;

std::atomic<int> mark_file{-1};

// Async-signal-safe: write and raise only. SA_RESETHAND has put the default back.
void mark(int signal) {
  const int file = mark_file.load();
  if (file >= 0) {
    const char byte = '1';
    [[maybe_unused]] const auto written = ::pwrite(file, &byte, 1, 0);
  }
  ::raise(signal);
}

}  // namespace

void install(const std::string& path) {
  mark_file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  struct sigaction action = {};
  action.sa_handler = mark;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_ONSTACK | SA_NODEFER);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) ::sigaction(signal, &action, nullptr);
}

void guard_this_thread() {
  static thread_local std::byte stack[stack_bytes];
  stack_t other = {};
  other.ss_sp = stack;
  other.ss_size = stack_bytes;
  ::sigaltstack(&other, nullptr);
}

bool take(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size == 0) return false;
  std::filesystem::resize_file(path, 0, error);
  return true;
}

}  // namespace pintu::crash_mark
