// SPDX-License-Identifier: Apache-2.0
// What the HTTP server alone would carry: gateway/http with a handler that answers 200, in a process of its own.
#pragma once

#include <cstdint>

namespace pintu::bench {

// Serves POST /hooks/tg on 127.0.0.1:PORT until it is killed. Returns only when it cannot listen.
int run_bare_server(std::uint16_t port);

}  // namespace pintu::bench
