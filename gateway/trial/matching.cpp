// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/matching.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/sms/gsm7.hpp"

namespace pintu::trial {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string in_words(std::string_view way) {
  if (way == "buttons") return "tombol";
  if (way == "list") return "daftar pilihan";
  if (way == "numbers") return "pilihan bernomor";
  if (way == "location_request") return "tombol kirim lokasi";
  if (way == "contact_request") return "tombol kirim nomor";
  return "teks saja";
}

int segments_of(const Shown& shown) {
  int all = 0;
  for (const auto& bubble : shown.rendering.bubbles) all += bubble.segments;
  return all;
}

bool in_gsm7(const Shown& shown) {
  return std::ranges::all_of(shown.rendering.bubbles,
                             [](const Bubble& bubble) { return sms::cost_of(bubble.text).gsm7; });
}

const dialogs::ReviewStep* review_of(const Shown& shown, const Viewer& viewer, const dialogs::Script*& script) {
  const auto slash = shown.step.find('/');
  script = viewer.scripts.find(shown.step.substr(0, slash));
  const auto* step =
      script == nullptr || slash == std::string::npos ? nullptr : script->step(shown.step.substr(slash + 1));
  return step == nullptr ? nullptr : std::get_if<dialogs::ReviewStep>(&step->body);
}

// A short review names no slot: there it is enough that it is one.
std::string review_difference(const std::vector<std::string>& wanted_slots, const Shown& shown, const Viewer& viewer) {
  const dialogs::Script* script = nullptr;
  const auto* review = review_of(shown, viewer, script);
  if (review == nullptr) return "ini bukan ringkasan";
  if (viewer.channel.starts_with("sms")) {
    for (const auto& name : wanted_slots) {
      if (std::ranges::find(review->slots, name) == review->slots.end()) return "ringkasan tidak memuat " + name;
    }
    return {};
  }
  std::vector<std::string> there;
  const auto text = "\n" + visible_text(shown);
  for (const auto& name : review->slots) {
    const auto* slot = script->slot(name);
    if (slot == nullptr) continue;
    const auto& label = viewer.scripts.say(*script, slot->label, viewer.language, viewer.channel);
    if (text.find("\n" + label + ": ") != std::string::npos) there.push_back(name);
  }
  return there == wanted_slots ? std::string() : "ringkasan memuat " + joined(there);
}

}  // namespace

bool contains(std::string_view text, std::string_view part) {
  return !std::ranges::search(text, part, [](char a, char b) { return lower(a) == lower(b); }).empty() || part.empty();
}

std::string joined(const std::vector<std::string>& words) {
  if (words.empty()) return "(kosong)";
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string visible_text(const Shown& shown) {
  std::string text;
  for (const auto& bubble : shown.rendering.bubbles) text += (text.empty() ? "" : "\n") + bubble.text;
  return text;
}

std::string renders(const Shown& shown) {
  std::string way = "text";
  for (const auto& bubble : shown.rendering.bubbles) {
    if (bubble.keyboard == Keyboard::list) way = "list";
    for (const auto& row : bubble.rows) {
      for (const auto& button : row) {
        if (button.asks_location) return "location_request";
        if (button.asks_contact) return "contact_request";
        if (way == "text" && bubble.keyboard != Keyboard::remove) way = "buttons";
      }
    }
  }
  return way == "text" && !shown.message.choices.empty() ? "numbers" : way;
}

std::string option_of(const std::string& id) {
  const auto last = id.rfind('.');
  if (last == std::string::npos || last == 0) return id;
  const auto before = id.rfind('.', last - 1);
  return before == std::string::npos ? id : id.substr(before + 1, last - before - 1);
}

std::vector<std::string> offers(const Shown& shown) {
  std::vector<std::string> ids;
  for (const auto& choice : shown.message.choices) ids.push_back(option_of(choice.id));
  return ids;
}

std::vector<std::string> differences(const BotLine& line, const Shown& shown, const Viewer& viewer) {
  std::vector<std::string> out;
  const auto step = shown.step.substr(std::min(shown.step.find('/') + 1, shown.step.size()));
  if (line.asks && *line.asks != shown.asks && *line.asks != step)
    out.push_back(shown.asks.empty() ? "tidak menanyakan apa-apa" : "menanyakan " + shown.asks);
  if (line.guesses && *line.guesses != shown.guesses)
    out.push_back(shown.guesses.empty() ? "tidak menebak" : "menebak " + shown.guesses);
  if (const auto way = renders(shown); line.renders && *line.renders != way)
    out.push_back("tampil sebagai " + in_words(way));
  if (line.offers && *line.offers != offers(shown)) out.push_back("menawarkan " + joined(offers(shown)));
  if (line.reviews) {
    if (auto difference = review_difference(*line.reviews, shown, viewer); !difference.empty())
      out.push_back(std::move(difference));
  }
  const auto text = visible_text(shown);
  for (const auto& part : line.says) {
    if (!contains(text, part)) out.push_back("tidak berbunyi \"" + part + "\"");
  }
  for (const auto& part : line.never_says) {
    if (contains(text, part)) out.push_back("berbunyi \"" + part + "\"");
  }
  if (line.segments && segments_of(shown) > *line.segments)
    out.push_back(fmt::format("{} bagian SMS", segments_of(shown)));
  if (!line.charset.empty() && in_gsm7(shown) != (line.charset == "gsm7"))
    out.push_back(in_gsm7(shown) ? "semua hurufnya huruf SMS biasa"
                                 : "ada huruf di luar SMS biasa: \"" + sms::outside(text) + "\"");
  return out;
}

std::string wanted(const BotLine& line) {
  std::vector<std::string> parts;
  if (line.asks) parts.push_back("menanyakan " + *line.asks);
  if (line.guesses) parts.push_back("menebak " + *line.guesses);
  if (line.renders) parts.push_back("tampil sebagai " + in_words(*line.renders));
  if (line.offers) parts.push_back("menawarkan " + joined(*line.offers));
  if (line.reviews) parts.push_back("ringkasan memuat " + joined(*line.reviews));
  for (const auto& part : line.says) parts.push_back("berbunyi \"" + part + "\"");
  for (const auto& part : line.never_says) parts.push_back("tidak berbunyi \"" + part + "\"");
  if (line.segments) parts.push_back(fmt::format("paling banyak {} bagian SMS", *line.segments));
  if (!line.charset.empty()) parts.push_back("dengan huruf " + line.charset);
  if (line.exactly) parts.emplace_back("tanpa pesan lain sebelumnya");
  std::string out = "bot";
  for (const auto& part : parts) out += (out == "bot" ? " " : "; ") + part;
  return out;
}

std::string described(const Shown& shown) {
  std::string out = "Pintu > ";
  for (const char c : visible_text(shown)) {
    if (c == '\n') {
      out += "\n        ";
    } else {
      out += c;
    }
  }
  std::string row;
  for (const auto& bubble : shown.rendering.bubbles) {
    for (const auto& buttons : bubble.rows) {
      for (const auto& button : buttons) row += " [" + button.label + "]";
    }
  }
  if (!row.empty()) out += "\n       " + row;
  std::vector<std::string> facts;
  if (!shown.asks.empty()) facts.push_back("asks: " + shown.asks);
  if (!shown.guesses.empty()) facts.push_back("guesses: " + shown.guesses);
  facts.push_back("renders: " + renders(shown));
  if (!shown.message.choices.empty()) facts.push_back("offers: [" + joined(offers(shown)) + "]");
  if (segments_of(shown) > 0) facts.push_back(fmt::format("segments: {}", segments_of(shown)));
  out += "\n        {" + joined(facts) + "}";
  for (const auto& fault : shown.rendering.faults) out += "\n        ! " + fault;
  return out;
}

}  // namespace pintu::trial
