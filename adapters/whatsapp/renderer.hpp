// SPDX-License-Identifier: Apache-2.0
// What a WhatsApp phone shows of a message. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
#pragma once

#include "gateway/model/renderer.hpp"

namespace pintu::whatsapp {

// In Unicode characters. What a text is sent with counts too: the stars of bold passages.
inline constexpr std::size_t text_limit = 4096;
inline constexpr std::size_t button_body_limit = 1024;  // of buttons and of a request for the place
inline constexpr std::size_t button_title_limit = 20;
inline constexpr std::size_t most_buttons = 3;
inline constexpr std::size_t row_title_limit = 24;
inline constexpr std::size_t row_hint_limit = 72;
inline constexpr std::size_t most_rows = 10;
inline constexpr std::size_t list_label_limit = 20;
inline constexpr std::size_t id_limit = 200;

// Up to 3 options with short and different titles are buttons, others are a list. A text too long for buttons goes
// ahead, the buttons follow under a short line. A request for the place is a message of its own kind; options beside it
// follow it. There is no keyboard to remove, and no request for the number: the sender's is known or hidden.
class WhatsAppRenderer final : public Renderer {
 public:
  std::string_view kind() const override { return "whatsapp"; }
  Rendering render(const OutboundMessage& message) const override;
};

}  // namespace pintu::whatsapp
