// SPDX-License-Identifier: Apache-2.0
#include "adapters/telegram/renderer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/markup.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::telegram {

namespace {

constexpr std::size_t short_label = 14;

std::size_t columns_for(const std::vector<Choice>& choices) {
  if (choices.size() > 3) return 2;
  const auto is_short = [](const Choice& choice) { return utf8::code_points(choice.label) <= short_label; };
  return choices.size() == 2 && std::ranges::all_of(choices, is_short) ? 2 : 1;
}

void add_inline(Bubble& bubble, const std::vector<Choice>& choices) {
  const auto columns = columns_for(choices);
  bubble.keyboard = Keyboard::inline_buttons;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i % columns == 0) bubble.rows.emplace_back();
    RenderedButton button;
    button.label = choices[i].label;
    button.id = choices[i].id;
    bubble.rows.back().push_back(std::move(button));
  }
}

void add_reply(Bubble& bubble, const OutboundMessage& message) {
  bubble.keyboard = Keyboard::reply_buttons;
  if (message.ask_location) {
    RenderedButton button;
    button.label = "📍 Kirim lokasi saya";
    button.asks_location = true;
    bubble.rows.push_back({std::move(button)});
  }
  if (message.ask_contact) {
    RenderedButton button;
    button.label = "📱 Kirim nomor saya";
    button.asks_contact = true;
    bubble.rows.push_back({std::move(button)});
  }
  for (const auto& choice : message.choices) {
    RenderedButton button;
    button.label = choice.label;
    bubble.rows.push_back({std::move(button)});
  }
}

std::vector<MarkedText> pieces_of(const OutboundMessage& message) {
  auto whole = read_markup(message.text);
  const bool asks = message.ask_location || message.ask_contact;
  const auto paragraph = whole.text.find("\n\n");
  if (!message.remove_keyboard || message.choices.empty() || asks || paragraph == std::string::npos || paragraph == 0) {
    return split_text(whole, text_limit, utf8::utf16_units);
  }
  auto pieces = split_text(slice(whole, 0, paragraph), text_limit, utf8::utf16_units);
  const auto next = whole.text.find_first_not_of(" \n", paragraph);
  if (next == std::string::npos) return pieces;
  auto rest = split_text(slice(whole, next, whole.text.size()), text_limit, utf8::utf16_units);
  std::ranges::move(rest, std::back_inserter(pieces));
  return pieces;
}

std::vector<std::string> faults_of(const OutboundMessage& message) {
  std::vector<std::string> faults;
  const auto units = utf8::utf16_units(read_markup(message.text).text);
  if (units == 0) faults.emplace_back("Pesan ini tidak berisi teks.");
  if (units > text_limit) {
    faults.push_back(
        fmt::format("Teks ini {} huruf, batas Telegram {}: akan terkirim sebagai beberapa pesan.", units, text_limit));
  }
  for (const auto& choice : message.choices) {
    if (choice.label.empty()) faults.push_back(fmt::format("Pilihan \"{}\" tidak punya tulisan.", choice.id));
    if (choice.id.empty() || choice.id.size() > data_limit) {
      faults.push_back(
          fmt::format("Kode pilihan \"{}\" {} byte, harus 1 sampai {}.", choice.label, choice.id.size(), data_limit));
    }
  }
  return faults;
}

}  // namespace

Rendering TelegramRenderer::render(const OutboundMessage& message) const {
  Rendering rendering;
  for (auto& piece : pieces_of(message)) {
    Bubble bubble;
    bubble.text = std::move(piece.text);
    bubble.bold = std::move(piece.bold);
    rendering.bubbles.push_back(std::move(bubble));
  }
  auto& last = rendering.bubbles.back();
  if (message.ask_location || message.ask_contact) {
    add_reply(last, message);
  } else if (!message.choices.empty()) {
    add_inline(last, message.choices);
  }
  if (message.remove_keyboard && rendering.bubbles.front().keyboard == Keyboard::none) {
    rendering.bubbles.front().keyboard = Keyboard::remove;
  }
  rendering.faults = faults_of(message);
  return rendering;
}

}  // namespace pintu::telegram
