// SPDX-License-Identifier: Apache-2.0
// Long messages in pieces: the user data header that says which piece of what this is (3GPP TS 23.040 9.2.3.24.1 and
// 9.2.3.24.8), read and written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/model/inbound.hpp"

namespace pintu::sms {

// The piece that a header of raw bytes speaks of; nullopt without one, and for a piece that cannot be (number 0, past
// the total, a total of 1). `receiver` keeps apart what was sent to two numbers of ours.
std::optional<Part> read_udh(std::string_view bytes, std::string_view receiver);

// The same header as providers write it: raw, percent-encoded or in hexadecimal.
std::optional<Part> read_written_udh(std::string_view text, std::string_view receiver);

// A piece that the provider counts in words of its own (concat-ref, concat-part, concat-total).
std::optional<Part> part_of(std::string_view reference, std::int64_t number, std::int64_t total,
                            std::string_view receiver);

struct Segment {
  std::string text;  // UTF-8
  std::string udh;   // raw bytes; empty when the text is one piece
  bool gsm7 = true;
};

// A text as the pieces a phone joins again: 160 septets or 70 UTF-16 units in one, 153 or 67 each in several, nothing
// torn. `reference` is what the phone knows the pieces by. Empty for an empty text.
std::vector<Segment> segments_of(std::string_view text, std::uint8_t reference);

// The same for the same message, so that a message tried twice overwrites itself on the phone.
std::uint8_t reference_of(std::string_view key, std::size_t bubble);

}  // namespace pintu::sms
