// SPDX-License-Identifier: Apache-2.0
#include "dialogs/check/longest.hpp"

#include <algorithm>

#include "gateway/base/utf8.hpp"

namespace pintu::dialogs {

namespace {

// A filled text is measured up to here: past every limit.
constexpr std::size_t most_bytes = 20000;
constexpr std::size_t brief_value = 30;

std::string letters(std::size_t count) { return std::string(count, 'a'); }

const std::map<std::string, std::string>& usual() {
  static const std::map<std::string, std::string> values{{"nomor", "7K2M-9QX3"},
                                                         {"salam", "Selamat malam."},
                                                         {"tanggal", "30 September 2026"},
                                                         {"judul", letters(60)},
                                                         {"sisa", "7"},
                                                         {"jumlah", "10"},
                                                         {"jam", "23.59"},
                                                         {"pertanyaan", letters(100)},
                                                         {"isian", letters(20)},
                                                         {"lama", letters(40)},
                                                         {"baru", letters(40)},
                                                         {"isi", letters(80)},
                                                         {"dinas", letters(30)},
                                                         {"nama", letters(20)},
                                                         {"keadaan", letters(50)},
                                                         {"kejadian", "Orang tenggelam"},
                                                         {"tempat", letters(40)},
                                                         {"hasil", letters(30)},
                                                         {"lapor.nomor", "9188891"},
                                                         {"lapor.alasan", letters(60)}};
  return values;
}

}  // namespace

std::string Longest::of_slot(const Slot& slot) const {
  switch (slot.kind) {
    case SlotKind::choice: {
      std::string longest;
      for (const auto& option : slot.options)
        if (option.label.base.size() > longest.size()) longest = option.label.base;
      return longest;
    }
    case SlotKind::yesno:
      return "Tidak tahu";
    case SlotKind::number:
      return "1.000.000";
    case SlotKind::date:
      return "kemarin (23 November 2026)";
    case SlotKind::phone:
      return "+6281234567890";
    case SlotKind::photo:
      return "10 berkas";
    case SlotKind::text:
    case SlotKind::place:
    case SlotKind::secret:
      break;
  }
  return letters(static_cast<std::size_t>(std::clamp(slot.shown_at_most, 1, 10000)));
}

std::string Longest::review(const ReviewStep& review, bool brief) const {
  std::string out;
  for (const auto& name : review.slots) {
    const auto* slot = script_.slot(name);
    if (slot == nullptr || out.size() > most_bytes) continue;
    if (brief && (slot->kind == SlotKind::photo || (slot->kind == SlotKind::text && name != review.slots.front())))
      continue;
    auto value = of_slot(*slot);
    if (brief && slot->kind != SlotKind::date) value = value.substr(0, brief_value);
    if (!out.empty()) out += brief ? ", " : "\n";
    out += brief ? value : slot->label.base + ": " + value;
  }
  return out;
}

std::string Longest::value(const std::string& name, const Step* step) const {
  if (step != nullptr) {
    const auto* review_step = std::get_if<ReviewStep>(&step->body);
    if (review_step != nullptr && name == "ringkasan") return review(*review_step, false);
    if (review_step != nullptr && name == "ringkasan.pendek") return review(*review_step, true);
  }
  if (const auto* slot = script_.slot(name)) return of_slot(*slot);
  if (const auto it = around_.values.find(name); it != around_.values.end()) return it->second;
  if (name.starts_with("pilihan.")) {
    std::string list;
    const auto* slot = script_.slot(std::string_view(name).substr(8));
    for (const auto& option : slot == nullptr ? std::vector<Option>() : slot->options)
      list += (list.empty() ? "1 " : "\n1 ") + option.label.base;
    return list;
  }
  if (name == "saran") {
    std::string longest;
    const auto* script = set_.find("darurat");
    if (script == nullptr) return longest;
    for (const auto& [path, text] : script->texts)
      if (path.starts_with("saran.") && text.base.size() > longest.size()) longest = text.base;
    return longest;
  }
  const auto it = usual().find(name);
  return it == usual().end() ? std::string() : it->second;
}

std::string Longest::filled(const std::string& text, const Step* step) const {
  std::string out;
  std::size_t at = 0;
  while (at < text.size() && out.size() < most_bytes) {
    const auto open = text.find('{', at);
    const auto close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) break;
    out += text.substr(at, open - at) + value(text.substr(open + 1, close - open - 1), step);
    at = close + 1;
  }
  if (out.size() < most_bytes) out += text.substr(at);
  return out;
}

}  // namespace pintu::dialogs
