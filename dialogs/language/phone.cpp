// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/language/tokens.hpp"

namespace pintu::dialogs::language {

namespace {

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// What people put between the digits of one number.
std::size_t joint_at(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  while (at + length < text.size() && length < 3) {
    const auto rest = text.substr(at + length);
    if (rest.starts_with("\u00a0") || rest.starts_with("\u2011")) {
      length += rest.starts_with("\u00a0") ? 2 : 3;
    } else if (rest.starts_with("\u2013") || rest.starts_with("\u2010")) {
      length += 3;
    } else if (std::string_view(" -.()/").find(rest[0]) != std::string_view::npos) {
      ++length;
    } else {
      break;
    }
  }
  return at + length < text.size() && is_ascii_digit(text[at + length]) ? length : 0;
}

struct Run {
  std::string digits;
  bool plus = false;
};

std::vector<Run> runs_of(std::string_view text) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_ascii_digit(text[i])) {
      ++i;
      continue;
    }
    std::size_t back = i;
    while (back > 0 && (text[back - 1] == '(' || text[back - 1] == ' ')) --back;
    Run run{"", back > 0 && text[back - 1] == '+'};
    while (i < text.size()) {
      if (is_ascii_digit(text[i])) {
        run.digits += text[i++];
      } else if (const auto joint = joint_at(text, i); joint > 0) {
        i += joint;
      } else {
        break;
      }
    }
    runs.push_back(std::move(run));
  }
  return runs;
}

// The part after 62: mobile numbers begin with 8 and have 9 to 12 digits, landlines 8 to 11.
bool indonesian(std::string_view national) {
  if (national.empty() || national[0] == '0' || national[0] == '1') return false;
  if (national[0] == '8') return national.size() >= 9 && national.size() <= 12 && national[1] != '0';
  return national.size() >= 8 && national.size() <= 11;
}

std::string e164(const Run& run) {
  std::string_view digits = run.digits;
  const auto national = [&](std::size_t skip) -> std::string {
    auto rest = digits.substr(skip);
    if (rest.starts_with('0')) rest.remove_prefix(1);  // +62 (0)812
    return indonesian(rest) ? "+62" + std::string(rest) : "";
  };
  if (digits.starts_with("0062")) return national(4);
  if (run.plus || digits.starts_with("00")) {
    if (!run.plus) digits.remove_prefix(2);
    if (digits.starts_with("62")) return national(2);
    const bool good = digits.size() >= 8 && digits.size() <= 15 && digits[0] != '0';
    return good ? "+" + std::string(digits) : "";
  }
  if (digits.starts_with('0')) return indonesian(digits.substr(1)) ? "+62" + std::string(digits.substr(1)) : "";
  if (digits.starts_with("62")) return national(2);
  return digits.starts_with('8') && indonesian(digits) ? "+62" + std::string(digits) : "";
}

}  // namespace

std::string read_phone(std::string_view text) {
  if (text.size() > 512) return {};
  std::string plain_digits;  // full-width and other digits as 0 to 9
  for (std::size_t at = 0; at < text.size();) {
    const auto c = character_at(text, at);
    const auto piece = text.substr(at, c.length);
    plain_digits += c.point >= 0x80 && is_digit(c.point) ? plain(piece) : std::string(piece);
    at += c.length;
  }
  std::string found;
  for (const auto& run : runs_of(plain_digits)) {
    const auto number = e164(run);
    if (number.empty()) continue;
    if (!found.empty() && found != number) return {};  // two: which one?
    found = number;
  }
  return found;
}

}  // namespace pintu::dialogs::language
