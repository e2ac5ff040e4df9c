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
  const auto source = [&](std::string_view key) {
    const auto* node = guess->find(key);
    if (node == nullptr) return std::string();
    auto name = reader.scalar(*node, key);
    reader.names(Named::What::slot, name, node->place);
    return name;
  };
  out.guess_from = source("from");
  out.first_sentence_of = source("first_sentence_of");
}

void load_must(FileReader& reader, const yaml::Node& slot, Slot& out) {
  const auto* must = slot.find("must");
  if (must == nullptr || !reader.want_mapping(*must, "must")) return;
  if (out.kind == SlotKind::text) {
    reader.only_keys(*must, "must dari text", {"at_least", "at_most"});
  } else if (out.kind == SlotKind::date) {
    reader.only_keys(*must, "must dari date", {"not_after"});
  } else if (out.kind == SlotKind::place) {
    reader.only_keys(*must, "must dari place", {"inside", "otherwise"});
  } else {
    reader.error(must->place, "P0117", "must hanya berlaku untuk text, date dan place.");
    return;
  }
  out.must.at_least = reader.count_of(*must, "at_least", 0);
  out.must.at_most = reader.count_of(*must, "at_most", 0);
  out.must.not_after_today = !reader.word_of(*must, "not_after", {"today"}).empty();
  out.must.inside = reader.scalar_of(*must, "inside");
  out.must.otherwise = reader.word_of(*must, "otherwise", {"pass_on"});
}

// Keys that mean something for some kinds only.
void check_kind(FileReader& reader, const yaml::Node& node, const Slot& slot) {
  struct Row {
    std::string_view key;
    std::initializer_list<SlotKind> kinds;
  };
  static constexpr std::initializer_list<SlotKind> choice{SlotKind::choice}, yesno{SlotKind::yesno},
      photo{SlotKind::photo}, text{SlotKind::text},
      guessed{SlotKind::text, SlotKind::choice, SlotKind::date, SlotKind::place};
  for (const auto& [key, allowed] : {Row{"options", choice}, Row{"default", choice}, Row{"unknown", yesno},
                                     Row{"up_to", photo}, Row{"never_a_command", text}, Row{"guess", guessed}}) {
    const auto entry = std::ranges::find(node.entries, key, &yaml::Node::Entry::key);
    if (entry == node.entries.end() || std::ranges::find(allowed, slot.kind) != allowed.end()) continue;
    reader.error(entry->place, "P0117", "\"" + entry->key + "\" tidak berlaku untuk jenis isian ini.");
  }
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
    if (item.is_mapping()) {
      reader.only_keys(item, "pilihan", {"id", "label", "hint", "also", "sensitive", "code", "on"});
      reader.check_on(item, {"label", "hint"});
    }
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
    option.id = reader.id(node, "id pilihan");
    option.label = reader.text(node, prefix + "." + node.text + ".label");
    return option;
  }
  if (!reader.want_mapping(node, "Pilihan")) return option;
  if (const auto* id = node.find("id")) {
    option.id = reader.id(*id, "id pilihan");
  } else {
    reader.error(node.place, "P0115", "Pilihan ini belum punya id.", "Contoh: {id: jalan, label: Jalan}.");
  }
  const std::string path = prefix + "." + option.id;
  option.label = reader.text_of(node, "label", path);
  if (option.label.empty()) reader.error(node.place, "P0116", "Pilihan \"" + option.id + "\" belum punya label.");
  option.hint = reader.text_of(node, "hint", path);
  option.also = reader.words_of(node, "also");
  option.sensitive = reader.flag_of(node, "sensitive");
  option.code = reader.scalar_of(node, "code");
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!option.code.empty() && (option.code.size() != 2 || !std::ranges::all_of(option.code, is_digit)))
    reader.error(node.find("code")->place, "P0118", "code harus dua angka.", "Contoh: code: \"31\".");
  return option;
}

namespace {

Slot load_slot(FileReader& reader, const yaml::Node::Entry& entry) {
  const auto& node = entry.value;
  reader.only_keys(node, "isian",
                   {"names", "label", "type", "optional", "guess", "must", "shown_at_most", "to", "never_a_command",
                    "unknown", "options", "default", "up_to", "skip_on", "on"});
  reader.check_on(node, {"label"});
  Slot slot;
  yaml::Node name;
  name.text = entry.key;
  name.place = entry.place;
  slot.name = reader.id(name, "nama isian");
  slot.mark = reader.mark(entry.place);
  slot.kind = kind_of(reader, node);
  slot.names = reader.words_of(node, "names");
  slot.label = reader.text_of(node, "label", "slots." + slot.name);
  if (slot.label.empty()) reader.error(entry.place, "P0119", "Isian \"" + slot.name + "\" belum punya label.");
  slot.optional = reader.flag_of(node, "optional");
  slot.shown_at_most = reader.count_of(node, "shown_at_most", 60);
  slot.to = reader.scalar_of(node, "to");
  slot.never_a_command = reader.flag_of(node, "never_a_command");
  slot.unknown_allowed = reader.flag_of(node, "unknown");
  slot.default_value = reader.scalar_of(node, "default");
  if (const auto* given = node.find("default"))
    reader.names(Named::What::option, slot.default_value, given->place, slot.name);
  slot.up_to = reader.count_of(node, "up_to", 1);
  slot.skip_on = reader.channels_of(node, "skip_on");
  check_kind(reader, node, slot);
  load_guess(reader, node, slot);
  load_must(reader, node, slot);
  load_options(reader, node, slot);
  return slot;
}

}  // namespace

std::vector<Slot> load_slots(FileReader& reader, const yaml::Node& block) {
  std::vector<Slot> slots;
  if (!reader.want_mapping(block, "slots")) return slots;
  for (const auto& entry : block.entries) {
    if (reader.want_mapping(entry.value, "Isian \"" + entry.key + "\"")) slots.push_back(load_slot(reader, entry));
  }
  return slots;
}

}  // namespace pintu::dialogs
