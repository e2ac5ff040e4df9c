// SPDX-License-Identifier: Apache-2.0
#include "adapters/whatsapp/renderer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "adapters/markup.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::whatsapp {

namespace {

using utf8::code_points;

// Room that split texts leave for the stars around their bold passages.
constexpr std::size_t room_for_stars = 96;

std::size_t sent_length(const Bubble& bubble) { return code_points(bubble.text) + 2 * bubble.bold.size(); }

// Two buttons of one message may not say the same; two rows of a list may.
bool as_buttons(const std::vector<Choice>& choices) {
  const auto is_short = [](const Choice& c) { return code_points(c.label) <= button_title_limit && c.hint.empty(); };
  std::set<std::string_view> titles;
  for (const auto& choice : choices) titles.insert(choice.label);
  return choices.size() <= most_buttons && titles.size() == choices.size() && std::ranges::all_of(choices, is_short);
}

RenderedButton button_of(const Choice& choice, std::size_t title_limit) {
  RenderedButton button;
  button.label = utf8::shortened(choice.label, title_limit);
  button.hint = utf8::shortened(choice.hint, row_hint_limit);
  button.id = choice.id;
  return button;
}

// Pieces that fit with their stars: shorter ones where there are more of those than usual.
std::vector<Bubble> bubbles_of(std::string_view neutral) {
  const auto whole = read_markup(neutral);
  for (auto room = room_for_stars;; room *= 2) {
    std::vector<Bubble> bubbles;
    for (auto& piece : split_text(whole, text_limit - room, code_points)) {
      Bubble bubble;
      bubble.text = std::move(piece.text);
      bubble.bold = std::move(piece.bold);
      bubbles.push_back(std::move(bubble));
    }
    const bool fits = std::ranges::all_of(bubbles, [](const Bubble& b) { return sent_length(b) <= text_limit; });
    if (fits || 2 * room >= text_limit) return bubbles;
  }
}

// The last bubble if it can carry a keyboard; else a new one with a short line.
Bubble& carrier(std::vector<Bubble>& bubbles, std::size_t body_limit, std::string_view line) {
  if (bubbles.back().keyboard != Keyboard::none || sent_length(bubbles.back()) > body_limit) {
    Bubble bubble;
    bubble.text = line;
    bubbles.push_back(std::move(bubble));
  }
  return bubbles.back();
}

void add_buttons(std::vector<Bubble>& bubbles, const std::vector<Choice>& choices) {
  auto& bubble = carrier(bubbles, button_body_limit, "Silakan pilih:");
  bubble.keyboard = Keyboard::inline_buttons;
  for (const auto& choice : choices) bubble.rows.push_back({button_of(choice, button_title_limit)});
}

void add_lists(std::vector<Bubble>& bubbles, const OutboundMessage& message) {
  for (std::size_t i = 0; i < message.choices.size(); ++i) {
    if (i % most_rows == 0) {
      auto& bubble = carrier(bubbles, text_limit, i == 0 ? "Silakan pilih:" : "Pilihan lainnya:");
      bubble.keyboard = Keyboard::list;
      bubble.list_label = utf8::shortened(message.list_label.empty() ? "Pilih" : std::string_view(message.list_label),
                                          list_label_limit);
    }
    bubbles.back().rows.push_back({button_of(message.choices[i], row_title_limit)});
  }
}

void add_location_request(std::vector<Bubble>& bubbles) {
  auto& bubble = carrier(bubbles, button_body_limit, "Kirim lokasinya lewat tombol ini, atau tulis alamatnya.");
  bubble.keyboard = Keyboard::inline_buttons;
  RenderedButton button;
  button.label = "Kirim lokasi";
  button.asks_location = true;
  bubble.rows.push_back({std::move(button)});
}

std::vector<std::string> faults_of(const OutboundMessage& message) {
  std::vector<std::string> faults;
  const auto length = code_points(message.text);
  if (length == 0) faults.emplace_back("Pesan ini tidak berisi teks.");
  if (length > text_limit - room_for_stars) {
    faults.push_back(fmt::format("Teks ini {} huruf: akan terkirim sebagai beberapa pesan WhatsApp.", length));
  }
  const bool buttons = as_buttons(message.choices);
  const auto limit = buttons ? button_title_limit : row_title_limit;
  if (message.choices.size() > most_rows) {
    faults.push_back(
        fmt::format("Ada {} pilihan, daftar WhatsApp memuat paling banyak {}.", message.choices.size(), most_rows));
  }
  std::set<std::string> titles;
  for (const auto& choice : message.choices) {
    if (choice.label.empty()) faults.push_back(fmt::format("Pilihan \"{}\" tidak punya tulisan.", choice.id));
    if (code_points(choice.label) > limit) {
      faults.push_back(
          fmt::format("Pilihan \"{}\" {} huruf, batas WhatsApp {}.", choice.label, code_points(choice.label), limit));
    }
    if (code_points(choice.hint) > row_hint_limit) {
      faults.push_back(fmt::format("Keterangan pilihan \"{}\" lebih dari {} huruf.", choice.label, row_hint_limit));
    }
    if (choice.id.empty() || choice.id.size() > id_limit) {
      faults.push_back(fmt::format("Kode pilihan \"{}\" harus 1 sampai {} byte.", choice.label, id_limit));
    }
    if (!titles.insert(choice.label).second)
      faults.push_back(fmt::format("Pilihan \"{}\" ada dua kali.", choice.label));
  }
  if (!buttons && code_points(message.list_label) > list_label_limit) {
    faults.push_back(fmt::format("Tulisan \"{}\" lebih dari {} huruf.", message.list_label, list_label_limit));
  }
  return faults;
}

}  // namespace

Rendering WhatsAppRenderer::render(const OutboundMessage& message) const {
  Rendering rendering;
  rendering.bubbles = bubbles_of(message.text);
  if (message.ask_location) add_location_request(rendering.bubbles);
  if (!message.choices.empty()) {
    if (as_buttons(message.choices)) {
      add_buttons(rendering.bubbles, message.choices);
    } else {
      add_lists(rendering.bubbles, message);
    }
  }
  rendering.faults = faults_of(message);
  return rendering;
}

}  // namespace pintu::whatsapp
