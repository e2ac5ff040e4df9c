// SPDX-License-Identifier: Apache-2.0
// What webhooks that real WhatsApp programs got must become.
#include <filesystem>
#include <map>
#include <set>

#include "adapters/whatsapp_support.hpp"
#include "support/corpus.hpp"

using namespace pintu;
namespace corpus = pintu::test::corpus;

namespace {

const std::filesystem::path folder = corpus::folder / "whatsapp";
using corpus::skipped;

std::string bytes_of(const std::string& name) { return corpus::bytes_of("whatsapp/" + name); }

// What every payload must become, without its `at`: one line an event.
const std::map<std::string, std::string> expected{
    {"courier-audio.json",
     R"({"event":"message","from":"5678","id":"external_id","text":"Check out my new phone!","attachments":[{"kind":"audio","ref":"id_audio","mime":"image/jpeg"}]})"},
    {"courier-button.json",
     R"({"event":"tap","from":"5678","id":"external_id","text":"No","tap":"No-Button-Payload","reply_to":"gBGGFmkiWVVPAgkgQkwi7IORac0"})"},
    {"courier-button_reply.json",
     R"({"event":"tap","from":"5678","id":"external_id","text":"Yes","tap":"id_button_reply"})"},
    {"courier-document.json",
     R"({"event":"message","from":"5678","id":"external_id","text":"80skaraokesonglistartist","attachments":[{"kind":"document","ref":"id_document","mime":"application/pdf"}]})"},
    {"courier-duplicate.json", R"({"event":"message","from":"5678","id":"external_id","text":"Hello World"})"},
    {"courier-error_errors.json", R"({"event":"system","reason":"error-0"})"},
    {"courier-error_status.json",
     R"({"event":"receipt","from":"5678","id":"external_id:failed","reply_to":"external_id","status":"failed","reason":"131014"})"},
    {"courier-group_message.json",
     R"({"event":"ignored","from":"5678","id":"external_id","text":"Hello World, group message","reason":"group"})"},
    {"courier-hello.json", R"({"event":"message","from":"5678","id":"external_id","text":"Hello World"})"},
    {"courier-hello_bsuid_in_from.json",
     R"({"event":"message","from":"US.1234","id":"external_id","text":"Hello World"})"},
    {"courier-hello_from_bsuid.json",
     R"({"event":"message","from":"US.1234","id":"external_id","text":"Hello World"})"},
    {"courier-hello_invalid_user_id.json",
     R"({"event":"message","from":"5678","id":"external_id","text":"Hello World"})"},
    {"courier-hello_user_id.json", R"({"event":"message","from":"5678","id":"external_id","text":"Hello World"})"},
    {"courier-ignore_status.json",
     R"({"event":"ignored","from":"5678","id":"external_id:deleted","reply_to":"external_id","reason":"status"})"},
    {"courier-invalid_status.json",
     R"({"event":"ignored","from":"5678","id":"external_id:in_orbit","reply_to":"external_id","reason":"status"})"},
    {"courier-list_reply.json",
     R"({"event":"tap","from":"5678","id":"external_id","text":"Yes","tap":"id_list_reply"})"},
    {"courier-nfm_reply_non_object.json",
     R"({"event":"message","from":"5678","id":"external_id","text":"[\"not\", \"an\", \"object\"]"})"},
    {"courier-no_from.json", R"({"event":"rejected","id":"external_id","reason":"message without sender"})"},
    {"derived-batch-2entries-3changes.json",
     R"({"event":"message","from":"972987654321","id":"wamid.batch1","text":"Body Text"}
{"event":"receipt","from":"972987654321","id":"wamid.out1:read","reply_to":"wamid.out1","status":"read"}
{"event":"message","from":"972987654321","id":"wamid.batch2","attachments":[{"kind":"image","ref":"65463453","mime":"image/jpeg"}]})"},
    {"derived-escaped-lone-surrogate.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","text":"Jl. A/B rusak � di Kafé"})"},
    {"pywa-account_update-account_deleted.json", R"({"event":"system","reason":"account_update"})"},
    {"pywa-callback_button-quick_reply.json",
     R"({"event":"tap","from":"972987654321","id":"wamid.xsidjw","text":"title","tap":"callback_data","reply_to":"wamid.xyzxyz=="})"},
    {"pywa-callback_button-quick_reply_without_context.json",
     R"({"event":"tap","from":"972987654321","id":"wamid.xsidjx","text":"title","tap":"callback_data"})"},
    {"pywa-callback_selection-description.json",
     R"({"event":"tap","from":"972987654321","id":"wamid.zyzxyz","text":"title","tap":"callback_data","reply_to":"wamid.xyzxyz"})"},
    {"pywa-deleted_message-revoke.json",
     R"({"event":"revoke","from":"<WHATSAPP_USER_PHONE_NUMBER>","id":"<WHATSAPP_MESSAGE_ID>","reply_to":"<ORIGINAL_WHATSAPP_MESSAGE_ID>"})"},
    {"pywa-edited_message-image.json",
     R"({"event":"edit","from":"16505551234","id":"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUFERjg0NDEzNDdFODU3MUMxMAA=","text":"Updated image caption","attachments":[{"kind":"image","ref":"1234567890","mime":"image/jpeg"}],"reply_to":"wamid.HBgLMTQxMjU1NTA4MjkVAgASGBQzQUNCNjk5RDUwNUZGMUZEM0VBRAA="})"},
    {"pywa-flow_completion-completion.json",
     R"({"event":"message","from":"972987654321","id":"wamid.wegrchytvwcggt==","text":"comment_text: Comment Text\ncs_rating: 0\ndelivery_rating: 4\npurchase_rating: 2\nrecommend_radio: 0","reply_to":"wamid.gvwegfretge=="})"},
    {"pywa-flow_completion-without_flow_token.json",
     R"({"event":"message","from":"972987654321","id":"wamid.wegrchytvwcggt==","text":"comment_text: Comment Text\ncs_rating: 0\ndelivery_rating: 4\npurchase_rating: 2\nrecommend_radio: 0","reply_to":"wamid.gvwegfretge=="})"},
    {"pywa-message-animated_sticker.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","attachments":[{"kind":"sticker","ref":"1234567890987654321","mime":"image/webp"}]})"},
    {"pywa-message-audio.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","attachments":[{"kind":"audio","ref":"1234567890987654321","mime":"audio/ogg; codecs=opus"}]})"},
    {"pywa-message-chosen_location.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","location":{"lat":37.4611978,"lon":-122.2164385}})"},
    {"pywa-message-forwarded.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","text":"forwarded text"})"},
    {"pywa-message-interactive_message_with_err.json",
     R"({"event":"message","from":"972987654321","id":"wamid.wegrchytvwcggt=","reply_to":"wamid.gvwegfretge==","reason":"unsupported"}
{"event":"system","reason":"error-131000"})"},
    {"pywa-message-media_with_url.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","attachments":[{"kind":"image","ref":"65463453","mime":"image/jpeg"}]})"},
    {"pywa-message-order.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","text":"3 × HAMBURGER\n2 × FRENCH_FRIES\n2 × SODA"})"},
    {"pywa-message-reaction.json",
     R"({"event":"reaction","from":"972987654321","id":"wamid.xyzxyz","text":"😮","reply_to":"wamid.yzxyzx="})"},
    {"pywa-message-referral.json", R"({"event":"message","from":"972987654321","id":"wamid.ID","text":"BODY"})"},
    {"pywa-message-text.json", R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","text":"Body Text"})"},
    {"pywa-message-unsupported.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","reason":"unsupported"})"},
    {"pywa-message-unsupported_with_type.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","reason":"unsupported"})"},
    {"pywa-message-video.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","text":"caption","attachments":[{"kind":"video","ref":"765756756","mime":"video/mp4"}]})"},
    {"pywa-message-voice.json",
     R"({"event":"message","from":"972987654321","id":"wamid.xyzxyz","attachments":[{"kind":"voice","ref":"1234567890987654321","mime":"audio/ogg; codecs=opus"}]})"},
    {"pywa-message_status-played.json",
     R"({"event":"receipt","from":"972987654321","id":"wamid.xyzxyz:read","reply_to":"wamid.xyzxyz","status":"read"})"},
    {"pywa-message_status-read.json",
     R"({"event":"receipt","from":"972987654321","id":"wamid.xyzxyz:read","reply_to":"wamid.xyzxyz","status":"read"})"},
    {"pywa-message_status-sent.json",
     R"({"event":"receipt","from":"972987654321","id":"wamid.xyzxyz:sent","reply_to":"wamid.xyzxyz","status":"sent"})"},
    {"pywa-message_status-with_tracker.json",
     R"({"event":"receipt","from":"972987654321","id":"wamid.xyzxyz:sent","reply_to":"wamid.xyzxyz","status":"sent"})"},
    {"pywa-outgoing_message-text.json", R"({"event":"ignored","reason":"smb_message_echoes"})"},
    {"pywa-system-phone_number_change.json",
     R"({"event":"system","from":"972987654321","id":"wamid.xyzxyz==","reason":"migrated"})"},
    {"pywa-template_quality_update-yellow.json", R"({"event":"system","reason":"message_template_quality_update"})"},
    {"pywa-template_status_update-approved.json", R"({"event":"system","reason":"message_template_status_update"})"},
};

// The events' lines without time.
std::string lines_of(const Received& received) {
  std::string lines;
  for (auto event : received.events) {
    event.at.reset();
    lines += (lines.empty() ? "" : "\n") + parse_line(event);
  }
  return lines;
}

Received received_from(const std::string& name) {
  auto received = test::whatsapp_reader()->receive(test::whatsapp_post(bytes_of(name)));
  REQUIRE(received);
  return *std::move(received);
}

Inbound event_of(const std::string& name) {
  const auto received = received_from(name);
  REQUIRE(received.events.size() == 1);
  return received.events.front();
}

}  // namespace

TEST_CASE("every collected WhatsApp payload becomes what its row says") {
  if (skipped()) return;
  const auto channel = test::whatsapp_reader();
  std::set<std::string> seen;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    CAPTURE(name);
    const auto row = expected.find(name);
    REQUIRE(row != expected.end());
    CHECK(channel->authentic(test::whatsapp_post(bytes_of(name))));
    CHECK(lines_of(received_from(name)) == row->second);
    seen.insert(name);
  }
  CHECK(seen.size() == expected.size());
}

TEST_CASE("what the rows of WhatsApp say beside the line") {
  if (skipped()) return;
  CHECK(event_of("courier-hello.json").name == "Kerry Fisher");
  CHECK(to_rfc3339(*event_of("courier-hello.json").at) == "2016-01-30T01:57:09Z");
  CHECK(event_of("courier-hello_user_id.json").alias == "US.1234");
  CHECK(event_of("courier-hello_invalid_user_id.json").alias.empty());
  CHECK(event_of("courier-hello_bsuid_in_from.json").alias.empty());
  CHECK(event_of("courier-hello_from_bsuid.json").name == "Kerry Fisher");
  CHECK(event_of("courier-group_message.json").chat == "555555555");
  CHECK(event_of("courier-document.json").attachments[0].name.empty());
  CHECK(event_of("pywa-message-text.json").alias == "US.13491208655302741918");
  CHECK(event_of("pywa-message-video.json").forwarded);
  CHECK(event_of("pywa-message-forwarded.json").forwarded);
  CHECK(event_of("pywa-message-referral.json").referral == "AD_OR_POST_FB_URL");
  CHECK(event_of("pywa-message-chosen_location.json").location->name ==
        "Facebook HQ, 1 Hacker Way, Menlo Park, CA 94025");
  CHECK(event_of("pywa-message_status-with_tracker.json").key == "some data");
  CHECK(event_of("pywa-system-phone_number_change.json").moved_to == "972912345678");
  // The contact beside it is another person's.
  CHECK(event_of("pywa-edited_message-image.json").name.empty());
  CHECK(event_of("pywa-edited_message-image.json").alias.empty());
}

TEST_CASE("collected webhooks of a number that is not ours are ignored") {
  if (skipped()) return;
  const auto received = test::whatsapp()->receive(test::whatsapp_post(bytes_of("courier-hello.json")));
  REQUIRE(received);
  REQUIRE(received->events.size() == 1);
  CHECK(parse_line(received->events[0]) == R"({"event":"ignored","reason":"unknown-number"})");
  CHECK(received->at_once.empty());
}
