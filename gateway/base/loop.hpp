// SPDX-License-Identifier: Apache-2.0
// The one loop thread, without Asio in sight: what flow needs of it. Tests drive a ManualLoop by hand.
#pragma once

#include <cstdint>
#include <functional>

#include "gateway/base/clock.hpp"

namespace pintu {

class Loop {
 public:
  virtual ~Loop() = default;
  // Runs `work` on the loop thread, after what is already posted. From any thread.
  virtual void post(std::function<void()> work) = 0;
  // Runs `work` on the loop thread after `delay`; the number cancels it. From the loop thread only.
  virtual std::uint64_t after(Duration delay, std::function<void()> work) = 0;
  virtual void cancel(std::uint64_t timer) = 0;
};

}  // namespace pintu
