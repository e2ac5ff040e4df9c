// SPDX-License-Identifier: Apache-2.0
// Just enough HTTP/1.1 to be the far ends of a benchmark without being its bottleneck: bodies by Content-Length only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pintu::bench {

struct WholeMessage {
  std::size_t size = 0;  // of head and body together
  std::string_view start_line;
  std::string_view head;  // without the start line
  std::string_view body;
};

// The first message of `bytes` once it is whole; nullopt while something is missing. Throws std::runtime_error for a
// chunked body, which nothing in the benchmark sends.
std::optional<WholeMessage> whole_message(std::string_view bytes);

// The status of a response; 0 when there is none to be read.
int status_of(const WholeMessage& response);
bool says_close(const WholeMessage& message);

// The number that stands behind `key` in JSON of known shape ("\"chat_id\":"); nullopt when there is none.
std::optional<std::int64_t> number_behind(std::string_view json, std::string_view key);

}  // namespace pintu::bench
