// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

constexpr std::array<std::pair<std::string_view, SlotKind>, 9> kinds{{{"text", SlotKind::text},
                                                                      {"choice", SlotKind::choice},
                                                                      {"yesno", SlotKind::yesno},
                                                                      {"number", SlotKind::number},
                                                                      {"date", SlotKind::date},
                                                                      {"phone", SlotKind::phone},
                                                                      {"place", SlotKind::place},
                                                                      {"photo", SlotKind::photo},
                                                                      {"secret", SlotKind::secret}}};
constexpr std::size_t most_options = 9;

SlotKind kind_of(FileReader& reader, const yaml::Node& slot) {
  const auto* node = slot.find("type");
  if (node == nullptr) {
    reader.error(slot.place, "P0110", "Isian ini belum punya type.", "Contoh: type: text.");
    return SlotKind::text;
  }
  const auto word = reader.scalar(*node, "type");
  std::vector<std::string> names;
  for (const auto& [name, kind] : kinds) {
    if (name == word) return kind;
    names.emplace_back(name);
  }
  reader.error(node->place, "P0111", "Jenis isian \"" + word + "\" tidak dikenal.", did_you_mean(word, names));
  return SlotKind::text;
}

void load_guess(FileReader& reader, const yaml::Node& slot, Slot& out) {
  const auto* guess = slot.find("guess");
  if (guess == nullptr || !reader.want_mapping(*guess, "guess")) return;
  reader.only_keys(*guess, "guess", {"from", "first_sentence_of"});
  out.guess_from = reader.scalar_of(*guess, "from");
  out.first_sentence_of = reader.scalar_of(*guess, "first_sentence_of");
}

void load_must(FileReader& reader, const yaml::Node& slot, Slot& out) {
  const auto* must = slot.find("must");
  if (must == nullptr || !reader.want_mapping(*must, "must")) return;
  reader.only_keys(*must, "must", {"at_least", "at_most", "not_after", "inside", "otherwise"});
  out.must.at_least = reader.count_of(*must, "at_least", 0);
  out.must.at_most = reader.count_of(*must, "at_most", 0);
  out.must.not_after_today = reader.scalar_of(*must, "not_after") == "today";
  out.must.inside = reader.scalar_of(*must, "inside");
  out.must.otherwise = reader.scalar_of(*must, "otherwise");
}

void load_options(FileReader& reader, const yaml::Node& slot, Slot& out) {
  const auto* options = slot.find("options");
  if (options == nullptr) {
    if (out.kind == SlotKind::choice)
      reader.error(slot.place, "P0112", "Isian pilihan \"" + out.name + "\" belum punya options.");
    return;
  }
  if (!options->is_sequence()) {
    reader.error(options->place, "P0107", "options harus berupa daftar, satu pilihan satu baris.",
                 "Contoh: - {id: jalan, label: Jalan}.");
    return;
  }
  for (const auto& item : options->items) {
    auto option = load_option(reader, item, "slots." + out.name + ".options");
    if (std::ranges::find(out.options, option.id, &Option::id) != out.options.end()) {
      reader.error(item.place, "P0113", "Pilihan \"" + option.id + "\" ada dua kali.", "Ganti id salah satunya.");
    }
    out.options.push_back(std::move(option));
  }
  if (out.options.size() > most_options) {
    reader.error(options->place, "P0114", "Pilihan lebih dari 9: tidak muat di semua kanal.",
                 "Gabungkan beberapa menjadi Lainnya.");
  }
}

}  // namespace

Option load_option(FileReader& reader, const yaml::Node& node, const std::string& prefix) {
  Option option;
  if (node.is_scalar()) {
    option.id = node.text;
    option.label = reader.text(node, prefix + "." + node.text + ".label");
    return option;
  }
  if (!reader.want_mapping(node, "Pilihan")) return option;
  option.id = reader.scalar_of(node, "id");
  if (option.id.empty())
    reader.error(node.place, "P0115", "Pilihan ini belum punya id.", "Contoh: {id: jalan, label: Jalan}.");
  const std::string path = prefix + "." + option.id;
  option.label = reader.text_of(node, "label", path);
  if (option.label.empty()) reader.error(node.place, "P0116", "Pilihan \"" + option.id + "\" belum punya label.");
  option.hint = reader.text_of(node, "hint", path);
  option.also = reader.words_of(node, "also");
  option.sensitive = reader.flag_of(node, "sensitive");
  option.code = reader.scalar_of(node, "code");
  return option;
}

std::vector<Slot> load_slots(FileReader& reader, const yaml::Node& block) {
  std::vector<Slot> slots;
  if (!reader.want_mapping(block, "slots")) return slots;
  for (const auto& entry : block.entries) {
    const auto& node = entry.value;
    if (!reader.want_mapping(node, "Isian \"" + entry.key + "\"")) continue;
    reader.only_keys(node, "isian",
                     {"names", "label", "type", "optional", "guess", "must", "shown_at_most", "to", "never_a_command",
                      "unknown", "options", "default", "up_to", "skip_on", "on"});
    Slot slot;
    slot.name = entry.key;
    slot.mark = reader.mark(entry.place);
    slot.kind = kind_of(reader, node);
    slot.names = reader.words_of(node, "names");
    slot.label = reader.text_of(node, "label", "slots." + slot.name);
    slot.optional = reader.flag_of(node, "optional");
    slot.shown_at_most = reader.count_of(node, "shown_at_most", 60);
    slot.to = reader.scalar_of(node, "to");
    slot.never_a_command = reader.flag_of(node, "never_a_command");
    slot.unknown_allowed = reader.flag_of(node, "unknown");
    slot.default_value = reader.scalar_of(node, "default");
    slot.up_to = reader.count_of(node, "up_to", 1);
    slot.skip_on = reader.words_of(node, "skip_on");
    load_guess(reader, node, slot);
    load_must(reader, node, slot);
    load_options(reader, node, slot);
    slots.push_back(std::move(slot));
  }
  return slots;
}

}  // namespace pintu::dialogs
