// SPDX-License-Identifier: Apache-2.0
// The shipped words: none that nobody says, all of them in three languages, short enough for every phone.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "dialogs/language/language.hpp"
#include "dialogs/translations.hpp"
#include "gateway/base/utf8.hpp"
#include "load_support.hpp"
#include "support/catch.hpp"
#include "transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

std::string sources(std::initializer_list<const char*> folders) {
  std::string all;
  for (const auto* folder : folders) {
    for (const auto& entry : std::filesystem::directory_iterator(std::string(PINTU_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".cpp") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
  }
  return all;
}

std::vector<std::string> braces_of(const std::string& text) {
  static const std::regex one(R"(\{[a-z.]+\})");
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), one), end; it != end; ++it) found.push_back(it->str());
  std::ranges::sort(found);
  return found;
}

// As long as the text is when its braces are filled with what stands there at most in daily use.
std::string filled(const std::string& text) {
  std::string out = std::regex_replace(text, std::regex(R"(\{(pengelola|dinas|isi|judul)\})"), "Pemprov Jawa Barat");
  return std::regex_replace(out, std::regex(R"(\{[a-z.]+\})"), "112");
}

// Septets of GSM 03.38; -1 with a letter outside it. é is inside.
int septets(std::string text) {
  text = std::regex_replace(text, std::regex("[éÉ]"), "");
  static const std::string known =
      "@$\n\r _!\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  for (const char c : text) {
    if (known.find(c) == std::string::npos) return -1;
  }
  return static_cast<int>(text.size());
}

struct Said {
  std::string file;
  Text base;
  std::string text;
};

std::vector<Said> translated(const std::string& language) {
  std::vector<Said> all;
  const auto loaded = load(shipped());
  for (const auto& file : shipped()) {
    const auto name = file.name.substr(0, file.name.find('.'));
    if (file.name != name + ".yaml") continue;
    const auto* sidecar = loaded.set.translation(name, language);
    for (const auto& text : texts_of(file)) {
      INFO(name << "." << language << ": " << text.path);
      REQUIRE(sidecar != nullptr);
      const auto entry = sidecar->texts.find(text.path);
      REQUIRE(entry != sidecar->texts.end());
      all.push_back({name, text, entry->second.text});
    }
  }
  return all;
}

}  // namespace

TEST_CASE("shipped words: every text of the common rules is said by somebody") {
  const auto code = sources({"/dialogs", "/dialogs/engine", "/gateway/flow", "/gateway/control"});
  const auto loaded = load(shipped());
  for (const std::string name : {"umum", "data", "cek-status"}) {
    for (const auto& [path, text] : loaded.set.find(name)->texts) {
      INFO(name << ": " << path);
      const auto dot = path.rfind('.');
      const bool whole = code.find("\"" + path + "\"") != std::string::npos;
      const bool put_together =
          dot != std::string::npos && code.find("\"" + path.substr(0, dot + 1) + "\"") != std::string::npos;
      const bool offer = path.starts_with("bahasa.offer_") && code.find("\"bahasa.offer_\"") != std::string::npos;
      // Agreed words that wait for their act.
      const bool waits = path == "small_talk.prank" || path == "small_talk.test";
      CHECK((whole || put_together || offer || waits));
    }
  }
}

TEST_CASE("shipped words: every text is in Sundanese and English, none has drifted, and braces are kept") {
  const std::string language = GENERATE("su", "en");
  int seen = 0;
  for (const auto& each : translated(language)) {
    INFO(each.file << "." << language << " " << each.base.path << ": " << each.text);
    ++seen;
    CHECK_FALSE(each.text.empty());
    CHECK(braces_of(each.text) == braces_of(each.base.base));
  }
  CHECK(seen > 300);
  const auto loaded = load(shipped());
  for (const auto& file : shipped()) {
    const auto name = file.name.substr(0, file.name.find('.'));
    if (file.name != name + ".yaml" || texts_of(file).empty()) continue;
    for (const auto& finding : translation_findings(texts_of(file), *loaded.set.translation(name, language))) {
      INFO(to_string(finding));
      CHECK(finding.code.empty());
    }
  }
}

TEST_CASE("shipped words: a translation keeps the limits of its text") {
  const std::string language = GENERATE("su", "en");
  for (const auto& each : translated(language)) {
    INFO(each.file << "." << language << " " << each.base.path << ": " << each.text);
    const bool label = each.base.path.ends_with(".label") ||
                       each.base.path.find("resume_choose") != std::string::npos ||
                       each.base.path.find("buttons.") != std::string::npos || each.base.path.ends_with("skip_label");
    CHECK(utf8::code_points(filled(each.text)) <= 300);
    // A slot's label is a row of the list of what may be changed, never a button.
    const std::size_t room =
        each.base.path.starts_with("slots.") && each.base.path.find(".options.") == std::string::npos
            ? 24
            : std::max<std::size_t>(20, utf8::code_points(each.base.base));
    if (label) CHECK(utf8::code_points(each.text) <= room);
    if (!each.base.path.ends_with(".sms")) continue;
    const int letters = septets(filled(each.text));
    CHECK(letters >= 0);
    CHECK(letters <= (letters > 160 ? 306 : 160));
  }
}

TEST_CASE("shipped words: a word that a text tells people to reply is understood") {
  const std::regex starred(R"(\*([a-zé ']+)\*)");
  const std::regex reply(
      R"((balas|Balas|waler|Waler|reply|Reply)( [a-z ]*)?(\*[a-zé ']+\*[, ]*(atau|atanapi|or)? ?)+)");
  int seen = 0;
  for (const std::string language : {"su", "en"}) {
    for (const auto& each : translated(language)) {
      for (std::sregex_iterator part(each.text.begin(), each.text.end(), reply), end; part != end; ++part) {
        const auto said = part->str();
        for (std::sregex_iterator word(said.begin(), said.end(), starred); word != end; ++word) {
          const std::string answer = (*word)[1];
          INFO(each.file << "." << language << " " << each.base.path << ": " << answer);
          ++seen;
          const bool unknown = language::read_yesno(answer, language::Asking::right) == language::YesNo::unknown;
          CHECK((unknown || !language::read_command(answer).id.empty()));
        }
      }
    }
  }
  CHECK(seen > 60);
}

TEST_CASE("language: what a message is written in, when that is clear") {
  const auto [text, language] = GENERATE(table<std::string, std::string>({
      {"punten, jalan di payuneun bumi abdi ruksak pisan, atos lami teu aya nu ngalereskeun", "su"},
      {"lampu jalan pareum ti kamari, poek pisan upami wengi", "su"},
      {"kumaha ieu teh, runtah numpuk di pasar tos saminggu teu diangkut", "su"},
      {"the street light in front of my house has been broken for two weeks", "en"},
      {"please help, the road near the market is flooded since yesterday", "en"},
      {"jalan di depan rumah saya rusak sekali, sudah lama tidak diperbaiki", "id"},
      {"lampu jalan mati di cinunuk", ""},
      {"jalan bolong teh di depan sekolah, sudah lama atuh pak tolong diperbaiki", "id"},
      {"cinunuk cileunyi bandung jawa barat", ""},
      {"halo", ""},
      {"", ""},
  }));
  INFO(text);
  const auto read = language::spoken_language(text);
  // Silence is always right where nothing would be offered.
  if (language == "su" || language == "en") CHECK(read == language);
  if (language.empty() || language == "id") CHECK((read.empty() || read == "id"));
}

TEST_CASE("language: it is offered once, with the next message, and changes only when asked") {
  Talker talker("telegram");
  talker.says("punten, lampu jalan di payuneun bumi abdi pareum ti kamari, poek pisan").waits(30s);
  REQUIRE(talker.asks() == "kategori");
  CHECK(talker.last_says("Tiasa ku basa Sunda: waler *sunda*."));
  CHECK(talker.last_says("Ini soal"));
  talker.says("ya");
  CHECK_FALSE(talker.last_says("waler *sunda*"));
  const auto open = talker.asks();
  talker.says("sunda");
  CHECK(talker.last_says("Mangga, urang nganggo basa Sunda."));
  CHECK(talker.asks() == open);
  CHECK(talker.conversation().language == "su");
  talker.says("indonesia");
  CHECK(talker.last_says("Baik, kita pakai bahasa Indonesia."));
  CHECK(talker.asks() == open);
}

TEST_CASE("language: offered by SMS beside the greeting and nine options, it still fits two pieces") {
  const auto [story, offer] = GENERATE(table<std::string, std::string>(
      {{"punten, lampu di payuneun bumi abdi pareum ti kamari, poek pisan", "Basa Sunda? SUNDA."},
       {"please help, nobody comes and it is very dark here at night", "Or reply ENGLISH."}}));
  Talker talker("sms");
  talker.says(story).waits(30s);
  INFO(talker.last());
  REQUIRE(talker.choices().size() == 9);
  CHECK(talker.last_says(offer));
  std::size_t letters = talker.message().text.size() + std::string_view("\nBalas nomornya").size();
  for (const auto& choice : talker.message().choices) letters += choice.label.size() + 3;
  CHECK(letters <= 306);
}

TEST_CASE("language: an emergency is told in both languages until somebody has read the translation over") {
  Talker talker("telegram");
  talker.says("sunda").says("tolong kebakaran di rumah sebelah");
  CHECK(talker.last_says("Telepon 112 ayeuna."));
  CHECK(talker.last_says("Telepon 112 sekarang."));
  CHECK(talker.last_says("Kaluar heula"));
  CHECK(talker.last_says("Keluar dulu"));
  Talker english("telegram");
  english.says("english").says("tolong kebakaran di rumah sebelah");
  CHECK(english.last_says("Call 112 now."));
  CHECK(english.last_says("Telepon 112 sekarang."));
}
