// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/report.hpp"

#include <array>

#include "gateway/base/crypto.hpp"
#include "gateway/base/word_table.hpp"

namespace pintu {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford base32

int symbol_value(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const auto at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// Luhn mod 32 over the symbols before the check symbol.
char check_symbol(std::string_view symbols) {
  int sum = 0;
  int factor = 2;
  for (auto it = symbols.rbegin(); it != symbols.rend(); ++it) {
    const int addend = factor * symbol_value(*it);
    factor = factor == 2 ? 1 : 2;
    sum += addend / 32 + addend % 32;
  }
  return alphabet[static_cast<std::size_t>((32 - sum % 32) % 32)];
}

constexpr std::array<std::pair<ReportState, std::string_view>, 9> states{{
    {ReportState::submitted, "submitted"},
    {ReportState::verified, "verified"},
    {ReportState::forwarded, "forwarded"},
    {ReportState::in_progress, "in_progress"},
    {ReportState::need_info, "need_info"},
    {ReportState::rerouted, "rerouted"},
    {ReportState::closed, "closed"},
    {ReportState::archived, "archived"},
    {ReportState::unknown, "unknown"},
}};

constexpr std::array<std::pair<ForwardState, std::string_view>, 5> forwards{{
    {ForwardState::waiting, "waiting"},
    {ForwardState::accepted, "accepted"},
    {ForwardState::rejected, "rejected"},
    {ForwardState::unknown, "unknown"},
    {ForwardState::manual, "manual"},
}};

}  // namespace

ReportNumber ReportNumber::draw() {
  std::string symbols;
  for (int i = 0; i < 7; ++i) symbols += alphabet[crypto::random_below(32)];
  symbols += check_symbol(symbols);
  return ReportNumber(std::move(symbols));
}

std::optional<ReportNumber> ReportNumber::read(std::string_view text) {
  std::string symbols;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const int value = symbol_value(c);
    if (value < 0 || symbols.size() == 8) return std::nullopt;
    symbols += alphabet[static_cast<std::size_t>(value)];
  }
  if (symbols.size() != 8 || check_symbol(std::string_view(symbols).substr(0, 7)) != symbols[7]) return std::nullopt;
  return ReportNumber(std::move(symbols));
}

std::string ReportNumber::shown() const {
  return symbols_.empty() ? std::string() : symbols_.substr(0, 4) + "-" + symbols_.substr(4);
}

std::string_view to_string(ReportState state) { return word_of(states, state); }
std::optional<ReportState> report_state_from(std::string_view text) { return value_of(states, text); }
std::string_view to_string(ForwardState state) { return word_of(forwards, state); }
std::optional<ForwardState> forward_state_from(std::string_view text) { return value_of(forwards, text); }

}  // namespace pintu
