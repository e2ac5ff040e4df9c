// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "gateway/model/json_fields.hpp"
#include "gateway/model/json_location.hpp"
#include "gateway/model/renderer.hpp"

namespace pintu {

using fields::dump;
using fields::Json;
using fields::put;
using fields::Reader;

namespace fields {

Json location_json(const Location& location) {
  Json out{{"lat", location.latitude}, {"lon", location.longitude}};
  put(out, "name", location.name);
  return out;
}

std::optional<Location> location_from(const Json& value) {
  Reader in(value);
  Location location;
  in.read("lat", location.latitude);
  in.read("lon", location.longitude);
  in.read("name", location.name);
  if (!in.ok() || in.find("lat") == nullptr || in.find("lon") == nullptr) return std::nullopt;
  return location;
}

void put_location(Json& out, const char* key, const std::optional<Location>& location) {
  if (!location || !std::isfinite(location->latitude) || !std::isfinite(location->longitude)) return;
  out[key] = location_json(*location);
}

}  // namespace fields

namespace {

Json choice_json(const Choice& choice) {
  Json out = Json::object();
  put(out, "id", choice.id);
  put(out, "label", choice.label);
  put(out, "hint", choice.hint);
  put(out, "code", choice.code);
  return out;
}

std::optional<Choice> choice_from(const Json& value) {
  Reader in(value);
  Choice choice;
  in.read("id", choice.id);
  in.read("label", choice.label);
  in.read("hint", choice.hint);
  in.read("code", choice.code);
  return in.ok() ? std::optional(std::move(choice)) : std::nullopt;
}

Json button_json(const RenderedButton& button) {
  Json out{{"label", button.label}};
  put(out, "id", button.id);
  put(out, "hint", button.hint);
  put(out, "asks_location", button.asks_location);
  put(out, "asks_contact", button.asks_contact);
  return out;
}

std::string_view word_of(Keyboard keyboard) {
  switch (keyboard) {
    case Keyboard::none:
      return "none";
    case Keyboard::inline_buttons:
      return "inline";
    case Keyboard::list:
      return "list";
    case Keyboard::reply_buttons:
      return "reply";
    case Keyboard::remove:
      return "remove";
  }
  return "none";
}

Json bubble_json(const Bubble& bubble) {
  Json out{{"text", bubble.text}};
  for (const auto& span : bubble.bold) out["bold"].push_back({span.begin, span.end});
  if (bubble.keyboard != Keyboard::none) out["keyboard"] = word_of(bubble.keyboard);
  for (const auto& row : bubble.rows) {
    Json buttons = Json::array();
    for (const auto& button : row) buttons.push_back(button_json(button));
    out["rows"].push_back(std::move(buttons));
  }
  put(out, "list_label", bubble.list_label);
  put(out, "segments", std::int64_t{bubble.segments});
  return out;
}

}  // namespace

std::string to_json(const OutboundMessage& message) {
  Json out = Json::object();
  put(out, "to", message.to);
  put(out, "text", message.text);
  for (const auto& choice : message.choices) out["choices"].push_back(choice_json(choice));
  put(out, "list_label", message.list_label);
  put(out, "ask_location", message.ask_location);
  put(out, "ask_contact", message.ask_contact);
  put(out, "remove_keyboard", message.remove_keyboard);
  put(out, "reply_to", message.reply_to);
  put(out, "edits", message.edits);
  put(out, "media", message.media);
  put(out, "open_until", message.open_until);
  put(out, "key", message.key);
  return dump(out);
}

std::optional<OutboundMessage> outbound_from_json(std::string_view json) {
  const auto value = fields::parse_object(json);
  if (!value) return std::nullopt;
  Reader in(*value);
  OutboundMessage message;
  in.read("to", message.to);
  in.read("text", message.text);
  in.read_list("choices", message.choices, choice_from);
  in.read("list_label", message.list_label);
  in.read("ask_location", message.ask_location);
  in.read("ask_contact", message.ask_contact);
  in.read("remove_keyboard", message.remove_keyboard);
  in.read("reply_to", message.reply_to);
  in.read("edits", message.edits);
  in.read("media", message.media);
  in.read("open_until", message.open_until);
  in.read("key", message.key);
  return in.ok() ? std::optional(std::move(message)) : std::nullopt;
}

std::string to_json(const AgencyStatus& status) {
  Json out{{"state", to_string(status.state)}};
  put(out, "raw", status.raw);
  put(out, "office", status.office);
  put(out, "note", status.note);
  put(out, "version", status.version);
  return dump(out);
}

std::optional<AgencyStatus> agency_status_from_json(std::string_view json) {
  const auto value = fields::parse_object(json);
  if (!value) return std::nullopt;
  Reader in(*value);
  AgencyStatus status;
  in.read_word("state", status.state, report_state_from);
  in.read("raw", status.raw);
  in.read("office", status.office);
  in.read("note", status.note);
  in.read("version", status.version);
  return in.ok() ? std::optional(std::move(status)) : std::nullopt;
}

std::string to_json(const Rendering& rendering) {
  Json out{{"bubbles", Json::array()}, {"faults", rendering.faults}};
  for (const auto& bubble : rendering.bubbles) out["bubbles"].push_back(bubble_json(bubble));
  return dump(out);
}

}  // namespace pintu
