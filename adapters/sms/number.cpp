// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/number.hpp"

#include <algorithm>

#include "adapters/sms/charset.hpp"

namespace pintu::sms {

namespace {

constexpr std::size_t longest_short_code = 6;
constexpr std::size_t longest_number = 15;  // ITU-T E.164

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The digits of a number that may be spelled with blanks, dots, dashes and brackets; empty for anything else.
std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (std::string_view(" -.()/").find(c) == std::string_view::npos) {
      return {};
    }
  }
  return digits;
}

void drop_trunk_zero(std::string& digits, std::string_view country) {
  if (!country.empty() && digits.starts_with(country) && digits.substr(country.size()).starts_with('0')) {
    digits.erase(country.size(), 1);
  }
}

}  // namespace

Sender read_sender(std::string_view written, std::string_view country) {
  auto text = trimmed(written);
  if (text.starts_with("tel:")) text.remove_prefix(4);
  bool international = false;
  while (!text.empty() && (text.front() == ' ' || text.front() == '+' || text.front() == '\t')) {
    international = true;
    text.remove_prefix(1);
  }
  if (text.empty()) return {};
  auto digits = digits_of(text);
  if (digits.empty()) return {SenderKind::alphanumeric, clean(text, longest_name)};
  if (digits.size() <= longest_short_code) return {SenderKind::short_code, digits};
  if (!international && digits.starts_with("00")) {
    digits.erase(0, 2);
  } else if (!international && digits.starts_with('0')) {
    digits.replace(0, 1, country);
  }
  drop_trunk_zero(digits, country);
  if (digits.size() > longest_number || digits.starts_with('0')) {
    return {SenderKind::alphanumeric, clean(text, longest_name)};
  }
  return {SenderKind::phone, "+" + digits};
}

void set_sender(Inbound& event, std::string_view written, std::string_view receiver, const Numbers& numbers) {
  const auto sender = read_sender(written, numbers.country);
  event.from = sender.address;
  const auto drop = [&event](InboundKind kind, std::string_view reason) {
    event.kind = kind;
    event.reason = reason;
  };
  if (sender.kind == SenderKind::none) return drop(InboundKind::rejected, "no-sender");
  const bool ours =
      sender == read_sender(receiver, numbers.country) ||
      std::ranges::any_of(numbers.own, [&](const auto& own) { return sender == read_sender(own, numbers.country); });
  if (ours) return drop(InboundKind::ignored, "own-number");
  if (sender.kind == SenderKind::short_code) return drop(InboundKind::ignored, "short-code");
  if (sender.kind == SenderKind::alphanumeric) return drop(InboundKind::ignored, "alphanumeric-sender");
}

}  // namespace pintu::sms
