// SPDX-License-Identifier: Apache-2.0
// Stands in front of a fake counterpart and cuts connections where an HTTP server cannot be told to. Loop thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"

namespace pintu {
class AsioLoop;
}

namespace pintu::sandbox {

// A response with this header ends its connection; the header itself never leaves.
inline constexpr std::string_view sever_header = "X-Sandbox-Sever";
inline constexpr std::string_view sever_half = "half";  // the head and half of the body, then a proper end
inline constexpr std::string_view sever_all = "all";    // a reset instead of an answer
inline constexpr std::string_view sever_drip = "drip";  // all of it, a byte a second

class FaultProxy {
 public:
  // Takes connections on 127.0.0.1:`port` (0 = any free one) for 127.0.0.1:`behind`, whose responses must all have a
  // Content-Length. unavailable when the port is taken.
  static Result<std::unique_ptr<FaultProxy>> start(AsioLoop& loop, std::uint16_t port, std::uint16_t behind);
  // Of answers that drip, from the next connection on; a second when never called.
  void drip_every(Duration pause);
  ~FaultProxy();  // closes all connections
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;

  std::uint16_t port() const;

 private:
  struct Parts;
  explicit FaultProxy(std::shared_ptr<Parts> parts);
  std::shared_ptr<Parts> parts_;
};

}  // namespace pintu::sandbox
