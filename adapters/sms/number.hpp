// SPDX-License-Identifier: Apache-2.0
// Who wrote: phone numbers as networks and aggregators spell them, and senders that no person stands behind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/model/inbound.hpp"

namespace pintu::sms {

// How this channel reads numbers.
struct Numbers {
  std::string country = "62";    // calling code that a national number (0812…) belongs to
  std::vector<std::string> own;  // E.164 or short codes: what we send from
};

enum class SenderKind { phone, short_code, alphanumeric, none };

struct Sender {
  SenderKind kind = SenderKind::none;
  std::string address;  // E.164 with +; a short code's digits; else as it was written, made safe
  friend bool operator==(const Sender&, const Sender&) = default;
};

// "0812…", "62812…", "+62812…", "0062812…", " 62812…" (a plus that became a space), "tel:+62812…", with blanks, dots,
// dashes and brackets anywhere. Up to 6 digits are a short code.
Sender read_sender(std::string_view written, std::string_view country);

// Sets `from`. A sender that must never be answered, since a machine or we ourselves would answer back, makes the event
// `ignored` (alphanumeric-sender, short-code, own-number); none at all makes it `rejected` (no-sender).
void set_sender(Inbound& event, std::string_view written, std::string_view receiver, const Numbers& numbers);

}  // namespace pintu::sms
