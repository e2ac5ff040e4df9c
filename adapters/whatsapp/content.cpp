// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "adapters/whatsapp/message.hpp"
#include "adapters/wire.hpp"

namespace pintu::whatsapp {

using wire::Json;

namespace {

constexpr std::size_t longest_tap = 256;  // bytes, of a button's id
constexpr std::size_t most_lines = 50;    // of a form, an order or cards
constexpr std::string_view unsupported = "unsupported";

bool bad(Inbound& event, std::string_view what) {
  event.reason = what;
  return false;
}

bool not_readable(Inbound& event) {
  event.reason = unsupported;
  return true;
}

// A text that may be absent but not of another type; nullopt when it is.
std::optional<std::string> optional_text(const Json* holder, const char* key, std::size_t limit) {
  const Json* value = wire::find(holder, key);
  return value == nullptr ? std::string() : wire::text(value, limit);
}

void add_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

bool read_text(const Json& object, Inbound& event) {
  auto text = wire::text(wire::find(&object, "body"), longest_text);
  if (!text) return bad(event, "text without body");
  event.text = *std::move(text);
  if (event.text.empty()) event.reason = "empty";
  return true;
}

bool read_file(const Json& object, AttachmentKind kind, Inbound& event) {
  Attachment attachment;
  attachment.kind = kind;
  attachment.ref = wire::id_text(wire::find(&object, "id"));
  if (attachment.ref.empty()) return bad(event, "file without id");
  if (kind == AttachmentKind::audio && wire::is_true(wire::find(&object, "voice"))) {
    attachment.kind = AttachmentKind::voice;
  }
  auto caption = optional_text(&object, "caption", longest_text);
  if (!caption) return bad(event, "caption that is no string");
  event.text = *std::move(caption);
  attachment.mime = wire::text(wire::find(&object, "mime_type"), longest_name).value_or("");
  attachment.name = wire::text(wire::find(&object, "filename"), longest_name).value_or("");
  event.attachments.push_back(std::move(attachment));
  return true;
}

bool read_image(const Json& object, Inbound& event) { return read_file(object, AttachmentKind::image, event); }
bool read_video(const Json& object, Inbound& event) { return read_file(object, AttachmentKind::video, event); }
bool read_audio(const Json& object, Inbound& event) { return read_file(object, AttachmentKind::audio, event); }
bool read_voice(const Json& object, Inbound& event) { return read_file(object, AttachmentKind::voice, event); }
bool read_sticker(const Json& object, Inbound& event) { return read_file(object, AttachmentKind::sticker, event); }
bool read_document(const Json& object, Inbound& event) { return read_file(object, AttachmentKind::document, event); }

bool read_place(const Json& object, Inbound& event) {
  const auto latitude = wire::number(wire::find(&object, "latitude"));
  const auto longitude = wire::number(wire::find(&object, "longitude"));
  if (!latitude || !longitude || *latitude < -90 || *latitude > 90 || *longitude < -180 || *longitude > 180) {
    return bad(event, "place that is not on Earth");
  }
  Location location;
  location.latitude = *latitude;
  location.longitude = *longitude;
  location.name = wire::text(wire::find(&object, "name"), longest_name).value_or("");
  const auto address = wire::text(wire::find(&object, "address"), longest_name).value_or("");
  if (!location.name.empty() && !address.empty()) location.name += ", ";
  location.name += address;
  event.location = std::move(location);
  return true;
}

// The numbers are what the person answers with: they are the text.
bool read_cards(const Json& cards, Inbound& event) {
  if (!cards.is_array() || cards.empty()) return bad(event, "contacts that are no list");
  for (const auto& card : cards) {
    if (!card.is_object()) return bad(event, "contact that is no object");
    if (event.attachments.size() == most_lines) break;
    Attachment attachment;
    attachment.kind = AttachmentKind::contact;
    attachment.name = wire::text(wire::find(wire::find(&card, "name"), "formatted_name"), longest_name).value_or("");
    event.attachments.push_back(std::move(attachment));
    const Json* phones = wire::find(&card, "phones");
    if (phones == nullptr || !phones->is_array()) continue;
    for (std::size_t i = 0; i < std::min(phones->size(), most_lines); ++i) {
      const auto& phone = (*phones)[i];
      auto number = wire::id_text(wire::find(&phone, "phone"));
      if (number.empty()) number = wire::id_text(wire::find(&phone, "wa_id"));
      if (!number.empty()) add_line(event.text, number);
    }
  }
  return true;
}

bool read_tap(const Json& reply, const char* id_key, const char* label_key, Inbound& event) {
  auto tap = wire::text(wire::find(&reply, id_key));
  if (!tap || tap->empty() || tap->size() > longest_tap) return bad(event, "tap that no button can give");
  event.kind = InboundKind::tap;
  event.tap = *std::move(tap);
  event.text = wire::text(wire::find(&reply, label_key), longest_name).value_or("");
  return true;
}

// The answers of a form, one a line; what is no object stays as it came.
std::string form_text(const std::string& raw) {
  const auto form = wire::parse(raw);
  if (!form || !form->is_object()) return raw;
  std::string text;
  std::size_t lines = 0;
  for (auto it = form->begin(); it != form->end() && lines < most_lines; ++it) {
    if (it.key() == "flow_token") continue;
    const auto value = it->is_string() ? it->get_ref<const std::string&>() : wire::dump(*it);
    add_line(text, fmt::format("{}: {}", it.key(), value));
    ++lines;
  }
  return text;
}

bool read_form(const Json& reply, Inbound& event) {
  const auto raw = optional_text(&reply, "response_json", longest_text);
  const auto body = optional_text(&reply, "body", longest_text);
  if (!raw || !body) return bad(event, "form of the wrong shape");
  const Json answers = form_text(*raw);
  event.text = wire::text(&answers, longest_text).value_or("");
  if (event.text.empty()) event.text = *body;
  if (event.text.empty()) event.reason = "empty";
  return true;
}

bool read_interactive(const Json& object, Inbound& event) {
  const auto type = word_of(wire::find(&object, "type"));
  const Json* inner = wire::find(&object, type.c_str());
  if (inner == nullptr) return not_readable(event);
  if (!inner->is_object()) return bad(event, "answer that is no object");
  if (type == "button_reply" || type == "list_reply") return read_tap(*inner, "id", "title", event);
  if (type == "nfm_reply") return read_form(*inner, event);
  return not_readable(event);
}

bool read_button(const Json& object, Inbound& event) {
  if (wire::find(&object, "payload") != nullptr) return read_tap(object, "payload", "text", event);
  auto text = wire::text(wire::find(&object, "text"), longest_text);
  if (!text || text->empty()) return bad(event, "button without text");
  event.text = *std::move(text);
  return true;
}

void add_item(const Json& item, std::string& text) {
  const auto name = wire::id_text(wire::find(&item, "product_retailer_id"));
  if (name.empty()) return;
  add_line(text, fmt::format("{} × {}", wire::integer(wire::find(&item, "quantity")).value_or(1), name));
}

bool read_order(const Json& object, Inbound& event) {
  auto text = optional_text(&object, "text", longest_text);
  if (!text) return bad(event, "order of the wrong shape");
  event.text = *std::move(text);
  if (const Json* items = wire::find(&object, "product_items"); items != nullptr && items->is_array()) {
    for (std::size_t i = 0; i < std::min(items->size(), most_lines); ++i) add_item((*items)[i], event.text);
  }
  if (event.text.empty()) event.reason = "empty";
  return true;
}

struct Type {
  const char* name;  // of the type, and of the member that holds it
  bool (*read)(const Json& object, Inbound& event);
};
constexpr std::array types{Type{"text", read_text},         Type{"image", read_image},
                           Type{"video", read_video},       Type{"audio", read_audio},
                           Type{"voice", read_voice},       Type{"sticker", read_sticker},
                           Type{"document", read_document}, Type{"location", read_place},
                           Type{"contacts", read_cards},    Type{"interactive", read_interactive},
                           Type{"button", read_button},     Type{"order", read_order}};

}  // namespace

bool read_content(const Json& message, std::string_view type, Inbound& event) {
  const auto row = std::ranges::find(types, type, [](const Type& t) { return std::string_view(t.name); });
  if (row == types.end()) return not_readable(event);
  const Json* object = wire::find(&message, row->name);
  // What Meta could not fetch or put into words comes without its object, with errors in the message or beside it.
  const bool with_errors = row->read == read_interactive || wire::find(&message, "errors") != nullptr;
  if (object == nullptr && with_errors) return not_readable(event);
  if (object == nullptr || !(object->is_object() || object->is_array())) return bad(event, "message without content");
  return row->read(*object, event);
}

}  // namespace pintu::whatsapp
