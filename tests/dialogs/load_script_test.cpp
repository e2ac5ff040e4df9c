// SPDX-License-Identifier: Apache-2.0
// What the loader makes of a sound file.
#include "load_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using namespace std::chrono_literals;

namespace {

template <class Body>
const Body& body_of(const Script& script, std::string_view id) {
  const auto* step = script.step(id);
  REQUIRE(step != nullptr);
  REQUIRE(std::holds_alternative<Body>(step->body));
  return std::get<Body>(step->body);
}

const Loaded& ours() {
  static const auto loaded = load(shipped());
  return loaded;
}
const Script& complaint() { return ours().set.scripts.at("lapor-aduan"); }
const Script& general() { return ours().set.scripts.at("umum"); }

}  // namespace

TEST_CASE("load: the head of a script") {
  const auto& script = complaint();
  CHECK(script.name == "lapor-aduan");
  CHECK(script.title == "Lapor aduan (SP4N-LAPOR!)");
  CHECK(script.languages == std::vector<std::string>{"id", "su", "en"});
  CHECK(script.uses == std::vector<std::string>{"umum"});
  const auto& starts = script.starts_when;
  const std::vector<std::string> own{"lapor", "aduan", "pengaduan", "mau lapor", "buat laporan"};
  REQUIRE(starts.says_only.size() > own.size());  // and the translations' words behind them
  CHECK(std::vector(starts.says_only.begin(), starts.says_only.begin() + 5) == own);
  CHECK(starts.anything);
  CHECK_FALSE(starts.question);
  CHECK(starts.menu == "Buat laporan");
}

TEST_CASE("load: the rules of a draft") {
  const auto& draft = complaint().draft;
  CHECK(draft.keep == 7 * 24h);
  CHECK(draft.nudge_after == 30min);
  CHECK(draft.nudge.path == "draft.nudge.say");
  CHECK(draft.nudge_quiet.path == "draft.nudge.quiet");
  CHECK(draft.nudge_quiet.base == "Ada pesan yang belum selesai. Balas *lanjut* kapan saja.");
  CHECK(draft.last_call_before == 1h);
  CHECK(draft.last_call.path == "draft.last_call.say");
  CHECK(draft.resume.path == "draft.resume");
  REQUIRE(draft.resume_choose.size() == 3);
  CHECK(draft.resume_choose[1].base == "Buat baru");
  CHECK(draft.resume_choose[1].path == "draft.resume_choose.2");
}

TEST_CASE("load: slots of each kind") {
  const auto& script = complaint();
  REQUIRE(script.slots.size() == 8);
  CHECK(script.slots[0].name == "isi");
  const auto& story = *script.slot("isi");
  CHECK(story.kind == SlotKind::text);
  CHECK(std::vector(story.names.begin(), story.names.begin() + 4) ==
        std::vector<std::string>{"isi", "cerita", "uraian", "masalah"});
  CHECK(story.must.at_least == 8);
  CHECK(story.never_a_command);
  CHECK(story.shown_at_most == 80);
  CHECK(story.label.path == "slots.isi.label");
  CHECK(script.slot("judul")->first_sentence_of == "isi");
  CHECK(script.slot("judul")->must.at_most == 100);
  CHECK(script.slot("judul")->shown_at_most == 60);
  const auto& category = *script.slot("kategori");
  CHECK(category.guess_from == "isi");
  REQUIRE(category.options.size() == 9);
  CHECK(category.options[7].id == "pelecehan");
  CHECK(category.options[7].sensitive);
  CHECK_FALSE(category.options[0].sensitive);
  CHECK(category.options[0].label.path == "slots.kategori.options.jalan.label");
  CHECK(category.options[0].also.size() > 5);
  CHECK(script.slot("lokasi")->must == Must{0, 0, false, "jawa-barat", "pass_on"});
  CHECK(script.slot("kejadian")->must.not_after_today);
  const auto& photo = *script.slot("foto");
  CHECK(photo.kind == SlotKind::photo);
  CHECK(photo.optional);
  CHECK(photo.up_to == 10);
  CHECK(photo.skip_on == std::vector<std::string>{"sms"});
  CHECK(script.slot("tampil")->default_value == "anonim");
  CHECK(script.slot("tampil")->options[2].hint.base == "Dinas dan umum boleh tahu nama Anda");
  CHECK(ours().set.scripts.at("darurat").slot("korban")->unknown_allowed);
  CHECK(script.slot("tidak-ada") == nullptr);
}

TEST_CASE("load: a question with all that belongs to it") {
  const auto& story = *complaint().step("cerita");
  CHECK(body_of<AskStep>(complaint(), "cerita").slot == "isi");
  CHECK(story.joins == 8s);
  CHECK(story.text.path == "cerita.text");
  CHECK(story.text.for_channel("sms/kannel") ==
        "Ceritakan masalahnya. Boleh beberapa SMS. Sudah lengkap? Balas SELESAI");
  CHECK(story.text.for_channel("telegram") == story.text.base);
  CHECK(story.hints.at("too_short").at(0).path == "cerita.hints.too_short.1");
  const auto& category = *complaint().step("pilih-kategori");
  CHECK(category.guessed.path == "pilih-kategori.guessed");
  REQUIRE(category.hints.at("").size() == 2);
  CHECK(category.hints.at("")[1].path == "pilih-kategori.hints.2");
  CHECK(category.after_tries.at(3) == Actions{DoSet{{{"kategori", "lain"}}}});
  CHECK(complaint().step("di-mana")->after_tries.at(2) == Actions{DoKeepText{}, DoFlag{"lokasi-belum-jelas"}});
  CHECK(complaint().step("foto")->skip_label.base == "Tidak ada foto");
  const auto& place = *ours().set.scripts.at("darurat").step("di-mana");
  CHECK(place.with_previous);
  CHECK(place.gives_up_after == 90s);
  CHECK(ours().set.scripts.at("darurat").step("boleh-telepon")->skip_on == std::vector<std::string>{"sms"});
}

TEST_CASE("load: review, when, send, handoff and say") {
  const auto& review = body_of<ReviewStep>(complaint(), "periksa");
  CHECK(review.slots.size() == 8);
  CHECK(review.change.base == "Ubah");
  CHECK(review.change.path == "periksa.buttons.change");
  const auto& when = body_of<WhenStep>(complaint(), "layanan-khusus");
  CHECK(when.conditions == std::map<std::string, std::vector<std::string>>{{"kategori", {"layanan", "bansos"}}});
  CHECK(when.then == Actions{DoUse{"lapor-layanan"}});
  CHECK(body_of<WhenStep>(complaint(), "bukti").then == Actions{DoGo{"periksa"}});
  CHECK(body_of<SendStep>(complaint(), "kirim") == SendStep{"lapor", "pengaduan"});
  const auto& send = *complaint().step("kirim");
  CHECK(send.end);
  REQUIRE(send.outcomes.size() == 4);
  CHECK(send.outcomes.at("ditolak").say.path == "kirim.outcomes.ditolak.say");
  CHECK(send.outcomes.at("ditolak").then == Actions{DoHandoff{"verifikator"}});
  CHECK(send.outcomes.at("tertunda").then.empty());
  const auto& emergency = ours().set.scripts.at("darurat");
  CHECK(body_of<HandoffStep>(emergency, "sadar").desk == "darurat");
  CHECK(body_of<SayStep>(emergency, "tunggu").mode == "live");
}

TEST_CASE("load: interruptions, and every other text by its path") {
  const auto& danger = *general().interrupt("darurat");
  CHECK(danger.certain == std::vector<std::string>{"tanggul jebol"});
  CHECK(danger.ignore_phrase == std::vector<std::string>{"gladi lapang"});
  CHECK(danger.afterwards == "offer_resume");
  CHECK(danger.then == Actions{DoUse{"darurat"}});
  CHECK(danger.texts.at("maybe_ask").path == "darurat.maybe_ask");
  CHECK(danger.texts.at("maybe_ask").on.at("sms").ends_with("Balas 91 YA, 92 BUKAN"));
  CHECK(danger.buttons.at("no").path == "darurat.buttons.no");
  const auto& status = *general().interrupt("status");
  REQUIRE(status.says_like.size() == 2);
  CHECK(status.says_like[0][4] == "sampai mana");
  CHECK(status.afterwards == "resume");
  const auto& stop = *general().interrupt("batal");
  REQUIRE(stop.choose.size() == 3);
  CHECK(stop.choose[0].then == Actions{DoPause{}});
  CHECK(stop.choose[1].then == Actions{DoErase{"draft"}});
  CHECK(stop.choose[2].then == Actions{DoBack{true}});
  CHECK(stop.choose[0].option.label.path == "batal.choose.simpan.label");
  CHECK(general().interrupt("kembali")->then == Actions{DoBack{false}});
  CHECK(general().text("small_talk.thanks")->base == "Sama-sama.");
  CHECK(general().text("greeting.without")->on.at("sms").starts_with("Pintu, laporan warga Jabar"));
  CHECK(general().text("after_filing.agency_asks")->path == "after_filing.agency_asks");
  CHECK(ours().set.scripts.at("darurat").text("events.batal_choose.2")->base == "Salah kirim");
  CHECK(general().text("tidak.ada") == nullptr);
}

TEST_CASE("load: choose, actions in written order and a channel's own wording") {
  const auto loaded = load_with("uji.yaml", script_of(std::string(two_slots) + R"(steps:
  - id: pilih
    choose:
      - {id: ya, label: Ya, say: "Baik.", set: {soal: jalan}, flag: tahu, go: tanya}
      - {id: tidak, label: "Tidak", code: "32", end: true}
      - {id: bahasa, label: Sunda, language: su}
    text: Mau?
    on: {sms: {text: "Mau? 31 YA"}}
  - id: kalau
    when: {soal: [jalan, filled], tahu: "true"}
    then: {back: true}
    else: {say: "Panjang sekali.", on: {sms: {say: "Pendek."}}, erase: person}
  - id: tanya
    ask: isi
    text: |
      Baris satu.
      Baris dua.
    hints: Coba lagi.
    then: {skip: true, correct: true}
  - {id: luar, call: bansos, outcomes: {ada: {go: pilih}, gagal: {say: "Belum bisa."}}}
  - {id: lagi, use: lapor-peka, go: pilih}
)"));
  REQUIRE(findings_of(loaded).empty());
  const auto& script = loaded.set.scripts.at("uji");
  const auto& choose = body_of<ChooseStep>(script, "pilih");
  REQUIRE(choose.options.size() == 3);
  REQUIRE(choose.options[0].then.size() == 4);
  CHECK(std::get<DoSay>(choose.options[0].then[0]).text.path == "pilih.choose.ya.say");
  CHECK(choose.options[0].then[1] == Action{DoSet{{{"soal", "jalan"}}}});
  CHECK(choose.options[0].then[2] == Action{DoFlag{"tahu"}});
  CHECK(choose.options[0].then[3] == Action{DoGo{"tanya"}});
  CHECK(choose.options[1].option.code == "32");
  CHECK(choose.options[1].then == Actions{DoEnd{}});
  CHECK(choose.options[2].then == Actions{DoLanguage{"su"}});
  const auto& when = body_of<WhenStep>(script, "kalau");
  CHECK(when.conditions.at("soal") == std::vector<std::string>{"jalan", "filled"});
  CHECK(when.then == Actions{DoBack{false}});
  CHECK(std::get<DoSay>(when.otherwise.at(0)).text.for_channel("sms/twilio") == "Pendek.");
  CHECK(when.otherwise.at(1) == Action{DoErase{"person"}});
  const auto& ask = *script.step("tanya");
  CHECK(ask.text.base == "Baris satu.\nBaris dua.");
  CHECK(ask.hints.at("").at(0).path == "tanya.hints.1");
  CHECK(ask.then == Actions{DoSkip{}, DoCorrect{}});
  CHECK(ask.mark == Mark{"uji.yaml", 18, 5});
  CHECK(body_of<CallStep>(script, "luar").connector == "bansos");
  CHECK(script.step("luar")->outcomes.at("ada").then == Actions{DoGo{"pilih"}});
  CHECK(body_of<UseStep>(script, "lagi").script == "lapor-peka");
  CHECK(script.step("lagi")->go == "pilih");
}

TEST_CASE("load: durations") {
  const auto [written, meant] = GENERATE(table<std::string, Duration>(
      {{"8s", 8s}, {"30m", 30min}, {"12h", 12h}, {"7d", 168h}, {"90s", 90s}, {"0s", 0s}, {"366d", 366 * 24h}}));
  const auto loaded = load_with("uji.yaml", script_of("draft: {keep: " + written + "}\n"));
  CHECK(findings_of(loaded).empty());
  CHECK(loaded.set.scripts.at("uji").draft.keep == meant);
}

TEST_CASE("load: translations are said, a channel's own wording by itself, and the base text where there is none") {
  const auto& set = ours().set;
  const auto& text = complaint().step("cerita")->text;
  CHECK(set.say(complaint(), text, "su", "telegram").starts_with("Mangga carioskeun masalahna."));
  CHECK(set.say(complaint(), text, "en", "telegram").starts_with("Please tell us the problem."));
  CHECK(set.say(complaint(), text, "id", "telegram") == text.base);
  CHECK(set.say(complaint(), text, "jv", "telegram") == text.base);
  CHECK(set.say(complaint(), text, "su", "sms/kannel").starts_with("Carioskeun masalahna."));
  const auto* sidecar = set.translation("lapor-aduan", "su");
  REQUIRE(sidecar != nullptr);
  CHECK(sidecar->reviewed_by.empty());
  CHECK(sidecar->texts.at("foto.text").base == "Ada foto? Kirim di sini.");
  CHECK(set.translation("lapor-aduan", "jv") == nullptr);
}

TEST_CASE("load: test files and other files are passed over") {
  auto files = shipped();
  files.push_back({"lapor-aduan.test.yaml", "not: [yaml"});
  files.push_back({"catatan.txt", "\xFF"});
  CHECK(load(files).findings.empty());
  CHECK(load(files).set.scripts.size() == ours().set.scripts.size());
}

TEST_CASE("library: a talk stays on its set, and a set that is gone is the newest") {
  Library library;
  CHECK(library.empty());
  for (const int version : {3, 5}) {
    auto set = std::make_shared<ScriptSet>();
    set->version = version;
    library.add(set);
  }
  CHECK(library.newest().version == 5);
  CHECK(library.at(3).version == 3);
  CHECK(library.at(4).version == 5);
  auto old = std::make_shared<ScriptSet>();
  old->version = 5;
  CHECK_THROWS_AS(library.add(old), std::invalid_argument);
}
