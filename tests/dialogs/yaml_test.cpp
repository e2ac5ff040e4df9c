// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml.hpp"

#include <fmt/format.h>

#include <ctime>
#include <random>

#include "dialogs/library.hpp"
#include "dialogs/yaml_message.hpp"
#include "support/catch.hpp"

using namespace pintu;
using yaml::Node;

namespace {

// "line:column code" of every fault, one a line.
std::string faults_of(std::string_view bytes) {
  std::string out;
  for (const auto& fault : yaml::parse(bytes).faults)
    out += fmt::format("{}:{} {}\n", fault.place.line, fault.place.column, fault.code);
  return out;
}

}  // namespace

TEST_CASE("a tree holds texts, their style and the place of everything") {
  const auto parsed = yaml::parse("nama: \"satu: dua # tiga\"\nisi: [a, 'b', c d]\né: {x: 1, y: |\n  z\n  }\n");
  CHECK(parsed.faults.size() == 1);  // a block text cannot stand in braces
  const auto good = yaml::parse("nama: \"satu: dua # tiga\"\nisi: [a, 'b', c d]\né: {x: 1}\nteks: |\n  satu\n  dua\n");
  REQUIRE(good.faults.empty());
  CHECK(good.whole);
  const auto& root = good.root;
  REQUIRE(root.is_mapping());
  REQUIRE(root.entries.size() == 4);
  CHECK(root.find("nama")->text == "satu: dua # tiga");
  CHECK(root.find("nama")->style == Node::Style::quoted);
  CHECK(root.find("nama")->place == yaml::Place{1, 7});
  REQUIRE(root.find("isi")->items.size() == 3);
  CHECK(root.find("isi")->items[2].text == "c d");
  CHECK(root.find("isi")->items[2].place == yaml::Place{2, 15});
  CHECK_FALSE(root.find("isi")->items[0].quoted);
  CHECK(root.find("é")->find("x")->text == "1");
  CHECK(root.find("é")->find("x")->place == yaml::Place{3, 8});  // in characters, not bytes
  CHECK(root.find("teks")->text == "satu\ndua\n");
  CHECK(root.find("teks")->style == Node::Style::block);
  CHECK(root.find("tidak") == nullptr);
}

TEST_CASE("an empty value stands where its key does, and an empty file is an empty mapping") {
  const auto parsed = yaml::parse("a: x\nb:\nc: \"\"\n");
  REQUIRE(parsed.faults.empty());
  CHECK(parsed.root.find("b")->empty());
  CHECK(parsed.root.find("b")->place.line == 2);
  CHECK_FALSE(parsed.root.find("c")->empty());
  for (const std::string_view nothing : {"", "\n", "# catatan\n", "\xEF\xBB\xBF"}) {
    CHECK(yaml::parse(nothing).root.is_mapping());
    CHECK(yaml::parse(nothing).faults.empty());
    CHECK(yaml::parse(nothing).whole);
  }
}

TEST_CASE("a byte order mark at the start does no harm, nor do Windows line ends") {
  const auto parsed = yaml::parse(
      "\xEF\xBB\xBF"
      "a: b\r\nc: \"d\"\r\n");
  CHECK(parsed.faults.empty());
  CHECK(parsed.root.find("a")->text == "b");
  CHECK(parsed.root.find("c")->place == yaml::Place{2, 4});
}

TEST_CASE("what plain YAML does not hold is refused where it stands") {
  const auto [bytes, faults] = GENERATE(table<std::string, std::string>({
      {"a: &x b\n", "1:4 P0008\n"},
      {"a: b\nc: *a\n", "2:4 P0008\n"},
      {"a: [*tebal*]\n", "1:5 P0008\n"},
      {"a: !!str b\n", "1:4 P0009\n"},
      {"a: b\n---\nc: d\n", "2:1 P0006\n"},
      {"a:\n\t- b\n", "2:1 P0002\n"},
      {"a: b\tc\n", "1:5 P0002\n"},
      {"a: |\n  x\ty\n", "2:4 P0002\n"},
      {"a:\xC2\xA0"
       "b\n",
       "1:3 P0003\n"},
      {"a: é\xE2\x80\x8Bx\n", "1:5 P0003\n"},
      {"a: Got #3 mampet\n", "1:8 P0004\n"},
      {"a: {b: Got #3, c: d}\n", "1:12 P0004\n"},
      {"a: satu\n  dua #3\n", "2:7 P0004\n"},
      {"a: \xFF\n", "1:1 P0005\n"},
      {"a: b\nc: \xED\xA0\x80\n", "2:1 P0005\n"},
      {"a: b\x01\n", "1:5 P0016\n"},
      {"{label: Got, selokan}\n", "1:14 P0011\n"},
      {"a: 1\nb: 2\na: 3\n", "3:1 P0013\n"},
      {"a: {b: 1, b: 2}\n", "1:11 P0013\n"},
      {"- -a: b\n", "1:3 P0012\n"},
      {"? [a, b]\n: c\n", "1:3 P0010\n"},
  }));
  INFO(bytes);
  CHECK(faults_of(bytes) == faults);
}

TEST_CASE("both places of a doubled key are named") {
  const auto parsed = yaml::parse("a: 1\nb: 2\n\"a\": 3\n");
  REQUIRE(parsed.faults.size() == 1);
  CHECK(parsed.faults[0].place == yaml::Place{3, 1});
  CHECK(parsed.faults[0].message.find("baris 1") != std::string::npos);
  CHECK(parsed.root.find("a")->text == "1");
}

TEST_CASE("a remark that is meant, and # where nothing is cut, are no fault") {
  for (const std::string_view bytes :
       {"a: b  # catatan\n", "a: \"b #1\"\n", "a: 'b #1'\n", "a: [b] # c\n", "a: {b: c} # d\n", "a: \"b\" # c\n",
        "a: b#c\n", "a: # c\n  d: e\n", "# a: b #c\na: b\n", "a: |\n  b #1\n  c\n", "a: >\n  b #1\n",
        "a: \"b\n  c #1\"\n", "- a  # b\n- c\n", "a: b\n  # catatan\nc: d\n", "a: b  # kolom\tdua\n", "a:\tb\n",
        "a: [b,\tc]\n"}) {
    INFO(bytes);
    CHECK(faults_of(bytes).empty());
  }
}

TEST_CASE("a fault of syntax has its place, and what stood before it is kept") {
  const auto [bytes, fault] = GENERATE(table<std::string, std::string>({
      {"a: b\nc: \"d\ne: f\n", "2:4 P0001\n"},
      {"a: 'b\n", "1:4 P0001\n"},
      {"a: b: c\n", "1:5 P0001\n"},
      {"a: b\nc: @d\n", "2:4 P0001\n"},
      {"a: [b, c\nd: e\n", "1:4 P0014\n"},
      {"a: {b: c,\n d: e\nf: g\n", "1:4 P0014\n"},
      {"a: {b: c d: e}\nf: g\n", "1:11 P0001\n"},
      {"a: {b: c}}\n", "1:10 P0001\n"},
      {"- a\nb: c\n", "2:1 P0001\n"},
  }));
  INFO(bytes);
  CHECK(faults_of(bytes) == fault);
  CHECK_FALSE(yaml::parse(bytes).whole);
  CHECK(yaml::parse("x: y\n" + bytes).root.find("x") != nullptr);
}

TEST_CASE("size, depth, nodes and blank lines are bounded") {
  CHECK(faults_of(std::string(256 * 1024 + 1, ' ')) == "1:1 P0007\n");
  CHECK(yaml::parse(std::string(64, '[') + std::string(64, ']')).faults.empty());
  CHECK(faults_of(std::string(70, '[') + std::string(70, ']')) == "1:66 P0007\n");
  std::string many = "a:\n";
  for (int i = 0; i < 51000; ++i) many += "- b\n";
  CHECK(faults_of(many).ends_with(" P0007\n"));
  CHECK(faults_of("a: |\n" + std::string(201, '\n') + "  x\n").ends_with("202:1 P0015\n"));
  CHECK(faults_of("a: |\n  y\n" + std::string(150, '\n') + "  x\n").empty());
  std::string bad;
  for (int i = 0; i < 5000; ++i) bad += fmt::format("k{}: a #b\n", i);
  CHECK(yaml::parse(bad).faults.size() == 100);
}

// libfyaml's own time is quadratic in some of these.
TEST_CASE("no bytes take long") {
  std::vector<std::string> slow{std::string(130000, '['), std::string(250000, '\n'),
                                "a: \"" + std::string(250000, '\n')};
  for (const std::string_view piece :
       {"{a: ", "- ", "? ", "a: 1\n", "&a ", ": ", "  \t\n", "a: |\n\n", "%A\n", "---\n"}) {
    auto& text = slow.emplace_back();
    while (text.size() + piece.size() <= 256 * 1024) text += piece;
  }
  std::string nested;
  for (int i = 0; i < 700; ++i) nested += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  slow.push_back(nested);
  std::string blanks = "a: |\n";
  while (blanks.size() < 255 * 1024) blanks += std::string(199, '\n') + "  x\n";
  slow.push_back(blanks);
  const auto began = std::clock();
  for (const auto& bytes : slow) yaml::parse(bytes);
  // A second of the processor here; the quadratic ones alone would take minutes.
  CHECK(static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC < 120);
}

TEST_CASE("no mutation of a shipped script throws or crashes") {
  const auto files = dialogs::shipped();
  REQUIRE_FALSE(files.empty());
  std::mt19937 random(20261124);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  const std::vector<std::string> pieces{"\"",   "'",   "[",    "]",     "{",        "}",    ":",
                                        "- ",   "# ",  "&a ",  "*a",    "!x ",      "\t",   "\n",
                                        "\n\n", "|\n", ">-\n", "---\n", "\xC2\xA0", "\xFF", std::string(1, '\0'),
                                        "? "};
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = files[below(files.size())].bytes;
    for (std::size_t change = below(4) + 1; change > 0; --change) {
      const std::size_t at = below(bytes.size());
      const std::size_t length = std::min(below(12) + 1, bytes.size() - at);
      switch (below(4)) {
        case 0:
          bytes.erase(at, length);
          break;
        case 1:
          bytes.insert(at, pieces[below(pieces.size())]);
          break;
        case 2:
          bytes[at] = static_cast<char>(below(256));
          break;
        default:
          bytes.insert(below(bytes.size()), bytes.substr(at, length));
          break;
      }
      if (bytes.empty()) bytes = "x";
    }
    const auto parsed = yaml::parse(bytes);
    if (!parsed.faults.empty()) ++refused;
    if (!parsed.whole) REQUIRE_FALSE(parsed.faults.empty());
    for (const auto& fault : parsed.faults) {
      REQUIRE(fault.place.line >= 1);
      REQUIRE(fault.place.column >= 1);
      REQUIRE_FALSE(fault.message.empty());
    }
  }
  CHECK(refused > 1000);
}

// Every message that libfyaml 0.7.12's scanner and parser can put before an operator (those about JSON mode, its own
// programs or exhausted memory left out).
TEST_CASE("each of libfyaml's messages is said in the operator's words") {
  const std::string message = GENERATE(
      as<std::string>(),  //
      "could not find expected ':'", "duplicate version directive", "illegal version separator",
      "garbage after version number", "duplicate tag directive", "short URI escape", "missing URI escape",
      "non hex URI escape", "bad utf8 URI escape", "invalid tag handle start", "tag URI is invalid",
      "Unsupported directive", "missing whitespace after TAG", "garbage after tag directive",
      "mismatched flow mapping end", "invalid comment after comma", "illegal block entry", "illegal value mark",
      "invalid character in plain scalar", "partial character in plain scalar", "illegal tag mark (not '!')",
      "missing '>' uri terminator", "invalid tag terminator", "undefined tag prefix", "indentation indicator 0",
      "double-quoted scalar is malformed UTF8", "wrongly indented double-quoted scalar",
      "wrongly indented single-quoted scalar", "Invalid low surrogate value", "wrongly indented flow mapping",
      "invalid multiline plain key", "flow sequence with invalid comma in the beginning",
      "flow mapping with invalid extra comma", "unexpected alias", "invalid value after mapping",
      "missing document start", "did not find expected key", "missing comma in flow mapping",
      "invalid block indent for mapping", "cannot use tab for indentation of block entry",
      "wrongly indented mapping start in flow mode", "invalid comment after mapping start",
      "wrongly indented mapping end in flow mode", "flow mapping with invalid extra closing brace",
      "invalid comment after end of flow mapping", "invalid multiline flow mapping key ",
      "wrongly indented entry seperator in flow mode", "wrongly indented block sequence in flow mode",
      "block sequence on the same line as a mapping key", "block sequence on the same line as a previous item",
      "block sequence entries not allowed in this context", "illegal block entry or key mark",
      "wrongly indented mapping key in flow mode", "invalid mapping key (not allowed in this context)",
      "wrongly indented mapping value in flow mode", "Illegal placement of ':' indicator",
      "Indentation used tabs for ':' indicator", "illegal anchor mark (not '*' or '&')",
      "illegal unicode control character in plain scalar", "illegal unicode space character in plain scalar",
      "illegal block sequence on the same line as anchor", "invalid tab character as indent instead of space",
      "bad start of block scalar ('x')", "wrongly indented block scalar in block mode",
      "invalid comment without whitespace after block scalar indicator", "block scalar no linebreak found",
      "block scalar with wrongly indented line after spaces only",
      "invalid document-start marker in double-quoted scalar", "double-quoted scalar without closing quote",
      "single-quoted scalar without closing quote", "double-quoted scalar has invalid hex escape",
      "double-quoted scalar has invalid UTF8 escape", "invalid escape 'q' in double-quoted string",
      "invalid tab used as indentation", "plain scalar cannot start with '@'", "plain scalar is malformed UTF8",
      "invalid multiline double-quoted scalar used as key", "invalid trailing content after double-quoted scalar",
      "invalid comment without whitespace after double-quoted scalar", "tab character may not be used as indentation",
      "invalid tab as indendation in a mapping", "invalid content after document end marker",
      "invalid document start indicator in a flow sequence", "did not find expected node content",
      "invalid block mapping key on same line as previous key", "invalid nested block mapping on the same line",
      "invalid indentation in mapping", "stream with directives without content",
      "invalid mapping starting at --- line", "invalid mapping in plain multiline", "directive(s) without a document",
      "missing explicit document end marker before directive(s)", "invalid scalar at the end of block sequence",
      "wrongly indented sequence item", "did not find expected '-' indicator",
      "wrong indendation in sequence while in mapping", "two anchors for a single value while in mapping",
      "invalid combination of anchor plus alias", "flow sequence without a closing bracket",
      "Did not find expected stream end", "bad tag directive token", "version directive missing major number");
  INFO(message);
  const auto said = yaml::say(message);
  CHECK(said.message.find(message) == std::string::npos);
  CHECK(said.message.ends_with("."));
  CHECK_FALSE(said.fix.empty());
}

TEST_CASE("a message that nobody foresaw is told with its original") {
  CHECK(yaml::say("something new").message == "Bagian ini tidak terbaca (something new).");
  CHECK(yaml::say("").message == "Bagian ini tidak terbaca.");
}
