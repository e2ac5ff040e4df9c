// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

const std::set<std::string> structure{"id",   "says_like", "certain", "ignore_phrase",
                                      "then", "choose",    "buttons", "afterwards"};
// The always-working words of SCRIPTS 3.6.
const std::vector<std::string> ids{"darurat", "petugas", "status", "batal",   "kembali",  "ubah", "ulang",  "mulai",
                                   "lewati",  "lanjut",  "menu",   "bantuan", "berhenti", "data", "bahasa", "selesai"};

std::string load_id(FileReader& reader, const yaml::Node& node, const std::vector<Interrupt>& before) {
  const auto* given = node.find("id");
  if (given == nullptr) {
    reader.error(node.place, "P0145", "Sela ini belum punya id.", "Contoh: - id: batal.");
    return "sela";
  }
  auto id = reader.id(*given, "id sela");
  if (std::ranges::find(ids, id) == ids.end())
    reader.error(given->place, "P0146", "Sela \"" + id + "\" tidak dikenal.", did_you_mean(id, ids));
  if (std::ranges::find(before, id, &Interrupt::id) != before.end())
    reader.error(given->place, "P0132", "Sela \"" + id + "\" ada dua kali.", "Hapus salah satu.");
  return id;
}

void load_says_like(FileReader& reader, const yaml::Node& node, Interrupt& out) {
  const auto* like = node.find("says_like");
  if (like == nullptr) return;
  if (!like->is_sequence()) {
    reader.error(like->place, "P0107", "says_like harus berupa daftar kelompok kata.",
                 "Contoh: [[gimana, bagaimana], [laporan]].");
    return;
  }
  for (const auto& group : like->items) out.says_like.push_back(reader.words(group));
}

// The texts of `node`, with their paths under `prefix`, by what stands behind it.
Texts texts_under(FileReader& reader, const yaml::Node& node, const std::string& prefix) {
  Texts found, out;
  load_texts(reader, node, prefix, found);
  for (auto& [path, text] : found) out[path.substr(std::min(prefix.size() + 1, path.size()))] = std::move(text);
  return out;
}

}  // namespace

std::vector<Interrupt> load_interrupts(FileReader& reader, const yaml::Node& block) {
  std::vector<Interrupt> interrupts;
  if (!block.is_sequence()) {
    reader.error(block.place, "P0107", "interrupts harus berupa daftar.", "Contoh: - {id: batal}.");
    return interrupts;
  }
  for (const auto& node : block.items) {
    if (!reader.want_mapping(node, "Sela")) continue;
    Interrupt interrupt;
    interrupt.id = load_id(reader, node, interrupts);
    interrupt.mark = reader.mark(node.place);
    interrupt.certain = reader.words_of(node, "certain");
    interrupt.ignore_phrase = reader.words_of(node, "ignore_phrase");
    load_says_like(reader, node, interrupt);
    if (const auto* then = node.find("then")) interrupt.then = load_actions(reader, *then, interrupt.id + ".then");
    if (const auto* choose = node.find("choose"))
      interrupt.choose = load_choose(reader, *choose, interrupt.id + ".choose");
    if (const auto afterwards = reader.word_of(node, "afterwards", {"resume", "offer_resume"}); !afterwards.empty())
      interrupt.afterwards = afterwards;
    yaml::Node texts = node;
    std::erase_if(texts.entries, [&](const auto& entry) { return structure.contains(entry.key); });
    interrupt.texts = texts_under(reader, texts, interrupt.id);
    if (const auto* buttons = node.find("buttons"))
      interrupt.buttons = texts_under(reader, *buttons, interrupt.id + ".buttons");
    interrupts.push_back(std::move(interrupt));
  }
  return interrupts;
}

}  // namespace pintu::dialogs
