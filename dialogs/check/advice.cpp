// SPDX-License-Identifier: Apache-2.0
// Who may read what, and who has read the advice that lives may hang on.
#include <algorithm>

#include "dialogs/check/passes.hpp"

namespace pintu::dialogs {

namespace {

template <class F>
void each_brace(const std::string& text, F look) {
  for (std::size_t at = 0; (at = text.find('{', at)) != std::string::npos; ++at) {
    const auto end = text.find('}', at);
    if (end == std::string::npos) return;
    look(text.substr(at + 1, end - at - 1));
  }
}

// Events of a case are told to all who reported it: what one of them wrote is not for the others.
void others_words(const Script& script, const ReadFile& file, Findings& findings) {
  for (const auto& text : file.notes.texts) {
    const bool event = text.path.starts_with("events.");
    each_brace(text.base, [&](const std::string& name) {
      const auto* slot = script.slot(name);
      if (slot != nullptr && slot->kind == SlotKind::secret) {
        findings.error(text.mark, "P0213", "{" + name + "} isian rahasia: tidak boleh muncul di teks.",
                       "Hapus {" + name + "}.");
        return;
      }
      const bool allowed = name == "kejadian" || name == "tempat";
      if (!event || allowed || (slot == nullptr && name != "isi" && name != "judul" && name != "ringkasan")) return;
      findings.error(text.mark, "P0157", "{" + name + "} bisa memperlihatkan kata-kata orang lain yang ikut melapor.",
                     "Pakai {kejadian} atau {tempat}, atau hapus.");
    });
  }
}

const std::map<std::string, std::string>& shipped_advice() {
  static const auto advice = [] {
    std::map<std::string, std::string> out;
    const auto loaded = load(shipped());
    for (const auto& [name, script] : loaded.set.scripts) {
      for (const auto& [path, text] : script.texts)
        if (path.starts_with("saran.")) out[path] = text.base;
    }
    return out;
  }();
  return advice;
}

void unreviewed(const Script& script, const ReadFile& file, bool installed, Findings& findings) {
  if (!script.reviewed_by.empty()) return;
  const bool own = std::ranges::any_of(script.texts, [&](const auto& entry) {
    if (!entry.first.starts_with("saran.")) return false;
    const auto it = shipped_advice().find(entry.first);
    return installed || it == shipped_advice().end() || it->second != entry.second.base;
  });
  if (!own) return;
  findings.warning(mark_of(file, &file.root, "saran", {file.file, 1, 1}), "P0508",
                   "Saran keadaan darurat ini belum dibaca orang yang berwenang.",
                   "Minta BPBD atau dinas kesehatan membacanya, lalu tulis reviewed_by: \"nama, jabatan\".");
}

}  // namespace

void check_advice(const ReadSet& set, const Surroundings& around, Findings& findings) {
  for (const auto& file : set.files) {
    if (!file.language.empty()) continue;
    const auto& script = set.loaded.set.scripts.at(file.name);
    if (!file.lacks("slots")) others_words(script, file, findings);
    unreviewed(script, file, around.installed.has_value(), findings);
  }
}

}  // namespace pintu::dialogs
