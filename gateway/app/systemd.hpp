// SPDX-License-Identifier: Apache-2.0
// The sd_notify protocol, spoken directly: one datagram to $NOTIFY_SOCKET.
#pragma once

#include <string_view>

namespace pintu::app {

// Does nothing when no service manager listens.
void notify_systemd(std::string_view state);

}  // namespace pintu::app
