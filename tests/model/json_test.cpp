// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/json.hpp"

#include <limits>

#include "gateway/model/conversation.hpp"
#include "gateway/model/renderer.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace std::chrono_literals;

namespace {

const Instant noon = *from_rfc3339("2026-05-02T05:00:00.250Z");

Inbound full_inbound() {
  Inbound in;
  in.kind = InboundKind::edit;
  in.from = "4711";
  in.name = "Siti \"Ayu\"";
  in.id = "9001";
  in.message_id = "12";
  in.at = noon;
  in.text = "Lampu\njalan 😀 mati";
  in.tap = "a:1";
  in.attachments = {{AttachmentKind::voice, "ref-1", "audio/ogg", "suara", 4288},
                    {AttachmentKind::contact, "", "", "Ani", 0}};
  in.location = Location{-6.914744, 107.60981, "Alun-alun"};
  in.reply_to = "11";
  in.album = "77";
  in.status = ReceiptStatus::read;
  in.reason = "group";
  in.chat = "-100:4";
  in.forwarded = true;
  in.moved_to = "-1001";
  in.part = Part{"1708:119", 2, 3};
  in.alias = "ID.88";
  in.key = "k-1";
  in.referral = "https://example.org/iklan";
  in.opt_out = true;
  return in;
}

OutboundMessage full_outbound() {
  OutboundMessage out;
  out.to = "4711";
  out.text = "*Benar?*";
  out.choices = {{"y", "Ya", "sudah benar", "77"}, {"n", "Bukan", "", ""}};
  out.list_label = "Pilih";
  out.ask_location = out.ask_contact = out.remove_keyboard = true;
  out.reply_to = "12";
  out.edits = "11";
  out.media = {"5", "6"};
  out.open_until = noon + 24h;
  out.key = "k-1";
  return out;
}

Conversation full_conversation() {
  SlotValue slot{"di depan", "32.04.31.2003", "Desa X", true, true, Location{-6.5, 107.5, ""}, {"1", "2"}, {"dulu"}};
  Frame frame{"lapor-aduan", "di-mana", {{"tempat", slot}, {"foto", {}}}, {"f"}, {"isi"}, "periksa", 2,
              {"a", "b"},    "guess"};
  Talk talk{7, 4000000000U, noon, {frame, Frame{}}, 3};
  Conversation c;
  c.sequence = std::numeric_limits<std::int64_t>::max();
  c.language = "su";
  c.language_offered = true;
  c.talk = talk;
  c.drafts = {{talk, noon, noon + 1h, "Lampu"}, {}};
  OwnReport report;
  report.id = 9;
  report.number = "7K2M9QXC";
  report.title = "Lampu";
  report.filed = noon;
  report.forward = ForwardState::accepted;
  report.state = ReportState::need_info;
  report.agency_id = "9188891";
  report.raw = "Tunda";
  report.office = "Dinas";
  report.note = "catatan";
  report.script = "lapor-aduan";
  report.step = "kirim";
  report.version = 3;
  report.told_accepted = report.told_delayed = true;
  c.reports = {report, {}};
  c.open_case = OpenCase{5, "kebakaran", noon};
  c.recent = {{noon, "api"}};
  c.pieces = {{noon, {"119", 1, 2}, "jalan ", "m1"}};
  c.held = {"77"};
  c.alias = "ID.88";
  c.last_epoch = 4;
  c.first_seen = c.last_inbound = c.small_talk = c.silenced_maybe = noon;
  c.silenced_kind = "banjir";
  c.asked_maybe = "gempa";
  c.pending_ask = "batal";
  c.early_media = {"3"};
  c.early_pin = Location{1, 2, "x"};
  c.stopped = true;
  c.secret = "s3";
  c.last_asked_message = "44";
  return c;
}

Report full_report() {
  Report r;
  r.id = ReportId(Shard{3}, 17);
  r.number = ReportNumber::draw();
  r.agency = "lapor";
  r.as = "pengaduan";
  r.title = "Lampu";
  r.body = "Lampu mati";
  r.category = "pju";
  r.place = "Desa X";
  r.pin = Location{-6.5, 107.5, ""};
  r.when = "kemarin";
  r.date = "2026-05-01";
  r.anonymous = false;
  r.secret = true;
  r.sensitive = true;
  r.reporter_name = "Siti";
  r.fields = {{"tiang", "Nomor tiang", "12", "t12"}};
  r.media = {"1"};
  r.flags = {"lokasi-belum-jelas"};
  r.filed = noon;
  return r;
}

}  // namespace

TEST_CASE("what is stored reads back as it was") {
  CHECK(inbound_from_json(to_json(full_inbound())) == full_inbound());
  CHECK(inbound_from_json(to_json(Inbound{})) == Inbound{});
  CHECK(outbound_from_json(to_json(full_outbound())) == full_outbound());
  CHECK(outbound_from_json(to_json(OutboundMessage{})) == OutboundMessage{});
  CHECK(conversation_from_json(to_json(full_conversation())) == full_conversation());
  CHECK(conversation_from_json(to_json(Conversation{})) == Conversation{});
}

TEST_CASE("a talk that began is not the same as none") {
  Conversation c;
  c.talk.emplace();
  const auto read = conversation_from_json(to_json(c));
  REQUIRE(read);
  CHECK(read->talk.has_value());
}

TEST_CASE("a report and a status read back as they were") {
  const auto report = full_report();
  const auto read = report_from_json(to_json(report));
  REQUIRE(read);
  CHECK(to_json(*read) == to_json(report));
  CHECK(read->id == report.id);
  CHECK(read->number == report.number);
  CHECK_FALSE(read->anonymous);
  CHECK(read->secret);
  CHECK(read->sensitive);
  CHECK(read->pin == report.pin);
  CHECK(read->filed == noon);
  REQUIRE(read->fields.size() == 1);
  CHECK(read->fields[0].code == "t12");
  const AgencyStatus status{ReportState::rerouted, "Bukan wewenang", "Dinas", "catatan", "v1"};
  const auto again = agency_status_from_json(to_json(status));
  REQUIRE(again);
  CHECK(again->state == ReportState::rerouted);
  CHECK(again->raw == "Bukan wewenang");
  CHECK(again->office == "Dinas");
  CHECK(again->note == "catatan");
  CHECK(again->version == "v1");
}

TEST_CASE("a newer row can be read: unknown keys are nothing, missing ones their default") {
  const auto c = conversation_from_json(R"({"sequence":3,"from_the_future":{"a":[1]}})");
  REQUIRE(c);
  CHECK(c->sequence == 3);
  CHECK(c->language == "id");
  CHECK(report_from_json("{}")->anonymous);
}

TEST_CASE("text that to_json did not write is refused") {
  const auto text =
      GENERATE(as<std::string>{}, "", "x", "[]", "null", "\"a\"", "{", R"({"from":1})", R"({"kind":"gossip"})",
               R"({"attachments":{}})", R"({"attachments":[1]})", R"({"location":{"lat":1}})",
               R"({"location":{"lat":"1","lon":2}})", R"({"at":"yesterday"})", R"({"at":1.5})", R"({"forwarded":1})",
               R"({"status":"eaten"})", R"({"at":18446744073709551615})");
  CAPTURE(text);
  CHECK_FALSE(inbound_from_json(text));
}

TEST_CASE("refused inside a conversation, a message and a report too") {
  CHECK_FALSE(conversation_from_json(R"({"talk":[]})"));
  CHECK_FALSE(conversation_from_json(R"({"talk":{"epoch":-1}})"));
  CHECK_FALSE(conversation_from_json(R"({"talk":{"epoch":4294967296}})"));
  CHECK_FALSE(conversation_from_json(R"({"talk":{"stack":[{"slots":[]}]}})"));
  CHECK_FALSE(conversation_from_json(R"({"talk":{"stack":[{"slots":{"a":7}}]}})"));
  CHECK_FALSE(conversation_from_json(R"({"reports":[{"state":"lost"}]})"));
  CHECK_FALSE(outbound_from_json(R"({"choices":[{"id":1}]})"));
  CHECK_FALSE(outbound_from_json(R"({"media":[1]})"));
  CHECK_FALSE(report_from_json(R"({"number":"00000001"})"));
  CHECK_FALSE(agency_status_from_json(R"({"state":1})"));
}

TEST_CASE("bytes that are no UTF-8 become the replacement character and never throw") {
  Inbound in;
  in.from = "4711";
  in.text = "rusak \xFF\xC0\xAF di sini \xED\xA0\x80";
  const auto read = inbound_from_json(to_json(in));
  REQUIRE(read);
  CHECK(read->text.find("\xEF\xBF\xBD") != std::string::npos);
  CHECK(parse_line(in).find("rusak") != std::string::npos);
  OutboundMessage out;
  out.text = "\xFF";
  CHECK(outbound_from_json(to_json(out))->text == "\xEF\xBF\xBD");
  CHECK_FALSE(inbound_from_json("{\"text\":\"\xFF\"}"));
}

TEST_CASE("a place that is not on Earth is not stored") {
  Inbound in;
  in.location = Location{std::numeric_limits<double>::quiet_NaN(), 1, ""};
  const auto read = inbound_from_json(to_json(in));
  REQUIRE(read);
  CHECK_FALSE(read->location);
}

TEST_CASE("parse_line has the keys of the contract, in their order, absent ones left out") {
  CHECK(parse_line(full_inbound()) ==
        R"({"event":"edit","from":"4711","id":"9001","at":"2026-05-02T05:00:00.250Z","text":"Lampu\njalan 😀 mati",)"
        R"("tap":"a:1","attachments":[{"kind":"voice","ref":"ref-1","mime":"audio/ogg"},{"kind":"contact"}],)"
        R"("location":{"lat":-6.914744,"lon":107.60981},"reply_to":"11","status":"read","reason":"group"})");
  Inbound bare;
  bare.kind = InboundKind::ignored;
  CHECK(parse_line(bare) == R"({"event":"ignored"})");
}

TEST_CASE("a rendering as JSON") {
  Rendering rendering;
  Bubble bubble;
  bubble.text = "Benar?";
  bubble.bold = {{0, 5}};
  bubble.keyboard = Keyboard::inline_buttons;
  bubble.rows = {{{"Ya", "y", "", false, false}}};
  rendering.bubbles = {bubble};
  rendering.faults = {"x"};
  CHECK(
      to_json(rendering) ==
      R"({"bubbles":[{"bold":[[0,5]],"keyboard":"inline","rows":[[{"id":"y","label":"Ya"}]],"text":"Benar?"}],"faults":["x"]})");
}
