// SPDX-License-Identifier: Apache-2.0
// Words that already mean something, or that mean two things.
#include <algorithm>
#include <map>

#include "dialogs/check/passes.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs {

namespace {

// Greetings, thanks and "ok" are answers everywhere; the others do something.
std::string command_of(const std::string& word) {
  const auto command = language::read_command(word);
  if (command.maybe || !command.rest.empty()) return {};
  if (command.id == "terima-kasih" || command.id == "ok") return {};
  return command.id;
}

struct Said {
  std::string word;
  Mark mark;
};

void starting_words(const ReadSet& set, Findings& findings) {
  std::map<std::string, Said> said;
  const ReadFile* anything = nullptr;
  for (const auto& file : set.files) {
    if (!file.language.empty() || file.lacks("starts_when")) continue;
    const auto& starts = set.loaded.set.scripts.at(file.name).starts_when;
    const auto* node = file.root.find("starts_when");
    for (const auto& word : starts.says_only) {
      const auto mark = mark_in(file, node, "says_only", word, {file.file, 1, 1});
      if (const auto id = command_of(word); !id.empty()) {
        findings.error(mark, "P0401", "\"" + word + "\" selalu berarti \"" + id + "\" dan tidak memulai naskah ini.",
                       "Pakai kata lain.");
        continue;
      }
      const auto [first, added] = said.emplace(language::normal(word), Said{word, mark});
      if (!added)
        findings.error(mark, "P0402",
                       "\"" + word + "\" sudah memulai naskah lain: " + first->second.mark.file + " baris " +
                           std::to_string(first->second.mark.line) + ".",
                       "Pakai kata lain di salah satunya.");
    }
    if (!starts.anything) continue;
    if (anything != nullptr) {
      findings.error(mark_of(file, node, "anything", {file.file, 1, 1}), "P0403",
                     "Cerita apa saja sudah memulai naskah " + anything->name + ".",
                     "Hanya satu naskah boleh berisi anything: true.");
    }
    anything = &file;
  }
}

void slot_words(const Script& script, const ReadFile& file, Findings& findings) {
  std::map<std::string, std::string> owner;
  for (const auto& slot : script.slots) {
    const auto* node = slot_node(file, slot.name);
    for (const auto& word : slot.names) {
      const auto mark = mark_in(file, node, "names", word, slot.mark);
      if (const auto id = command_of(word); !id.empty()) {
        findings.error(mark, "P0407", "\"" + word + "\" selalu berarti \"" + id + "\", bukan isian.",
                       "Pakai kata lain.");
      }
      const auto [first, added] = owner.emplace(language::normal(word), slot.name);
      if (!added && first->second != slot.name)
        findings.error(mark, "P0406", "\"" + word + "\" sudah menjadi nama isian \"" + first->second + "\".",
                       "Pakai kata lain di salah satunya.");
    }
  }
}

// Labels and words of the options of one question.
class Options {
 public:
  Options(const ReadFile& file, Findings& findings) : file_(file), findings_(findings) {}

  void look(const Option& option, const yaml::Node* node, const Mark& otherwise) {
    const Mark own = option.label.mark.line == 0 ? otherwise : option.label.mark;
    word(option, option.label.base, own, true);
    for (const auto& also : option.also) word(option, also, mark_in(file_, node, "also", also, own), false);
    if (option.code.empty()) return;
    const auto [first, added] = codes_.emplace(option.code, option.id);
    if (!added)
      findings_.error(mark_of(file_, node, "code", own), "P0408",
                      "Kode " + option.code + " sudah dipakai pilihan \"" + first->second + "\".", "Pakai angka lain.");
  }

 private:
  void word(const Option& option, const std::string& text, const Mark& mark, bool label) {
    const auto normal = language::normal(text);
    if (normal.empty()) return;
    const auto [first, added] = words_.emplace(normal, option.id);
    if (!added && first->second != option.id) {
      findings_.error(mark, "P0404", "\"" + text + "\" sudah berarti pilihan \"" + first->second + "\".",
                      label ? "Beri tulisan yang berbeda." : "Hapus dari salah satunya.");
    }
    const auto id = command_of(text);
    if (id == "darurat" || id == "batal" || id == "petugas") {
      findings_.error(mark, "P0405", "\"" + text + "\" selalu berarti \"" + id + "\" dan tidak pernah memilih ini.",
                      "Pakai kata lain.");
    }
  }

  const ReadFile& file_;
  Findings& findings_;
  std::map<std::string, std::string> words_, codes_;
};

const yaml::Node* option_node(const yaml::Node* parent, std::string_view key, std::size_t i) {
  const auto* list = parent == nullptr ? nullptr : parent->find(key);
  return list == nullptr || i >= list->items.size() ? nullptr : &list->items[i];
}

bool way_out(const Option& option) {
  static const std::set<std::string> words{"lain",  "lainnya", "lainlain", "tidak", "bukan", "belum",
                                           "semua", "umum",    "ragu",     "tak",   "sudah", "other"};
  for (const auto& text : {option.id, option.label.base}) {
    for (const auto& word : language::words(text)) {
      if (words.contains(word.text)) return true;
    }
  }
  return option.id.starts_with("lain");
}

}  // namespace

void check_words(const ReadSet& set, const Surroundings&, Findings& findings) {
  starting_words(set, findings);
  each_whole_script(set, [&](const Script& script, const ReadFile& file) { slot_words(script, file, findings); });
}

void check_options(const ReadSet& set, const Surroundings&, Findings& findings) {
  constexpr std::size_t few = 4;
  each_whole_script(set, [&](const Script& script, const ReadFile& file) {
    for (const auto& slot : script.slots) {
      if (slot.kind != SlotKind::choice) continue;
      const auto* node = slot_node(file, slot.name);
      Options options(file, findings);
      for (std::size_t i = 0; i < slot.options.size(); ++i)
        options.look(slot.options[i], option_node(node, "options", i), slot.mark);
      const bool enough = slot.options.size() < few || !slot.default_value.empty() || slot.optional;
      if (enough || std::ranges::any_of(slot.options, way_out)) continue;
      findings.warning(mark_of(file, node, "options", slot.mark), "P0507",
                       "Pilihan \"" + slot.name + "\" tidak punya jalan keluar.",
                       "Tambahkan - {id: lain, label: Lainnya}.");
    }
    for (const auto& step : script.steps) {
      const auto* choose = std::get_if<ChooseStep>(&step.body);
      if (choose == nullptr) continue;
      constexpr std::size_t most_options = 9;
      const auto* node = step_node(file, step);
      Options options(file, findings);
      for (std::size_t i = 0; i < choose->options.size(); ++i)
        options.look(choose->options[i].option, option_node(node, "choose", i), step.mark);
      if (choose->options.size() > most_options)
        findings.error(mark_of(file, node, "choose", step.mark), "P0114",
                       "Pilihan lebih dari 9: tidak muat di semua kanal.", "Gabungkan beberapa menjadi Lainnya.");
    }
  });
}

}  // namespace pintu::dialogs
