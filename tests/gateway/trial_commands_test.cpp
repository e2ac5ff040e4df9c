// SPDX-License-Identifier: Apache-2.0
// pintu test and pintu chat as an operator calls them.
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "gateway/base/crypto.hpp"
#include "support/catch.hpp"

namespace fs = std::filesystem;

namespace {

struct Answer {
  int code = -1;
  std::string text;  // both streams
};

class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() / ("pintu-trial-" + pintu::crypto::to_hex(pintu::crypto::random_bytes(6)))) {
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string all() const { return path_.string(); }
  void write(const std::string& name, const std::string& bytes) const { std::ofstream(path_ / name) << bytes; }
  std::string read(const std::string& name) const {
    std::ifstream in(path_ / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  fs::path path_;
};

Answer command(const std::string& arguments, const std::string& typed = {}) {
  Folder folder;
  folder.write("typed", typed);
  const auto line = std::string(PINTU_BINARY) + " " + arguments + " < " + (folder / "typed") + " 2>&1";
  Answer answer;
  FILE* out = ::popen(line.c_str(), "r");
  REQUIRE(out != nullptr);
  char bytes[4096];
  while (const auto got = std::fread(bytes, 1, sizeof bytes, out)) answer.text.append(bytes, got);
  answer.code = WEXITSTATUS(::pclose(out));
  return answer;
}

bool has(const std::string& text, const std::string& part) {
  UNSCOPED_INFO(text);
  return text.find(part) != std::string::npos;
}

const std::string good_test =
    "script: lapor-aduan\ntests:\n  - test: pertanyaan pertama\n    channel: telegram\n    talk:\n"
    "      - user: lampu jalan mati semua di sini\n      - wait: 30s\n      - bot: {asks: kategori}\n";

}  // namespace

TEST_CASE("pintu test ends with 0, 1 or 2, and says why", "[trial]") {
  Folder folder;
  CHECK(command("test " + folder.all()).code == 2);
  folder.write("lapor-aduan.test.yaml", good_test);
  const auto good = command("test " + folder.all());
  CHECK(good.code == 0);
  CHECK(has(good.text, "1 uji: 1 lulus, 0 gagal"));
  // Steps of lapor-aduan that no test reaches do not fail the tests, but publishing.
  auto bad_test = good_test;
  bad_test.replace(bad_test.find("asks: kategori"), 14, "asks: lokasi");
  folder.write("lapor-aduan.test.yaml", bad_test);
  const auto bad = command("test " + folder.all());
  CHECK(bad.code == 1);
  CHECK(has(bad.text, "lapor-aduan.test.yaml:8:9: seharusnya bot menanyakan lokasi"));
  folder.write("lapor-aduan.test.yaml", good_test + "    langauge: id\n");
  const auto faulty = command("test " + folder.all());
  CHECK(faulty.code == 1);
  CHECK(has(faulty.text, "Maksud Anda \"language\"?"));
  CHECK(command("test " + (folder / "nothing-here")).code == 2);
}

TEST_CASE("pintu test writes JUnit and JSON", "[trial]") {
  Folder folder;
  folder.write("lapor-aduan.test.yaml", good_test);
  const auto answer =
      command("test " + (folder / "lapor-aduan.test.yaml") + " --json --junit " + (folder / "junit.xml"));
  CHECK(answer.code == 0);
  const auto json = nlohmann::json::parse(answer.text);
  CHECK(json.at("tests").size() == 1);
  CHECK(json.at("tests").at(0).at("passed") == true);
  pugi::xml_document document;
  REQUIRE(document.load_file((folder / "junit.xml").c_str()));
  CHECK(document.child("testsuites").attribute("tests").as_int() == 1);
}

TEST_CASE("pintu test --filter runs only what it names", "[trial]") {
  const auto answer = command("test --filter 'tombol lama'");
  CHECK(answer.code == 0);
  CHECK(has(answer.text, "1 uji: 1 lulus"));
}

TEST_CASE("a talk in pintu chat becomes a test that pintu test runs", "[trial]") {
  Folder folder;
  const auto file = folder / "lapor-aduan.test.yaml";
  const auto talk =
      command("chat --channel sms --why --record " + file,
              "lampu jalan mati semua, hubungi pak Ujang 081324681357\n/tap ya\nJl. Kenanga 7\n/bantuan\n/keluar\n");
  CHECK(talk.code == 0);
  CHECK(has(talk.text, "segmen"));
  CHECK(has(talk.text, "Dibaca sebagai: "));
  CHECK_FALSE(has(talk.text, "\x1b["));
  const auto recorded = folder.read("lapor-aduan.test.yaml");
  CHECK_FALSE(has(recorded, "Ujang"));
  CHECK_FALSE(has(recorded, "Kenanga"));
  CHECK(command("test " + file).code == 0);
  // A second talk joins the first one's file.
  CHECK(command("chat --channel whatsapp --record " + file, "halo\n").code == 0);
  const auto both = command("test " + file);
  CHECK(both.code == 0);
  CHECK(has(both.text, "2 uji: 2 lulus"));
}

TEST_CASE("pintu chat says what it cannot do", "[trial]") {
  CHECK(command("chat --channel fax").code == 2);
  CHECK(command("chat /nowhere/at/all").code == 2);
}
