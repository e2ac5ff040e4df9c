// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "adapters/telegram/parts.hpp"
#include "adapters/telegram/update.hpp"
#include "adapters/wire.hpp"

namespace pintu::telegram {

using wire::Json;

namespace {

constexpr std::size_t longest_text = 16384;

constexpr std::array service_keys{"new_chat_members",
                                  "left_chat_member",
                                  "new_chat_title",
                                  "new_chat_photo",
                                  "delete_chat_photo",
                                  "group_chat_created",
                                  "supergroup_chat_created",
                                  "channel_chat_created",
                                  "message_auto_delete_timer_changed",
                                  "pinned_message",
                                  "successful_payment",
                                  "refunded_payment",
                                  "users_shared",
                                  "chat_shared",
                                  "gift",
                                  "unique_gift",
                                  "connected_website",
                                  "write_access_allowed",
                                  "passport_data",
                                  "proximity_alert_triggered",
                                  "boost_added",
                                  "chat_background_set",
                                  "checklist_tasks_done",
                                  "checklist_tasks_added",
                                  "direct_message_price_changed",
                                  "forum_topic_created",
                                  "forum_topic_edited",
                                  "forum_topic_closed",
                                  "forum_topic_reopened",
                                  "general_forum_topic_hidden",
                                  "general_forum_topic_unhidden",
                                  "giveaway_created",
                                  "giveaway_completed",
                                  "giveaway_winners",
                                  "paid_message_price_changed",
                                  "suggested_post_approved",
                                  "suggested_post_approval_failed",
                                  "suggested_post_declined",
                                  "suggested_post_paid",
                                  "suggested_post_refunded",
                                  "video_chat_scheduled",
                                  "video_chat_started",
                                  "video_chat_ended",
                                  "video_chat_participants_invited",
                                  "voice_chat_scheduled",
                                  "voice_chat_started",
                                  "voice_chat_ended",
                                  "voice_chat_participants_invited",
                                  "chat_owner_left",
                                  "chat_owner_changed"};

// Content that exists and that nobody can file with a report.
constexpr std::array unsupported_keys{"dice",  "poll",       "game",     "invoice",
                                      "story", "paid_media", "giveaway", "checklist"};

bool bad(Inbound& event, std::string_view what) {
  event.reason = what;
  return false;
}

// A file of any kind; false when it has no usable id.
bool add_file(const Json& file, AttachmentKind kind, Inbound& event) {
  Attachment attachment;
  attachment.kind = kind;
  attachment.ref = wire::text(wire::find(&file, "file_id"), longest_name).value_or("");
  if (attachment.ref.empty()) return bad(event, "file without id");
  attachment.mime = wire::text(wire::find(&file, "mime_type"), longest_name).value_or("");
  attachment.name = wire::text(wire::find(&file, "file_name"), longest_name).value_or("");
  attachment.size = std::max<std::int64_t>(0, wire::integer(wire::find(&file, "file_size")).value_or(0));
  event.attachments.push_back(std::move(attachment));
  return true;
}

bool add_photo(const Json& sizes, Inbound& event) {
  if (!sizes.is_array() || sizes.empty()) return bad(event, "photo without sizes");
  const auto weight = [](const Json& size) {
    const auto side = [&size](const char* key) {
      return std::clamp<std::int64_t>(wire::integer(wire::find(&size, key)).value_or(0), 0, 1 << 20);
    };
    return std::pair(side("width") * side("height"), wire::integer(wire::find(&size, "file_size")).value_or(0));
  };
  const auto largest =
      std::max_element(sizes.begin(), sizes.end(), [&](const Json& a, const Json& b) { return weight(a) < weight(b); });
  return add_file(*largest, AttachmentKind::image, event);
}

bool add_place(const Json& message, Inbound& event) {
  const Json* venue = wire::find(&message, "venue");
  const Json* place = wire::find(&message, "location");
  if (place == nullptr) place = wire::find(venue, "location");
  const auto latitude = wire::number(wire::find(place, "latitude"));
  const auto longitude = wire::number(wire::find(place, "longitude"));
  if (!latitude || !longitude || *latitude < -90 || *latitude > 90 || *longitude < -180 || *longitude > 180) {
    return bad(event, "place that is not on Earth");
  }
  Location location;
  location.latitude = *latitude;
  location.longitude = *longitude;
  location.name = wire::text(wire::find(venue, "title"), longest_name).value_or("");
  const auto address = wire::text(wire::find(venue, "address"), longest_name).value_or("");
  if (!location.name.empty() && !address.empty()) location.name += ", ";
  location.name += address;
  event.location = std::move(location);
  return true;
}

// The number is what the person answers with: it is the text.
bool add_contact(const Json& contact, Inbound& event) {
  const auto phone = wire::text(wire::find(&contact, "phone_number"), longest_name);
  if (!phone) return bad(event, "contact without number");
  Attachment attachment;
  attachment.kind = AttachmentKind::contact;
  attachment.name = name_of(&contact);
  event.attachments.push_back(std::move(attachment));
  event.text = *phone;
  return true;
}

struct FileKey {
  const char* key;
  AttachmentKind kind;
};
// An animation also comes as a document: the first that is there counts.
constexpr std::array file_keys{
    FileKey{"animation", AttachmentKind::video},  FileKey{"video", AttachmentKind::video},
    FileKey{"video_note", AttachmentKind::video}, FileKey{"voice", AttachmentKind::voice},
    FileKey{"audio", AttachmentKind::audio},      FileKey{"sticker", AttachmentKind::sticker},
    FileKey{"document", AttachmentKind::document}};

bool read_text(const Json& message, Inbound& event, bool& found) {
  for (const char* key : {"text", "caption"}) {
    const Json* value = wire::find(&message, key);
    if (value == nullptr) continue;
    auto text = wire::text(value, longest_text);
    if (!text) return bad(event, "text that is no string");
    event.text = *std::move(text);
    found = !event.text.empty();
    return true;
  }
  const Json* data = wire::find(wire::find(&message, "web_app_data"), "data");
  if (auto text = wire::text(data, longest_text)) {
    event.text = *std::move(text);
    found = true;
  }
  return true;
}

bool read_file(const Json& message, Inbound& event, bool& found) {
  if (const Json* photo = wire::find(&message, "photo")) {
    found = true;
    return add_photo(*photo, event);
  }
  for (const auto& [key, kind] : file_keys) {
    if (const Json* file = wire::find(&message, key)) {
      found = true;
      return add_file(*file, kind, event);
    }
  }
  return true;
}

}  // namespace

bool read_content(const Json& message, Inbound& event) {
  bool found = false;
  if (!read_text(message, event, found) || !read_file(message, event, found)) return false;
  if (wire::find(&message, "venue") != nullptr || wire::find(&message, "location") != nullptr) {
    return add_place(message, event);
  }
  if (const Json* contact = wire::find(&message, "contact")) return add_contact(*contact, event);
  if (found) return true;
  event.reason = "empty";
  for (const char* key : unsupported_keys) {
    if (message.contains(key)) event.reason = key;
  }
  return true;
}

bool is_service(const Json& message) {
  return std::ranges::any_of(service_keys, [&message](const char* key) { return message.contains(key); });
}

}  // namespace pintu::telegram
