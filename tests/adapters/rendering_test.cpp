// SPDX-License-Identifier: Apache-2.0
// What the three kinds of phone show.
#include <random>
#include <string>

#include "adapters/markup.hpp"
#include "adapters/registry.hpp"
#include "adapters/sms/gsm7.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;

namespace {

Rendering on(std::string_view kind, const OutboundMessage& message) { return renderer_for(kind)->render(message); }

OutboundMessage plain(std::string text) {
  OutboundMessage message;
  message.text = std::move(text);
  return message;
}

std::vector<Choice> options(int count) {
  std::vector<Choice> choices;
  for (int i = 1; i <= count; ++i)
    choices.push_back({"id" + std::to_string(i), "Pilihan " + std::to_string(i), "", ""});
  return choices;
}

std::string squeezed(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("what is bold and what is a star") {
  struct Row {
    std::string neutral;
    std::string text;
    std::vector<TextSpan> bold;
  };
  const auto row = GENERATE(values<Row>({{"*Benar?*", "Benar?", {{0, 6}}},
                                         {"a *b c* d *e*.", "a b c d e.", {{2, 5}, {8, 9}}},
                                         {"(*a*)", "(a)", {{1, 2}}},
                                         {"2*3*4", "2*3*4", {}},
                                         {"* a *", "* a *", {}},
                                         {"*a", "*a", {}},
                                         {"*a\nb*", "*a\nb*", {}},
                                         {"**a**", "*a*", {{1, 2}}},
                                         {"*a *b*", "a *b", {{0, 4}}},
                                         {"é*a*", "é*a*", {}},
                                         {"*", "*", {}},
                                         {"**", "**", {}},
                                         {"", "", {}}}));
  CAPTURE(row.neutral);
  const auto marked = read_markup(row.neutral);
  CHECK(marked.text == row.text);
  CHECK(marked.bold == row.bold);
}

TEST_CASE("cuts fall after a paragraph, else a line, a sentence, a word, a character") {
  const auto cut = [](const std::string& text, std::size_t limit) {
    std::vector<std::string> pieces;
    for (const auto& piece : split_text({text, {}}, limit, utf8::code_points)) pieces.push_back(piece.text);
    return pieces;
  };
  using Pieces = std::vector<std::string>;
  CHECK(cut("", 10) == Pieces{""});
  CHECK(cut("pas sepuluh", 11) == Pieces{"pas sepuluh"});
  CHECK(cut("satu dua.\n\ntiga. empat lima", 20) == Pieces{"satu dua.", "tiga. empat lima"});
  CHECK(cut("satu dua\ntiga. empat lima", 20) == Pieces{"satu dua", "tiga. empat lima"});
  CHECK(cut("satu dua. tiga empat", 15) == Pieces{"satu dua.", "tiga empat"});
  CHECK(cut("satu dua tiga", 9) == Pieces{"satu dua", "tiga"});
  CHECK(cut("ééééé", 2) == Pieces{"éé", "éé", "é"});
  CHECK(cut("    ", 2) == Pieces{""});
}

TEST_CASE("a bold passage is not cut when it fits the next message, and nothing is lost in any case") {
  const auto marked = read_markup("satu dua *tiga empat* lima");
  const auto pieces = split_text(marked, 15, utf8::code_points);
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[0].text == "satu dua");
  CHECK(pieces[1].text == "tiga empat lima");
  CHECK(pieces[1].bold == std::vector<TextSpan>{{0, 10}});
  std::mt19937 random(7);
  const std::string signs[] = {"a", "é", "😀", " ", "\n", ". ", "*", "kata "};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int i = 0; i < 80; ++i) text += signs[random() % std::size(signs)];
    const auto whole = read_markup(text);
    const std::size_t limit = 2 + random() % 30;
    std::string all;
    std::size_t bold = 0;
    for (const auto& piece : split_text(whole, limit, utf8::utf16_units)) {
      REQUIRE(utf8::valid(piece.text));
      REQUIRE(utf8::utf16_units(piece.text) <= limit);
      all += piece.text;
      for (const auto& span : piece.bold) {
        REQUIRE(span.begin < span.end);
        REQUIRE(span.end <= piece.text.size());
        bold += squeezed(piece.text.substr(span.begin, span.end - span.begin)).size();
      }
    }
    REQUIRE(squeezed(all) == squeezed(whole.text));
    std::size_t meant = 0;
    for (const auto& span : whole.bold) meant += squeezed(whole.text.substr(span.begin, span.end - span.begin)).size();
    REQUIRE(bold == meant);
  }
}

TEST_CASE("Telegram: two short options stand side by side, long ones do not") {
  auto message = plain("Ini soal *Lampu jalan*?");
  message.choices = {{"y", "Ya", "", ""}, {"n", "Bukan", "", ""}};
  const auto rendering = on("telegram", message);
  REQUIRE(rendering.bubbles.size() == 1);
  CHECK(rendering.bubbles[0].text == "Ini soal Lampu jalan?");
  CHECK(rendering.bubbles[0].bold == std::vector<TextSpan>{{9, 20}});
  CHECK(rendering.bubbles[0].keyboard == Keyboard::inline_buttons);
  CHECK(rendering.bubbles[0].rows.size() == 1);
  CHECK(rendering.faults.empty());
  message.choices[1].label = "Bukan, pilih yang lain";
  CHECK(on("telegram", message).bubbles[0].rows.size() == 2);
  message.choices = options(9);
  CHECK(on("telegram", message).bubbles[0].rows.size() == 5);
  CHECK(on("telegram", message).bubbles[0].rows.back().size() == 1);
}

TEST_CASE("Telegram: faults are sentences") {
  CHECK(on("telegram", plain("")).faults.size() == 1);
  CHECK(on("telegram", plain(std::string(4097, 'x'))).faults.size() == 1);
  CHECK(on("telegram", plain(std::string(4096, 'x'))).faults.empty());
  CHECK(on("telegram", plain(repeated("😀", 2049))).faults.size() == 1);
  auto message = plain("a");
  message.choices = {{std::string(65, 'x'), "A", "", ""}, {"", "B", "", ""}, {"c", "", "", ""}};
  CHECK(on("telegram", message).faults.size() == 3);
}

TEST_CASE("WhatsApp: buttons while they are few and short, else a list") {
  auto message = plain("Soal apa?");
  message.choices = options(3);
  auto rendering = on("whatsapp", message);
  REQUIRE(rendering.bubbles.size() == 1);
  CHECK(rendering.bubbles[0].keyboard == Keyboard::inline_buttons);
  CHECK(rendering.bubbles[0].rows.size() == 3);
  message.choices[0].label = "Bukan, laporan biasa";
  CHECK(on("whatsapp", message).bubbles[0].keyboard == Keyboard::inline_buttons);
  message.choices[0].label = "Bukan, laporan biasa!";
  CHECK(on("whatsapp", message).bubbles[0].keyboard == Keyboard::list);
  message.choices = options(10);
  rendering = on("whatsapp", message);
  REQUIRE(rendering.bubbles.size() == 1);
  CHECK(rendering.bubbles[0].keyboard == Keyboard::list);
  CHECK(rendering.bubbles[0].list_label == "Pilih");
  CHECK(rendering.bubbles[0].rows.size() == 10);
  CHECK(rendering.faults.empty());
  message.choices = options(11);
  rendering = on("whatsapp", message);
  REQUIRE(rendering.bubbles.size() == 2);
  CHECK(rendering.bubbles[1].rows.size() == 1);
  CHECK(rendering.faults.size() == 1);
}

TEST_CASE("WhatsApp: a long review goes ahead, its buttons follow") {
  auto message = plain(std::string(1025, 'x'));
  message.choices = options(3);
  auto rendering = on("whatsapp", message);
  REQUIRE(rendering.bubbles.size() == 2);
  CHECK(rendering.bubbles[0].keyboard == Keyboard::none);
  CHECK(rendering.bubbles[1].text == "Silakan pilih:");
  CHECK(rendering.bubbles[1].rows.size() == 3);
  message.text = std::string(1024, 'x');
  CHECK(on("whatsapp", message).bubbles.size() == 1);
  message.text = "*" + std::string(1023, 'x') + "*";
  CHECK(on("whatsapp", message).bubbles.size() == 2);
  message.choices.clear();
  message.text = repeated("kata ", 2000);
  rendering = on("whatsapp", message);
  CHECK(rendering.bubbles.size() == 3);
  CHECK(rendering.faults.size() == 1);
}

TEST_CASE("WhatsApp: the place is asked in a message of its own") {
  auto message = plain("Di mana?");
  message.ask_location = true;
  auto rendering = on("whatsapp", message);
  REQUIRE(rendering.bubbles.size() == 1);
  CHECK(rendering.bubbles[0].rows[0][0].asks_location);
  message.choices = options(2);
  rendering = on("whatsapp", message);
  REQUIRE(rendering.bubbles.size() == 2);
  CHECK(rendering.bubbles[1].rows[0][0].id == "id1");
}

TEST_CASE("WhatsApp: faults are sentences") {
  auto message = plain("");
  message.list_label = std::string(21, 'x');
  message.choices = {{"", "Judul yang terlalu panjang untuk daftar", std::string(73, 'h'), ""},
                     {"b", "Sama", "", ""},
                     {"c", "Sama", "", ""},
                     {"d", "", "", ""}};
  const auto rendering = on("whatsapp", message);
  CHECK(rendering.faults.size() == 7);
  for (const auto& row : rendering.bubbles.back().rows) {
    CHECK(utf8::code_points(row[0].label) <= 24);
    CHECK(utf8::code_points(row[0].hint) <= 72);
  }
}

TEST_CASE("SMS: capitals for bold, options under numbers or their codes") {
  auto message = plain("Ini soal *Lampu jalan é*?");
  message.choices = {{"y", "Ya", "", ""}, {"n", "Bukan", "", ""}};
  auto rendering = on("sms", message);
  REQUIRE(rendering.bubbles.size() == 1);
  CHECK(rendering.bubbles[0].text == "Ini soal LAMPU JALAN É? 1 Ya 2 Bukan");
  CHECK(rendering.bubbles[0].segments == 1);
  CHECK(rendering.bubbles[0].rows.empty());
  CHECK(rendering.faults.empty());
  message = plain("Benar?");
  message.choices = {{"a", "KIRIM", "", "77"}, {"b", "UBAH", "", "78"}, {"c", "BATAL", "", "79"}};
  CHECK(on("sms", message).bubbles[0].text == "Benar? 77 KIRIM 78 UBAH 79 BATAL");
  message = plain("Soal apa?");
  message.choices = options(4);
  CHECK(on("sms", message).bubbles[0].text ==
        "Soal apa?\n1 Pilihan 1\n2 Pilihan 2\n3 Pilihan 3\n4 Pilihan 4\nBalas nomornya");
  CHECK(on("sms", plain("“Halo” – apa’kabar…\u00A0•")).bubbles[0].text == "\"Halo\" - apa'kabar... -");
}

TEST_CASE("SMS: what costs more is a fault, what is very long is several messages") {
  CHECK(on("sms", plain(std::string(306, 'x'))).faults.empty());
  CHECK(on("sms", plain(std::string(307, 'x'))).faults.size() == 1);
  CHECK(on("sms", plain("baik 😀")).faults.size() == 1);
  CHECK(on("sms", plain("baik 😀")).faults[0].find("😀") != std::string::npos);
  CHECK(on("sms", plain("")).faults.size() == 1);
  const auto rendering = on("sms", plain(repeated("kata ", 400)));
  CHECK(rendering.bubbles.size() == 3);
  for (const auto& bubble : rendering.bubbles) CHECK(bubble.segments <= 6);
}

TEST_CASE("segments of SMS, exactly") {
  struct Row {
    std::string text;
    sms::Cost cost;
  };
  const auto row = GENERATE(values<Row>({{"", {true, 0, 0}},
                                         {std::string(160, 'a'), {true, 160, 1}},
                                         {std::string(161, 'a'), {true, 161, 2}},
                                         {std::string(306, 'a'), {true, 306, 2}},
                                         {std::string(307, 'a'), {true, 307, 3}},
                                         {std::string(158, 'a') + "€", {true, 160, 1}},
                                         {std::string(159, 'a') + "€", {true, 161, 2}},
                                         {std::string(152, 'a') + "€" + std::string(152, 'a'), {true, 306, 3}},
                                         {std::string(151, 'a') + "€" + std::string(153, 'a'), {true, 306, 2}},
                                         {"é^{}\\[]~|\f@", {true, 20, 1}},
                                         {repeated("é", 160), {true, 160, 1}},
                                         {repeated("ç", 70), {false, 70, 1}},
                                         {repeated("ç", 71), {false, 71, 2}},
                                         {repeated("ç", 134), {false, 134, 2}},
                                         {repeated("ç", 135), {false, 135, 3}},
                                         {repeated("😀", 35), {false, 70, 1}},
                                         {repeated("😀", 36), {false, 72, 2}},
                                         {repeated("😀", 67), {false, 134, 3}},
                                         {"`", {false, 1, 1}}}));
  CAPTURE(row.text);
  const auto cost = sms::cost_of(row.text);
  CHECK(cost.gsm7 == row.cost.gsm7);
  CHECK(cost.units == row.cost.units);
  CHECK(cost.segments == row.cost.segments);
}

TEST_CASE("the SMS alphabet there and back") {
  for (int code = 0; code < 128; ++code) {
    if (code == 27) continue;
    const std::string one(1, static_cast<char>(code));
    CHECK(sms::to_gsm7(sms::from_gsm7(one)) == one);
  }
  CHECK(sms::from_gsm7(std::string("\x05v\x05nement")) == "événement");
  CHECK(sms::from_gsm7("\x1B\x65") == "€");
  CHECK(sms::to_gsm7("[€]") == "\x1B\x3C\x1B\x65\x1B\x3E");
  CHECK(sms::from_gsm7("\x1B\x41") == "A");
  CHECK(sms::from_gsm7("a\x1B") == "a ");
  CHECK(sms::from_gsm7("\xFF") == "\uFFFD");
  CHECK_FALSE(sms::to_gsm7("a😀"));
  CHECK(sms::outside("a😀b`😀") == "😀`");
  CHECK(sms::septets("a[") == 3);
}
