// SPDX-License-Identifier: Apache-2.0
#include "scripts/random_script.hpp"

#include <chrono>

namespace pintu::dialogs::test {

namespace {

using namespace std::chrono_literals;

Text text(std::string words, std::string path) {
  Text made;
  made.base = std::move(words);
  made.path = std::move(path);
  return made;
}

const std::vector<SlotKind> kinds{SlotKind::text,  SlotKind::choice, SlotKind::yesno, SlotKind::number, SlotKind::date,
                                  SlotKind::phone, SlotKind::place,  SlotKind::photo, SlotKind::secret};

Option option(std::string id, std::string label, std::vector<std::string> also) {
  Option made;
  made.label = text(std::move(label), "slots." + id);
  made.id = std::move(id);
  made.also = std::move(also);
  return made;
}

Slot random_slot(Tape& tape, std::size_t number) {
  Slot slot;
  slot.name = "isian" + std::to_string(number);
  slot.names = {slot.name, "nama" + std::to_string(number)};
  slot.label = text("Isian " + std::to_string(number), "slots." + slot.name + ".label");
  slot.kind = number == 0 ? SlotKind::text : tape.of(kinds);
  slot.optional = tape.one_in(3);
  if (number > 0 && tape.one_in(2)) slot.guess_from = "isian0";
  if (slot.kind == SlotKind::text && number > 0 && tape.one_in(3)) slot.first_sentence_of = "isian0";
  if (slot.kind == SlotKind::text && tape.one_in(2)) slot.must.at_least = 8;
  if (slot.kind == SlotKind::date) slot.must.not_after_today = tape.one_in(2);
  if (slot.kind == SlotKind::place && tape.one_in(2)) slot.must = {0, 0, false, "jawa-barat", "pass_on"};
  if (slot.kind == SlotKind::photo) slot.up_to = 1 + static_cast<int>(tape.next(10));
  slot.unknown_allowed = tape.one_in(2);
  if (tape.one_in(5)) slot.skip_on = {"sms"};
  if (slot.kind == SlotKind::choice) {
    slot.options = {option("lampu", "Lampu jalan", {"pju", "lampu"}), option("sampah", "Sampah", {"bau", "runtah"})};
    if (tape.one_in(2)) slot.options.push_back(option("lain", "Lainnya", {}));
    slot.options.front().sensitive = tape.one_in(4);
    if (tape.one_in(3)) slot.default_value = "sampah";
  }
  return slot;
}

struct Writer {
  Tape& tape;
  const Script& script;
  Shape shape;
  std::size_t steps;

  std::string a_step() { return "s" + std::to_string(tape.next(steps)); }
  std::string a_slot() { return tape.of(script.slots).name; }

  Action action() {
    switch (tape.next(shape == Shape::linear ? 4 : 12)) {
      case 0:
        return DoSay{text("Baik, {" + a_slot() + "}.", "x")};
      case 1:
        return DoFlag{"tanda" + std::to_string(tape.next(2))};
      case 2:
        return DoKeepText{};
      case 3:
        return DoSkip{};
      case 4:
        return DoSet{{{a_slot(), tape.one_in(2) ? "lampu" : "yes"}}};
      case 5:
        return DoUse{tape.one_in(3) ? "acak" : "dalam"};
      case 6:
        return DoHandoff{tape.one_in(2) ? "umum" : "verifikator"};
      case 7:
        return DoBack{tape.one_in(2)};
      case 8:
        return DoPause{};
      case 9:
        return DoCorrect{};
      case 10:
        return DoEnd{};
      default:
        return DoGo{a_step()};
    }
  }
  Actions actions() {
    Actions all;
    for (std::size_t i = tape.next(3); i > 0; --i) all.push_back(action());
    return all;
  }

  ChooseStep choose(std::size_t number) {
    ChooseStep step;
    for (std::size_t i = 0; i < 2 + tape.next(3); ++i) {
      const auto id = "p" + std::to_string(i);
      step.options.push_back({option(id, "Pilihan " + std::to_string(number) + std::to_string(i), {}), actions()});
    }
    return step;
  }
  WhenStep when() {
    WhenStep step;
    static const std::vector<std::string> values{"empty", "filled", "lampu", "sampah", "yes", "no", "unknown"};
    step.conditions[tape.one_in(4) ? "tanda0" : a_slot()] = {tape.of(values)};
    step.then = actions();
    step.otherwise = actions();
    return step;
  }
  ReviewStep review() {
    ReviewStep step;
    for (const auto& slot : script.slots)
      if (slot.kind != SlotKind::secret) step.slots.push_back(slot.name);
    return step;
  }
  StepBody body(std::size_t number) {
    if (number == 0) return AskStep{"isian0"};
    switch (tape.next(12)) {
      case 0:
        return SayStep{text("Sekadar kabar.", "x"), {}};
      case 1:
        return choose(number);
      case 2:
        return review();
      case 3:
        return when();
      case 4:
        return CallStep{"cuaca"};
      case 5:
        return UseStep{tape.one_in(4) && shape == Shape::anything ? script.name : "dalam"};
      case 6:
        return SendStep{"lapor", "pengaduan"};
      case 7:
        return HandoffStep{"umum"};
      default:
        return AskStep{shape == Shape::linear ? script.slots[number % script.slots.size()].name : a_slot()};
    }
  }
  Step step(std::size_t number) {
    Step made;
    made.id = "s" + std::to_string(number);
    made.body = body(number);
    made.text = text("Pertanyaan " + std::to_string(number) + "?", made.id + ".text");
    if (tape.one_in(2)) made.guessed = text("Ini soal *{isian1}*?", made.id + ".guessed");
    if (tape.one_in(2)) made.skip_label.base = "Tidak ada";
    if (number == 0 ? !tape.one_in(3) : tape.one_in(6)) made.joins = 8s;
    if (tape.one_in(6)) made.gives_up_after = 60s;
    made.with_previous = tape.one_in(6);
    if (tape.one_in(8)) made.skip_on = {"sms"};
    if (tape.one_in(2)) made.hints[""] = {text("Coba lagi.", "h1"), text("Atau balas lewati.", "h2")};
    if (tape.one_in(3)) made.after_tries[2 + static_cast<int>(tape.next(2))] = actions();
    if (tape.one_in(3)) made.then = actions();
    made.outcomes["gagal"] = {text("Gagal.", "g"), {}};
    made.outcomes["diterima"] = {text("Laporan {nomor} diterima.", "d"), {}};
    if (shape == Shape::anything && tape.one_in(6)) made.go = a_step();
    made.end = tape.one_in(10);
    return made;
  }
};

Script random_script(Tape& tape, Shape shape, const std::string& name, std::size_t slots, std::size_t steps) {
  Script script;
  script.name = name;
  script.title = "Uji";
  script.languages = {"id"};
  script.uses = {"umum"};
  for (std::size_t i = 0; i < slots; ++i) script.slots.push_back(random_slot(tape, i));
  Writer writer{tape, script, shape, steps};
  std::vector<Step> made;
  for (std::size_t i = 0; i < steps; ++i) made.push_back(writer.step(i));
  script.steps = std::move(made);
  return script;
}

}  // namespace

ScriptSet random_set(Tape& tape, Shape shape) {
  static const ScriptSet base = [] {
    auto loaded = load(shipped());
    auto set = std::move(loaded.set);
    set.translations.clear();
    for (auto it = set.scripts.begin(); it != set.scripts.end();) {
      it->second.starts_when.anything = false;
      it = it->first.starts_with("lapor") ? set.scripts.erase(it) : std::next(it);
    }
    return set;
  }();
  auto set = base;
  set.version = 1;
  auto script = random_script(tape, shape, "acak", 2 + tape.next(5), 2 + tape.next(9));
  script.starts_when.anything = true;
  script.starts_when.says_only = {"mulai uji"};
  script.draft.nudge_after = 30min;
  script.draft.nudge = text("Belum terkirim.", "draft.nudge.say");
  script.draft.last_call_before = 1h;
  script.draft.last_call = text("Tersimpan sampai {tanggal}.", "draft.last_call.say");
  script.draft.resume = text("Laporan tentang *{judul}* belum terkirim. Lanjut?", "draft.resume");
  script.draft.resume_choose = {text("Lanjutkan", "a"), text("Buat baru", "b"), text("Hapus", "c")};
  set.scripts["acak"] = std::move(script);
  set.scripts["dalam"] = random_script(tape, shape, "dalam", 2, 1 + tape.next(3));
  return set;
}

}  // namespace pintu::dialogs::test
