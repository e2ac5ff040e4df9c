// SPDX-License-Identifier: Apache-2.0
#include "dialogs/why.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "dialogs/transcript.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using pintu::dialogs::test::Talker;

namespace {

// Every name that stands in rule("…") or pass("…") of the engine's sources.
std::set<std::string> rules_in_sources() {
  std::set<std::string> found;
  const std::regex named(R"x((?:rule|pass)\("([a-z-]+))x");
  for (const auto& file : std::filesystem::recursive_directory_iterator(PINTU_SOURCE_DIR "/dialogs")) {
    if (file.path().extension() != ".cpp") continue;
    std::ifstream in(file.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::sregex_iterator it(text.begin(), text.end(), named), end; it != end; ++it) found.insert((*it)[1]);
  }
  return found;
}

ScriptSet shipped_set() { return load(shipped()).set; }

}  // namespace

TEST_CASE("Every rule of the engine is told in an operator's words", "[why]") {
  const auto names = rules_in_sources();
  REQUIRE(names.size() > 20);
  const auto set = shipped_set();
  for (const auto& name : names) {
    INFO(name);
    CHECK(explain(set, {name, {}}).took.find(' ') != std::string::npos);
    CHECK(explain(set, {"answer", {name}}).passed.front().find(": ") != std::string::npos);
  }
}

TEST_CASE("An answer is explained by the lines of its question and of its slot", "[why]") {
  const auto told = explain(shipped_set(), {"answer", {"officer", "word"}, "lapor-aduan/pilih-kategori", 1});
  CHECK(told.took ==
        "jawaban untuk pertanyaan yang sedang terbuka (pertanyaan yang terbuka: lapor-aduan/pilih-kategori)");
  REQUIRE(told.passed.size() == 2);
  CHECK(told.passed[1] == "word: bukan kata yang selalu berlaku (kata itu harus seluruh pesan)");
  const auto set = shipped_set();
  const auto* script = set.find("lapor-aduan");
  CHECK(told.where == "lapor-aduan.yaml:" + std::to_string(script->step("pilih-kategori")->mark.line));
  CHECK(told.change.find("\"also\"") != std::string::npos);
  CHECK(told.change.find("lapor-aduan.yaml:" + std::to_string(script->slot("kategori")->mark.line)) !=
        std::string::npos);
}

TEST_CASE("Words, danger and scripts are explained by where they can be changed", "[why]") {
  const auto set = shipped_set();
  CHECK(explain(set, {"word:batal", {}}).where.starts_with("umum.yaml:"));
  CHECK(explain(set, {"triage:certain", {}}).change.starts_with("certain"));
  CHECK(explain(set, {"starts:lapor-aduan", {}}).where == "lapor-aduan.yaml");
  CHECK(explain(set, {"thanks", {}}).where.starts_with("umum.yaml:"));
  CHECK(explain(set, {"opt-out", {}}).where.empty());
  // Of another version, or of a step that is gone.
  CHECK(explain(set, {"sesuatu-yang-baru", {"lain-lagi"}, "gone/gone", 9}).took ==
        "sesuatu-yang-baru (pertanyaan yang terbuka: gone/gone)");
  CHECK(explain({}, {"word:batal", {}, "", 0}).where.empty());
}

TEST_CASE("A turn names the question that was open when the message came", "[why]") {
  Talker talker;
  talker.says("Lampu jalan di depan balai desa mati sejak kemarin").waits(std::chrono::seconds(30));
  talker.says("bukan soal itu");
  const auto& took = talker.trace();
  CHECK(took.step == "lapor-aduan/pilih-kategori");
  CHECK(took.version == 1);
  CHECK_FALSE(took.passed.empty());
}
