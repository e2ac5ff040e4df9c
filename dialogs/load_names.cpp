// SPDX-License-Identifier: Apache-2.0
// Names that must exist somewhere: a script that names what is not there would fail in front of a citizen.
#include <algorithm>
#include <set>

#include "dialogs/load_set.hpp"

namespace pintu::dialogs {

namespace {

using What = Named::What;

// What the engine and the installation put in braces, beside slots.
const std::set<std::string> known_values{"nomor",        "ringkasan",     "ringkasan.pendek",
                                         "salam",        "pengelola",     "tanggal",
                                         "judul",        "sisa",          "jumlah",
                                         "jam",          "simpan",        "pertanyaan",
                                         "isian",        "lama",          "baru",
                                         "isi",          "dinas",         "nama",
                                         "saran",        "keadaan",       "kejadian",
                                         "tempat",       "hasil",         "lapor.nomor",
                                         "lapor.alasan", "kontak.bahaya", "kontak.darurat",
                                         "jam.buka",     "jam.tutup"};
constexpr std::string_view promise = "janji.";    // {janji.NAME}: the configuration's
constexpr std::string_view options = "pilihan.";  // {pilihan.SLOT}: numbered
// Flags that the engine sets by itself.
const std::set<std::string> known_flags{"luar-jawa-barat"};
constexpr std::string_view unclear = "-belum-jelas";

class Checker {
 public:
  Checker(const std::set<std::string>& scripts, const Script& script, const ReadFile& file,
          const std::set<std::string>& flags, std::vector<Finding>& findings)
      : script_(script), file_(file), flags_(flags), findings_(findings) {
    for (const auto& step : script.steps) steps_.push_back(step.id);
    for (const auto& slot : script.slots) slots_.push_back(slot.name);
    scripts_.assign(scripts.begin(), scripts.end());
  }

  void check(const Named& named) {
    if (named.what == What::step && !file_.lacks("steps")) want("Langkah", named, steps_);
    if (named.what == What::slot && !file_.lacks("slots")) want("Isian", named, slots_);
    if (named.what == What::script) want("Naskah", named, scripts_);
    if (named.what == What::slot_or_flag && !file_.lacks("slots") && !file_.lacks("steps")) check_condition(named);
    if (named.what == What::option) check_option(named);
  }

  void check(const Text& text) {
    for (std::size_t at = 0; (at = text.base.find('{', at)) != std::string::npos; ++at) {
      const auto end = text.base.find('}', at);
      if (end == std::string::npos) {
        error(text.mark, "P0152", "Kurung { di dalam teks tidak ditutup.", "Tambahkan }.");
        return;
      }
      check_braces(text.base.substr(at + 1, end - at - 1), text.mark);
    }
  }

 private:
  void add(Finding::Severity severity, Mark mark, std::string code, std::string message, std::string fix) {
    findings_.push_back({severity, std::move(mark), std::move(code), std::move(message), std::move(fix)});
  }
  void error(Mark mark, std::string code, std::string message, std::string fix) {
    add(Finding::Severity::error, std::move(mark), std::move(code), std::move(message), std::move(fix));
  }

  void want(std::string_view what, const Named& named, const std::vector<std::string>& known) {
    if (std::ranges::find(known, named.name) != known.end()) return;
    error(named.mark, "P0150", std::string(what) + " \"" + named.name + "\" tidak ada.",
          did_you_mean(named.name, known));
  }

  void check_condition(const Named& named) {
    const auto* slot = script_.slot(named.name);
    if (slot == nullptr) {
      auto flag = std::string_view(named.name);
      if (flags_.contains(named.name) || known_flags.contains(named.name)) return;
      if (flag.ends_with(unclear) && script_.slot(flag.substr(0, flag.size() - unclear.size())) != nullptr) return;
      want("Isian atau tanda", named, slots_);
    }
  }

  void check_option(const Named& named) {
    const auto* slot = script_.slot(named.slot);
    if (slot == nullptr) return;  // said already, or a flag
    std::vector<std::string> ids{"empty", "filled"};
    if (slot->kind == SlotKind::choice) {
      for (const auto& option : slot->options) ids.push_back(option.id);
    } else if (slot->kind == SlotKind::yesno) {
      ids.insert(ids.end(), {"yes", "no", "unknown"});
    } else {
      return;
    }
    if (std::ranges::find(ids, named.name) != ids.end()) return;
    error(named.mark, "P0150", "Pilihan \"" + named.name + "\" tidak ada di isian \"" + named.slot + "\".",
          did_you_mean(named.name, ids));
  }

  void check_braces(const std::string& name, const Mark& mark) {
    if (script_.slot(name) != nullptr || known_values.contains(name)) return;
    if (name.starts_with(promise) && name.size() > promise.size()) return;
    if (name.starts_with(options)) {
      const auto* slot = script_.slot(std::string_view(name).substr(options.size()));
      if (slot != nullptr && slot->kind == SlotKind::choice) return;
    }
    if (file_.lacks("slots")) return;
    std::vector<std::string> names = slots_;
    names.insert(names.end(), known_values.begin(), known_values.end());
    error(mark, "P0153", "{" + name + "} tidak dikenal.", did_you_mean(name, names));
  }

  const Script& script_;
  const ReadFile& file_;
  const std::set<std::string>& flags_;
  std::vector<Finding>& findings_;
  std::vector<std::string> steps_, slots_, scripts_;
};

void check_translation(const ReadSet& set, const ReadFile& own, std::vector<Finding>& findings) {
  const auto* base = set.script_file(own.name);
  if (base == nullptr) {
    Finding finding;
    finding.mark = {own.file, 1, 1};
    finding.code = "P0150";
    finding.message = "Naskah \"" + own.name + "\" yang diterjemahkan tidak ada.";
    if (!set.present.contains(own.name)) findings.push_back(std::move(finding));
    return;
  }
  std::set<std::string> paths;
  for (const auto& text : base->notes.texts) paths.insert(text.path);
  const std::vector<std::string> known(paths.begin(), paths.end());
  const std::set<std::string> no_flags;
  Checker checker({}, set.loaded.set.scripts.at(own.name), *base, no_flags, findings);
  for (const auto& text : own.notes.texts) {
    if (paths.contains(text.path)) checker.check(text);
    if (paths.contains(text.path) || !base->broken.empty()) continue;
    findings.push_back({Finding::Severity::warning, text.mark, "P0156",
                        "Teks \"" + text.path + "\" tidak ada di naskah " + own.name + ".",
                        did_you_mean(text.path, known)});
  }
}

}  // namespace

void check_names(ReadSet& set) {
  auto& findings = set.loaded.findings;
  std::set<std::string> flags;
  for (const auto& file : set.files) flags.insert(file.notes.flags.begin(), file.notes.flags.end());
  for (const auto& file : set.files) {
    if (!file.language.empty()) {
      check_translation(set, file, findings);
      continue;
    }
    Checker checker(set.present, set.loaded.set.scripts.at(file.name), file, flags, findings);
    for (const auto& named : file.notes.names) checker.check(named);
    for (const auto& text : file.notes.texts) checker.check(text);
  }
}

}  // namespace pintu::dialogs
