// SPDX-License-Identifier: Apache-2.0
// What a service manager and its service say to each other: sd_notify, the watchdog's period, sockets that are passed
// on (sd_notify(3), sd_watchdog_enabled(3), sd_listen_fds(3)), spoken directly. Before the first thread, or loop
// thread.
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"

namespace pintu::app {

// One datagram to $NOTIFY_SOCKET. Does nothing when no service manager listens.
void notify_systemd(std::string_view state);

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// Within which time it wants to hear from the process `self`; nullopt: it does not watch.
std::optional<Duration> watchdog_period(const Environment& environment, pid_t self);

struct PassedSocket {
  std::string name;  // FileDescriptorName= of the socket unit
  int descriptor = -1;
};

// The sockets that were opened for the process `self`, none when there are none; they are its own from now on and no
// child inherits them. configuration: what was passed makes no sense.
Result<std::vector<PassedSocket>> passed_sockets(const Environment& environment, pid_t self);

}  // namespace pintu::app
