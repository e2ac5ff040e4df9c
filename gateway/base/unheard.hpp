// SPDX-License-Identifier: Apache-2.0
// While one lives, what its thread does is neither logged nor counted: a simulation inside a daemon must not look like
// the daemon's own work.
#pragma once

namespace pintu {

class Unheard {
 public:
  Unheard() { ++depth_; }
  ~Unheard() { --depth_; }
  Unheard(const Unheard&) = delete;
  Unheard& operator=(const Unheard&) = delete;

  static bool now() { return depth_ > 0; }

 private:
  inline static thread_local int depth_ = 0;
};

}  // namespace pintu
