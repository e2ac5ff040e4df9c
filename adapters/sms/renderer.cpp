// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/renderer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/markup.hpp"
#include "adapters/sms/gsm7.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::sms {

namespace {

constexpr std::size_t options_on_a_line = 3;

std::string capitals(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> accents[] = {
      {"é", "É"}, {"ä", "Ä"}, {"ö", "Ö"}, {"ñ", "Ñ"}, {"ü", "Ü"}, {"å", "Å"}, {"æ", "Æ"}, {"ø", "Ø"}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto rest = text.substr(i);
    const auto* accent = std::ranges::find_if(accents, [&](const auto& a) { return rest.starts_with(a.first); });
    if (accent != std::end(accents)) {
      out += accent->second;
      i += accent->first.size();
      continue;
    }
    out += rest[0] >= 'a' && rest[0] <= 'z' ? static_cast<char>(rest[0] - 'a' + 'A') : rest[0];
    ++i;
  }
  return out;
}

std::string plain_text(std::string_view neutral) {
  const auto marked = read_markup(neutral);
  std::string out;
  std::size_t at = 0;
  for (const auto& span : marked.bold) {
    out += marked.text.substr(at, span.begin - at);
    out += capitals(std::string_view(marked.text).substr(span.begin, span.end - span.begin));
    at = span.end;
  }
  return plain_punctuation(out + marked.text.substr(at));
}

std::string options(const std::vector<Choice>& choices) {
  const bool one_line = choices.size() <= options_on_a_line;
  std::string out;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto& code = choices[i].code.empty() ? std::to_string(i + 1) : choices[i].code;
    out += one_line ? " " : "\n";
    out += code + " " + plain_text(choices[i].label);
  }
  const bool numbered = std::ranges::all_of(choices, [](const Choice& choice) { return choice.code.empty(); });
  if (!one_line && numbered) out += "\nBalas nomornya";
  return out;
}

std::vector<std::string> faults_of(std::string_view text) {
  std::vector<std::string> faults;
  const auto cost = cost_of(text);
  if (text.empty()) faults.emplace_back("Pesan ini tidak berisi teks.");
  if (!cost.gsm7) {
    faults.push_back(
        fmt::format("Huruf \"{}\" tidak ada di SMS biasa: seluruh pesan jadi dua kali lebih mahal.", outside(text)));
  }
  if (cost.segments > segment_limit) {
    faults.push_back(fmt::format("SMS ini {} bagian, paling banyak {}.", cost.segments, segment_limit));
  }
  return faults;
}

}  // namespace

Rendering SmsRenderer::render(const OutboundMessage& message) const {
  const auto text = plain_text(message.text) + options(message.choices);
  Rendering rendering;
  const bool gsm7 = cost_of(text).gsm7;
  const auto limit = static_cast<std::size_t>(segments_a_piece * (gsm7 ? 152 : 66));
  for (auto& piece : split_text({text, {}}, limit, gsm7 ? septets : utf8::utf16_units)) {
    Bubble bubble;
    bubble.segments = cost_of(piece.text).segments;
    bubble.text = std::move(piece.text);
    rendering.bubbles.push_back(std::move(bubble));
  }
  rendering.faults = faults_of(text);
  return rendering;
}

}  // namespace pintu::sms
