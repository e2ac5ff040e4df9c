// SPDX-License-Identifier: Apache-2.0
// The scripts inside the binary: sound, whole for the engine, and in words that people read.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "gateway/base/utf8.hpp"
#include "gateway/model/report.hpp"
#include "load_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

const ScriptSet& ours() {
  static const auto loaded = load(shipped());
  return loaded.set;
}

// "interrupts.darurat.maybe_ask" too.
const Text* spoken(std::string_view script_name, std::string path) {
  const auto* script = ours().find(script_name);
  REQUIRE(script != nullptr);
  if (const auto* text = script->text(path)) return text;
  if (!path.starts_with("interrupts.")) return nullptr;
  path = path.substr(11);
  const auto* interrupt = script->interrupt(path.substr(0, path.find('.')));
  if (interrupt == nullptr) return nullptr;
  const auto it = interrupt->texts.find(path.substr(path.find('.') + 1));
  return it == interrupt->texts.end() ? nullptr : &it->second;
}

void gather(const Actions& actions, std::vector<Text>& out) {
  for (const auto& action : actions) {
    if (const auto* say = std::get_if<DoSay>(&action)) out.push_back(say->text);
  }
}

void gather(const Step& step, std::vector<Text>& out) {
  out.insert(out.end(), {step.text, step.guessed});
  if (const auto* say = std::get_if<SayStep>(&step.body)) out.push_back(say->text);
  for (const auto& [kind, hints] : step.hints) out.insert(out.end(), hints.begin(), hints.end());
  for (const auto& [name, outcome] : step.outcomes) out.push_back(outcome.say);
  gather(step.then, out);
}

// Every message that a citizen can be sent; labels of buttons left out.
std::vector<Text> messages() {
  std::vector<Text> out;
  for (const auto& [name, script] : ours().scripts) {
    for (const auto& step : script.steps) gather(step, out);
    for (const auto& interrupt : script.interrupts) {
      for (const auto& [path, text] : interrupt.texts) out.push_back(text);
    }
    for (const auto& [path, text] : script.texts) out.push_back(text);
    out.insert(out.end(), {script.draft.nudge, script.draft.nudge_quiet, script.draft.last_call, script.draft.resume});
  }
  std::erase_if(out, [](const Text& text) { return text.base.empty(); });
  return out;
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The text inside the braces of known values, at the length that they have at most in a phone's message.
std::string filled(std::string text) {
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"{salam}", "Selamat malam."},
                                                        {"{pengelola}", "Pemprov Jawa Barat"},
                                                        {"{kontak.bahaya}", "112"},
                                                        {"{kontak.darurat}", "112"},
                                                        {"{nomor}", "7K2M-9QXC"},
                                                        {"{lapor.nomor}", "9188891"},
                                                        {"{janji.verifikasi}", "3 hari kerja"},
                                                        {"{jam.buka}", "08.00"},
                                                        {"{jam.tutup}", "16.00"}}) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) text.replace(at, name.size(), value);
  }
  return text;
}

// Septets of GSM 03.38, or -1 when a character is not in it.
int septets(const std::string& text) {
  static const std::string plain =
      "@$\n\r _!\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  static const std::string doubled = "^{}\\[~]|";
  int count = 0;
  for (const char c : text) {
    if (plain.find(c) != std::string::npos) {
      ++count;
    } else if (doubled.find(c) != std::string::npos) {
      count += 2;
    } else {
      return -1;
    }
  }
  return count;
}

// Words of the longest sentence.
int longest_sentence(const std::string& text) {
  int longest = 0;
  int words = 0;
  std::istringstream in(std::regex_replace(text, std::regex("\n"), " . "));
  for (std::string word; in >> word;) {
    if (word != ".") ++words;
    longest = std::max(longest, words);
    if (word.find_last_of(".?!:;") == word.size() - 1) words = 0;
  }
  return longest;
}

}  // namespace

TEST_CASE("shipped: no finding at all") {
  const auto loaded = load(shipped());
  CHECK(findings_of(loaded).empty());
  CHECK(loaded.good());
  for (const std::string name :
       {"cek-status", "darurat", "darurat-jiwa", "darurat-kekerasan", "lapor-aduan", "lapor-layanan", "lapor-peka",
        "umum", "umum-darurat", "data", "aspirasi", "permintaan-informasi"})
    CHECK(loaded.set.find(name) != nullptr);
}

TEST_CASE("shipped: every text that the engine says by itself is there") {
  const std::string path = GENERATE(
      "greeting.with_story", "greeting.without", "greeting.plain", "small_talk.thanks", "media.voice_first",
      "media.voice_enough", "media.photos", "media_other.sticker", "media_other.contact", "media_other.document",
      "media_other.live_location", "media_other.unsupported", "after_filing.addition", "after_filing.agency_asks",
      "other_topic", "apology", "stale", "stale_gone", "not_sent_yet", "resumed", "paused", "deleted", "dropped_draft",
      "no_draft", "nothing_to_change", "nothing_back", "correct_ask", "many_changed", "future_date", "pass_on",
      "listen", "photo_kept", "human_offer", "understood", "berhenti.ask_first", "berhenti.draft", "berhenti.news",
      "berhenti.never_mind", "berhenti.done_draft", "berhenti.done_news", "berhenti.kept", "salam.pagi", "salam.malam",
      "bahasa.offer_su", "bahasa.offer_en", "bahasa.id", "bahasa.su", "bahasa.en", "menu.text", "menu.lapor",
      "menu.status", "menu.petugas", "offer.addition_yes", "offer.addition_no", "offer.added", "yes", "answer_no",
      "no_other", "list_label", "interrupts.darurat.hint_line", "interrupts.darurat.maybe_ask",
      "interrupts.darurat.after_no", "interrupts.darurat.after_safe", "interrupts.petugas.open",
      "interrupts.petugas.closed", "interrupts.petugas.joined", "interrupts.petugas.nobody", "interrupts.petugas.left",
      "interrupts.petugas.kept", "interrupts.batal.ask_first", "interrupts.ubah.which", "interrupts.ubah.done",
      "interrupts.lewati.cannot", "interrupts.bantuan.say");
  INFO(path);
  REQUIRE(spoken("umum", path) != nullptr);
  CHECK_FALSE(spoken("umum", path)->base.empty());
}

TEST_CASE("shipped: status and emergencies have their words") {
  for (const std::string path : {"none", "draft_first", "list", "list_item", "detail", "detail_agency", "not_found"}) {
    INFO(path);
    CHECK(spoken("cek-status", path) != nullptr);
  }
  for (const auto state : {ReportState::submitted, ReportState::verified, ReportState::forwarded,
                           ReportState::in_progress, ReportState::need_info, ReportState::rerouted, ReportState::closed,
                           ReportState::archived, ReportState::unknown}) {
    const std::string word(to_string(state));
    INFO(word);
    CHECK(spoken("cek-status", "states." + word) != nullptr);
    // A question has words of its own: after_filing.agency_asks and its neighbours.
    if (state != ReportState::need_info) CHECK(spoken("umum", "news." + word) != nullptr);
  }
  for (const std::string path :
       {"events.taken", "events.nobody", "events.joined", "events.batal", "events.batal_choose.3",
        "events.not_emergency", "events.not_emergency_choose.3", "events.closed", "saran.kebakaran", "saran.gas"}) {
    INFO(path);
    CHECK(spoken("darurat", path) != nullptr);
  }
}

// A path that the engine's source says and no file has would be silence in front of a citizen.
TEST_CASE("shipped: no path in the engine's source is missing") {
  const std::regex call(R"re((say|darurat)\("([a-z_0-9.]+)"[,)])re");
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PINTU_SOURCE_DIR "/dialogs/engine")) {
    const auto source = file_text(entry.path());
    for (std::sregex_iterator it(source.begin(), source.end(), call), end; it != end; ++it) {
      const std::string path = (*it)[2];
      INFO(entry.path().filename().string() << ": " << path);
      ++found;
      const bool there = (*it)[1] == "darurat"
                             ? spoken("darurat", path) != nullptr
                             : spoken("umum", path) != nullptr || spoken("cek-status", path) != nullptr;
      CHECK(there);
    }
  }
  CHECK(found > 30);
}

TEST_CASE("shipped: messages are short, in sentences that are read at once") {
  for (const auto& text : messages()) {
    INFO(text.path << ": " << text.base);
    CHECK(utf8::code_points(filled(text.base)) <= 300);
    CHECK(longest_sentence(text.base) <= 18);
  }
}

TEST_CASE("shipped: what is meant for SMS fits two of them, in GSM letters") {
  int seen = 0;
  for (const auto& text : messages()) {
    const auto own = text.on.find("sms");
    if (own == text.on.end()) continue;
    const auto sent = std::regex_replace(filled(own->second), std::regex(R"(\{[a-z.]+\})"), "");
    INFO(text.path << ": " << own->second);
    ++seen;
    CHECK(septets(sent) >= 0);
    CHECK(septets(sent) <= 306);
  }
  CHECK(seen > 8);
}

TEST_CASE("shipped: an emergency and a status need no other script, and no text names an office word") {
  CHECK(ours().scripts.at("darurat").uses == std::vector<std::string>{"umum-darurat"});
  std::set<std::string> interruptions;
  for (const auto& each : ours().scripts.at("umum-darurat").interrupts) interruptions.insert(each.id);
  CHECK(interruptions == std::set<std::string>{"batal", "petugas"});
  const std::regex office(R"((^|\W)(mohon|instansi|tindak lanjut|verifikasi|disposisi)(\W|$))", std::regex::icase);
  for (const auto& text : messages()) {
    INFO(text.path << ": " << text.base);
    CHECK_FALSE(std::regex_search(std::regex_replace(text.base, std::regex(R"(\{[a-z.]+\})"), ""), office));
  }
}

TEST_CASE("shipped: a sensitive complaint has its name hidden before anything else is asked") {
  const auto& script = ours().scripts.at("lapor-peka");
  CHECK(std::get<AskStep>(script.steps.front().body).slot == "tampil");
  CHECK(script.slot("tampil")->default_value == "dua");
  CHECK(script.slot("tampil")->options.front().id == "dua");
  CHECK(script.slot("foto") == nullptr);
  int questions = 0;
  for (const auto& step : ours().scripts.at("lapor-layanan").steps) {
    if (std::holds_alternative<AskStep>(step.body)) ++questions;
  }
  CHECK(questions >= 1);
  CHECK(questions <= 2);
}

TEST_CASE("shipped: options' labels of one question differ, and numbers of one digit suffice") {
  for (const auto& [name, script] : ours().scripts) {
    for (const auto& slot : script.slots) {
      std::set<std::string> labels;
      for (const auto& option : slot.options) labels.insert(utf8::folded(option.label.base));
      INFO(name << "." << slot.name);
      CHECK(labels.size() == slot.options.size());
      CHECK(slot.options.size() <= 9);
    }
  }
}

// The worked examples of the language's own page, when that page is beside the checkout.
TEST_CASE("shipped: the texts are those that were agreed") {
  const std::filesystem::path page = PINTU_SOURCE_DIR "/../shared/SCRIPTS.md";
  if (!std::filesystem::exists(page)) return;
  const auto text = file_text(page);
  const auto files = shipped();
  for (const std::string name : {"lapor-aduan", "darurat"}) {
    const auto begin = text.find("```yaml\nscript: " + name + "\ntitle");
    REQUIRE(begin != std::string::npos);
    const auto block = text.substr(begin + 8, text.find("```", begin + 8) - begin - 8);
    const auto file = std::ranges::find(files, name + ".yaml", &SourceFile::name);
    REQUIRE(file != files.end());
    CHECK(file->bytes == block);
  }
  const auto begin = text.find("```yaml\nscript: umum\n");
  const auto block = text.substr(begin + 8, text.find("```", begin + 8) - begin - 8);
  const auto agreed = load_with("umum.yaml", block);
  for (const auto& [path, each] : agreed.set.scripts.at("umum").texts) {
    INFO(path);
    REQUIRE(spoken("umum", path) != nullptr);
    CHECK(spoken("umum", path)->base == each.base);
  }
}
