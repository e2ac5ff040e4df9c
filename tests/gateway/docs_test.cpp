// SPDX-License-Identifier: Apache-2.0
// The pages for operators are tried as they stand: their files are written, their commands run, their output compared.
#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "dialogs/library.hpp"
#include "support/catch.hpp"
#include "support/document.hpp"

using namespace pintu::test;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

// What people type into the command: in the page "Anda  > halo".
std::string typed(const Shown& shown) {
  constexpr std::string_view prompt = "Anda  > ";
  std::string all;
  for (const auto& line : shown.output) {
    if (line.starts_with(prompt)) all += line.substr(prompt.size()) + "\n";
  }
  return all;
}

std::vector<std::string> run(const fs::path& folder, const Shown& shown) {
  write(folder / ".typed", typed(shown));
  const auto binaries = fs::path(PINTU_BINARY).parent_path().string();
  const auto line = fmt::format("cd '{}' && PATH='{}':\"$PATH\" && {{ {} ; }} < .typed 2>&1", folder.string(), binaries,
                                shown.command);
  FILE* pipe = ::popen(line.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string all;
  char buffer[4096];
  while (const auto got = std::fread(buffer, 1, sizeof buffer, pipe)) all.append(buffer, got);
  ::pclose(pipe);
  return lines_of(all);
}

// A part of a script: well written, whatever it names that only a whole script has.
void check_fragment(const Block& block) {
  const auto loaded = pintu::dialogs::load({{"contoh.yaml", "script: contoh\nlanguages: [id]\n" + block.text, false}});
  for (const auto& finding : loaded.findings) {
    if (finding.severity != pintu::dialogs::Finding::Severity::error || finding.code == "P0150" ||
        finding.code == "P0153")
      continue;
    FAIL_CHECK(to_string(finding));
  }
}

void follow(const std::string& page) {
  const fs::path folder = fs::temp_directory_path() / fmt::format("pintu-docs-{}", ::getpid());
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const auto& block : blocks_of(bytes_of(fs::path(PINTU_SOURCE_DIR) / "docs" / page))) {
    INFO(page << ":" << block.line);
    if (block.language == "yaml" && !block.name.empty()) {
      fs::create_directories((folder / block.name).parent_path());
      write(folder / block.name, block.text);
    }
    if (block.language == "yaml" && block.name.empty()) check_fragment(block);
    if (block.language != "console") continue;
    for (const auto& shown : commands_of(block)) {
      INFO("$ " << shown.command);
      const auto output = run(folder, shown);
      std::string all;
      for (const auto& line : output) all += line + "\n";
      INFO(all);
      CHECK(missing(shown.output, output) == "");
    }
  }
  fs::remove_all(folder);
}

// Keys that the loader takes, as they stand in its sources.
std::set<std::string> keys_of_the_language() {
  std::set<std::string> keys;
  const std::regex lists(R"x((?:only_keys\([^{;]*|constexpr Keys of_[a-z]+|verbs)\{([^}]*)\})x");
  const std::regex words(R"x("([a-z_]+)")x");
  for (const auto& file : fs::directory_iterator(fs::path(PINTU_SOURCE_DIR) / "dialogs")) {
    const auto name = file.path().filename().string();
    if (!name.starts_with("load") || !name.ends_with(".cpp")) continue;
    const auto source = bytes_of(file.path());
    for (std::sregex_iterator list(source.begin(), source.end(), lists), end; list != end; ++list) {
      const std::string inside = (*list)[1];
      for (std::sregex_iterator word(inside.begin(), inside.end(), words); word != end; ++word) keys.insert((*word)[1]);
    }
  }
  return keys;
}

}  // namespace

TEST_CASE("The first script of docs/menulis-naskah.md works as it is written there", "[docs]") {
  follow("menulis-naskah.md");
}

TEST_CASE("The examples of docs/scripts.md work as they are written there", "[docs]") { follow("scripts.md"); }

TEST_CASE("docs/scripts.md names every key of the language", "[docs]") {
  const auto page = bytes_of(fs::path(PINTU_SOURCE_DIR) / "docs/scripts.md");
  const auto keys = keys_of_the_language();
  REQUIRE(keys.size() > 60);
  for (const auto& key : keys) {
    INFO(key);
    CHECK(std::regex_search(page, std::regex("[`{, ]" + key + "[`:,} ]")));
  }
}
