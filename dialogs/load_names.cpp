// SPDX-License-Identifier: Apache-2.0
// Names that must exist somewhere: a script that names what is not there would fail in front of a citizen.
#include <algorithm>
#include <set>

#include "dialogs/load_parts.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs {

namespace {

const std::set<std::string> known_values{"nomor",  "ringkasan", "salam",      "pengelola", "tanggal", "judul",
                                         "sisa",   "jumlah",    "pertanyaan", "isian",     "lama",    "baru",
                                         "jam",    "simpan",    "isi",        "dinas",     "nama",    "kejadian",
                                         "tempat", "hasil",     "saran",      "keadaan",   "batas"};
const std::set<std::string> known_groups{"kontak", "janji", "lapor", "jam", "ringkasan", "pilihan"};
const std::set<std::string> known_desks{"darurat", "umum", "verifikator"};

class Checker {
 public:
  Checker(const ScriptSet& set, const Script& script, std::vector<Finding>& findings)
      : script_(script), findings_(findings) {
    for (const auto& step : script.steps) steps_.push_back(step.id);
    for (const auto& slot : script.slots) slots_.push_back(slot.name);
    for (const auto& [name, other] : set.scripts) scripts_.push_back(name);
  }

  void run() {
    for (const auto& name : script_.uses)
      want(name, scripts_, script_.slots.empty() ? Mark{script_.name + ".yaml", 1, 1} : script_.slots.front().mark,
           "Naskah");
    for (const auto& slot : script_.slots) check(slot);
    for (const auto& step : script_.steps) check(step);
    for (const auto& interrupt : script_.interrupts) {
      check(interrupt.then, interrupt.mark);
      for (const auto& [path, text] : interrupt.texts) check(text);
    }
    for (const auto& [path, text] : script_.texts) check(text);
  }

 private:
  void error(Mark mark, std::string code, std::string message, std::string fix) {
    findings_.push_back(
        {Finding::Severity::error, std::move(mark), std::move(code), std::move(message), std::move(fix)});
  }

  void want(const std::string& name, const std::vector<std::string>& known, const Mark& mark, std::string_view what) {
    if (name.empty() || std::ranges::find(known, name) != known.end()) return;
    error(mark, "P0150", std::string(what) + " \"" + name + "\" tidak ada.", did_you_mean(name, known));
  }

  void check(const Slot& slot) {
    want(slot.guess_from, slots_, slot.mark, "Isian");
    want(slot.first_sentence_of, slots_, slot.mark, "Isian");
    if (!slot.default_value.empty() && !slot.options.empty()) want_option(slot, slot.default_value, slot.mark);
    check(slot.label);
  }

  void want_option(const Slot& slot, const std::string& id, const Mark& mark) {
    std::vector<std::string> ids{"empty", "filled"};
    for (const auto& option : slot.options) ids.push_back(option.id);
    if (slot.kind == SlotKind::choice) want(id, ids, mark, "Pilihan");
  }

  void check(const Step& step) {
    std::visit(overloaded{
                   [&](const AskStep& ask) { want(ask.slot, slots_, step.mark, "Isian"); },
                   [&](const ReviewStep& review) {
                     for (const auto& slot : review.slots) want(slot, slots_, step.mark, "Isian");
                   },
                   [&](const WhenStep& when) {
                     for (const auto& [name, values] : when.conditions) {
                       const auto* slot = script_.slot(name);
                       if (slot == nullptr) continue;  // a flag
                       for (const auto& value : values) want_option(*slot, value, step.mark);
                     }
                     check(when.then, step.mark);
                     check(when.otherwise, step.mark);
                   },
                   [&](const ChooseStep& choose) {
                     for (const auto& option : choose.options) check(option.then, step.mark);
                   },
                   [&](const UseStep& use) { want(use.script, scripts_, step.mark, "Naskah"); },
                   [&](const HandoffStep&) {
                     if (step.text.empty())
                       error(step.mark, "P0151", "Langkah \"" + step.id + "\" belum punya text.", "");
                   },
                   [&](const SayStep& say) { check(say.text); },
                   [&](const SendStep&) {},
                   [&](const CallStep&) {},
               },
               step.body);
    want(step.go, steps_, step.mark, "Langkah");
    check(step.text);
    check(step.guessed);
    check(step.then, step.mark);
    for (const auto& [kind, hints] : step.hints) {
      for (const auto& hint : hints) check(hint);
    }
    for (const auto& [tries, actions] : step.after_tries) check(actions, step.mark);
    for (const auto& [name, outcome] : step.outcomes) {
      check(outcome.say);
      check(outcome.then, step.mark);
    }
  }

  void check(const Actions& actions, const Mark& mark) {
    for (const auto& action : actions) {
      if (const auto* go = std::get_if<DoGo>(&action)) want(go->step, steps_, mark, "Langkah");
      if (const auto* use = std::get_if<DoUse>(&action)) want(use->script, scripts_, mark, "Naskah");
      if (const auto* say = std::get_if<DoSay>(&action)) check(say->text);
      if (const auto* set = std::get_if<DoSet>(&action)) {
        for (const auto& [name, value] : set->values) {
          want(name, slots_, mark, "Isian");
          if (const auto* slot = script_.slot(name)) want_option(*slot, value, mark);
        }
      }
    }
  }

  void check(const Text& text) {
    check_braces(text.base, text.mark);
    for (const auto& [channel, own] : text.on) check_braces(own, text.mark);
  }

  void check_braces(const std::string& text, const Mark& mark) {
    for (std::size_t at = 0; (at = text.find('{', at)) != std::string::npos; ++at) {
      const auto end = text.find('}', at);
      if (end == std::string::npos) {
        error(mark, "P0152", "Kurung { di dalam teks tidak ditutup.", "Tambahkan }.");
        return;
      }
      const auto name = text.substr(at + 1, end - at - 1);
      const auto head = name.substr(0, name.find('.'));
      const bool ok = std::ranges::find(slots_, name) != slots_.end() || known_values.contains(name) ||
                      (name.size() > head.size() && known_groups.contains(head));
      if (ok) continue;
      std::vector<std::string> names = slots_;
      names.insert(names.end(), known_values.begin(), known_values.end());
      error(mark, "P0153", "{" + name + "} tidak dikenal.", did_you_mean(name, names));
    }
  }

  const Script& script_;
  std::vector<Finding>& findings_;
  std::vector<std::string> steps_, slots_, scripts_;
};

}  // namespace

void check_names(const ScriptSet& set, std::vector<Finding>& findings) {
  for (const auto& [name, script] : set.scripts) Checker(set, script, findings).run();
}

}  // namespace pintu::dialogs
