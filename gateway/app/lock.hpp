// SPDX-License-Identifier: Apache-2.0
// <data>/lock: whoever holds it is the one writer.
#pragma once

#include <string>

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"

namespace pintu::app {

class Lock {
 public:
  // Root becomes the folder's owner, for good: what it wrote there as root, the daemon could not write again.
  // Makes the folder (mode 0700) when it is missing. conflict: another process holds it, also after `patience` (blocks
  // so long at most); unavailable: cannot be written.
  static Result<Lock> take(const std::string& folder, Duration patience = Duration{0});
  Lock(Lock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  Lock& operator=(Lock&& other) noexcept;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock();

 private:
  explicit Lock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace pintu::app
