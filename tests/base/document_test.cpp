// SPDX-License-Identifier: Apache-2.0
#include "support/document.hpp"

#include "support/catch.hpp"

using namespace pintu::test;

TEST_CASE("The fenced blocks of a page, each with its language, name and line", "[document]") {
  const auto blocks = blocks_of("Hello\n```yaml kios.yaml\na: b\n\nc: d\n```\ntext\n```console\n$ x\n```\n");
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].language == "yaml");
  CHECK(blocks[0].name == "kios.yaml");
  CHECK(blocks[0].text == "a: b\n\nc: d\n");
  CHECK(blocks[0].line == 2);
  CHECK(blocks[1].language == "console");
  CHECK(blocks[1].name.empty());
}

TEST_CASE("The commands of a block with what is shown under them", "[document]") {
  const auto shown = commands_of({"console", "", "$ pintu check .\n2 berkas\n…\n$ true\n", 1});
  REQUIRE(shown.size() == 2);
  CHECK(shown[0].command == "pintu check .");
  CHECK(shown[0].output == std::vector<std::string>{"2 berkas", "…"});
  CHECK(shown[1].output.empty());
}

TEST_CASE("A shown line must be there, in order; … stands for what changes", "[document]") {
  const std::vector<std::string> output{"satu", "dua 7K2M-9QX3 ok", "tiga"};
  CHECK(missing({"satu", "dua … ok", "tiga"}, output).empty());
  CHECK(missing({"…", "tiga"}, output).empty());
  CHECK(missing({"satu"}, output).empty());
  CHECK(missing({"dua …"}, output) == "dua …");
  CHECK(missing({"satu", "tiga"}, output) == "tiga");
  CHECK(missing({"…", "empat"}, output) == "empat");
  CHECK(missing({"sat"}, output) == "sat");
  CHECK(missing({"…", "dua … no"}, output) == "dua … no");
  CHECK(missing({"satu", "…", "tiga", "x"}, output) == "x");
}
