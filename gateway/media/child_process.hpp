// SPDX-License-Identifier: Apache-2.0
// One child from start to end. Any thread; blocks until it ended.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "gateway/base/result.hpp"

namespace pintu::media {

// What `program ARGUMENT` answers to `input`. It gets no environment, no descriptor of ours but the socket, and its
// standard error goes nowhere. It is killed when `deadline` passes, `stop` turns true or its answer grows past
// `largest` bytes; it never outlives this call. unavailable: it could not be started. timeout. internal: it ended
// otherwise than with 0.
Result<std::string> ask_child(const std::string& program, const std::string& argument, std::string_view input,
                              std::size_t largest, std::chrono::steady_clock::time_point deadline,
                              const std::atomic<bool>& stop);

}  // namespace pintu::media
