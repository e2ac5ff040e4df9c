// SPDX-License-Identifier: Apache-2.0
// What a phone without Internet shows of a message: plain SMS.
#pragma once

#include "gateway/model/renderer.hpp"

namespace pintu::sms {

inline constexpr int segment_limit = 2;     // past that a text is a fault
inline constexpr int segments_a_piece = 6;  // a longer text is sent as several messages

// Bold as capitals, typographic marks as plain ones, options under their code or number ("1 Ya 2 Bukan").
class SmsRenderer final : public Renderer {
 public:
  std::string_view kind() const override { return "sms"; }
  Rendering render(const OutboundMessage& message) const override;
};

}  // namespace pintu::sms
