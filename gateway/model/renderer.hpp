// SPDX-License-Identifier: Apache-2.0
// Exactly what the phone will show. Adapters implement Renderer; checker, script tests, simulator and demo are handed
// one, so that dialogs never know adapters.
#pragma once

#include <string>
#include <vector>

#include "gateway/model/outbound.hpp"

namespace pintu {

struct RenderedButton {
  std::string label;
  std::string id;  // what comes back; empty for location and contact requests
  std::string hint;
  bool asks_location = false;
  bool asks_contact = false;
  friend bool operator==(const RenderedButton&, const RenderedButton&) = default;
};

enum class Keyboard { none, inline_buttons, list, reply_buttons, remove };

struct TextSpan {  // bytes [begin, end) of Bubble::text
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

struct Bubble {
  std::string text;            // visible text, without marks
  std::vector<TextSpan> bold;  // what the phone shows in bold
  Keyboard keyboard = Keyboard::none;
  std::vector<std::vector<RenderedButton>> rows;
  std::string list_label;
  int segments = 0;  // SMS segments; 0 elsewhere
  friend bool operator==(const Bubble&, const Bubble&) = default;
};

struct Rendering {
  std::vector<Bubble> bubbles;      // in the order they are sent; never empty
  std::vector<std::string> faults;  // limits of the channel that the message breaks, as sentences; empty = it fits
  friend bool operator==(const Rendering&, const Rendering&) = default;
};

class Renderer {
 public:
  virtual ~Renderer() = default;
  virtual std::string_view kind() const = 0;  // "whatsapp", "telegram", "sms"
  // Never loses text: what does not fit one message becomes several.
  virtual Rendering render(const OutboundMessage& message) const = 0;
};

}  // namespace pintu
