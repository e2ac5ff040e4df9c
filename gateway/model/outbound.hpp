// SPDX-License-Identifier: Apache-2.0
// What we want a person to read, before any channel gave it its form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gateway/base/clock.hpp"
#include "gateway/model/inbound.hpp"

namespace pintu {

struct Choice {
  std::string id;     // comes back as Inbound::tap; at most 64 bytes
  std::string label;  // what stands on the button
  std::string hint;   // second line in a list; may be empty
  std::string code;   // what is typed for it on SMS; empty = its number in the order
  friend bool operator==(const Choice&, const Choice&) = default;
};

struct OutboundMessage {
  std::string to;                // address; filled by the ledger
  std::string text;              // neutral mark-up: *bold*, line breaks; nothing else is mark-up
  std::vector<Choice> choices;   // <= 9; the channel's renderer decides buttons, list or numbers
  std::string list_label;        // what opens a list, "Pilih"
  bool ask_location = false;     // with a "send my place" button where the channel has one
  bool ask_contact = false;      // with a "send my number" button
  bool remove_keyboard = false;  // after ask_location or ask_contact was answered by text
  std::string reply_to;          // provider's id of the message this answers
  std::string edits;  // provider's id of our earlier message that this replaces; sent anew where it cannot be
  std::vector<std::string> media;     // ids of stored files to show with it (officers' messages)
  std::optional<Instant> open_until;  // where a channel lets us write freely for a time only: when that ends
  bool as_template = false;           // that time is over: send it in the configured template
  std::string key;                    // idempotency key, ours, unique for each job
  friend bool operator==(const OutboundMessage&, const OutboundMessage&) = default;
};

}  // namespace pintu
