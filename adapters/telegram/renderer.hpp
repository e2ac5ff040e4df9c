// SPDX-License-Identifier: Apache-2.0
// What a Telegram phone shows of a message. https://core.telegram.org/bots/api#sendmessage
#pragma once

#include "gateway/model/renderer.hpp"

namespace pintu::telegram {

inline constexpr std::size_t text_limit = 4096;  // UTF-16 code units: safe under either way of counting
inline constexpr std::size_t data_limit = 64;    // bytes of callback_data

// Text longer than a message becomes several; the keyboard stands under the last. Up to 3 options in one column, more
// (or two short ones) in two. A question for the place or number has a reply keyboard; options beside it are rows of
// that keyboard whose label comes back as text (their id is empty), since a message has one keyboard only. When a
// message that removes such a keyboard also has options, its first paragraph goes ahead alone to remove it.
class TelegramRenderer final : public Renderer {
 public:
  std::string_view kind() const override { return "telegram"; }
  Rendering render(const OutboundMessage& message) const override;
};

}  // namespace pintu::telegram
