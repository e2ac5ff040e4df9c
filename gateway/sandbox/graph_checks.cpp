// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/graph_checks.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "adapters/whatsapp/renderer.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

constexpr std::size_t longest_text = 4096;
constexpr std::size_t longest_caption = 1024;
constexpr std::size_t longest_header = 60;
constexpr std::size_t longest_button_id = 256;
constexpr std::size_t longest_row_id = 200;
constexpr std::size_t longest_opaque = 512;
constexpr std::size_t most_sections = 10;
constexpr std::size_t most_cards = 5;
constexpr int missing = 131008;
constexpr int wrong = 131009;
constexpr int unsupported_type = 131051;

GraphFault bad(std::string details) { return {wrong, std::move(details)}; }
GraphFault lacks(const std::string& what) { return {missing, "The parameter " + what + " is required."}; }

// A text that must be there and may be at most `limit` characters long.
GraphFault text_fault(const Json& holder, const char* key, const std::string& name, std::size_t limit) {
  const auto& value = member(holder, key);
  if (!value.is_string() || value.get_ref<const std::string&>().empty()) return lacks(name);
  const auto length = utf8::code_points(value.get_ref<const std::string&>());
  return length > limit ? bad(name + " is too long: at most " + std::to_string(limit) + " characters") : GraphFault{};
}

GraphFault optional_fault(const Json& holder, const char* key, const std::string& name, std::size_t limit) {
  return member(holder, key).is_null() ? GraphFault{} : text_fault(holder, key, name, limit);
}

// The first fault of several checks.
template <class... Checks>
GraphFault first_of(Checks... checks) {
  GraphFault fault;
  static_cast<void>(((fault = checks(), fault.code == 0) && ...));
  return fault;
}

GraphFault buttons_fault(const Json& buttons) {
  if (!buttons.is_array() || buttons.empty()) return lacks("interactive.action.buttons");
  if (buttons.size() > whatsapp::most_buttons) return bad("Invalid buttons count. Min allowed buttons: 1, Max: 3");
  std::set<std::string> titles;
  std::set<std::string> ids;
  for (const auto& button : buttons) {
    if (text_of(button, "type") != "reply") return bad("button type must be reply");
    const auto& reply = member(button, "reply");
    auto fault =
        first_of([&] { return text_fault(reply, "id", "button.reply.id", longest_button_id); },
                 [&] { return text_fault(reply, "title", "button.reply.title", whatsapp::button_title_limit); });
    if (fault.code != 0) return fault;
    if (!titles.insert(text_of(reply, "title")).second) return bad("Buttons' titles should be unique");
    if (!ids.insert(text_of(reply, "id")).second) return bad("Buttons' ids should be unique");
  }
  return {};
}

GraphFault row_fault(const Json& row, std::set<std::string>& ids) {
  auto fault =
      first_of([&] { return text_fault(row, "id", "row.id", longest_row_id); },
               [&] { return text_fault(row, "title", "row.title", whatsapp::row_title_limit); },
               [&] { return optional_fault(row, "description", "row.description", whatsapp::row_hint_limit); });
  if (fault.code == 0 && !ids.insert(text_of(row, "id")).second) return bad("Rows' ids should be unique");
  return fault;
}

GraphFault list_fault(const Json& action) {
  if (auto fault = text_fault(action, "button", "action.button", whatsapp::list_label_limit); fault.code != 0)
    return fault;
  const auto& sections = member(action, "sections");
  if (!sections.is_array() || sections.empty()) return lacks("action.sections");
  if (sections.size() > most_sections) return bad("Too many sections. Max: 10");
  std::size_t rows = 0;
  std::set<std::string> ids;
  for (const auto& section : sections) {
    if (sections.size() > 1 || !member(section, "title").is_null()) {
      if (auto fault = text_fault(section, "title", "section.title", whatsapp::row_title_limit); fault.code != 0)
        return fault;
    }
    if (!member(section, "rows").is_array() || section["rows"].empty()) return lacks("section.rows");
    rows += section["rows"].size();
    for (const auto& row : section["rows"]) {
      if (auto fault = row_fault(row, ids); fault.code != 0) return fault;
    }
  }
  return rows > whatsapp::most_rows ? bad("Total row count exceed max allowed count: 10") : GraphFault{};
}

GraphFault interactive_fault(const Json& body) {
  const auto& it = member(body, "interactive");
  const auto type = text_of(it, "type");
  const auto& action = member(it, "action");
  const std::size_t limit = type == "list" ? whatsapp::text_limit : whatsapp::button_body_limit;
  if (type != "button" && type != "list" && type != "location_request_message") {
    return bad("interactive.type must be button, list or location_request_message");
  }
  auto fault =
      first_of([&] { return text_fault(member(it, "body"), "text", "interactive.body.text", limit); },
               [&] { return optional_fault(member(it, "header"), "text", "interactive.header.text", longest_header); },
               [&] { return optional_fault(member(it, "footer"), "text", "interactive.footer.text", longest_header); });
  if (fault.code != 0) return fault;
  if (type == "button") return buttons_fault(member(action, "buttons"));
  if (type == "list") return list_fault(action);
  return text_of(action, "name") == "send_location" ? GraphFault{} : bad("action.name must be send_location");
}

GraphFault file_fault(const Json& file, const std::string& type) {
  if (text_of(file, "id").empty() == text_of(file, "link").empty()) return lacks(type + ".id or " + type + ".link");
  return optional_fault(file, "caption", type + ".caption", longest_caption);
}

GraphFault template_fault(const Json& body) {
  const auto& it = member(body, "template");
  auto fault = first_of([&] { return text_fault(it, "name", "template.name", 512); },
                        [&] { return text_fault(member(it, "language"), "code", "template.language.code", 8); });
  if (fault.code != 0) return fault;
  const auto& components = member(it, "components");
  if (components.is_null()) return {};
  if (!components.is_array()) return bad("template.components must be an array");
  for (const auto& component : components) {
    for (const auto& parameter : member(component, "parameters")) {
      const auto text = text_of(parameter, "text");
      const bool torn = text.find_first_of("\n\t") != std::string::npos || text.find("    ") != std::string::npos;
      if (torn || text.empty()) {
        return {132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"};
      }
    }
  }
  return {};
}

GraphFault kind_fault(const Json& body) {
  const auto type = text_of(body, "type").empty() ? std::string("text") : text_of(body, "type");
  if (type == "text") return text_fault(member(body, "text"), "body", "text.body", longest_text);
  if (type == "interactive") return interactive_fault(body);
  if (type == "template") return template_fault(body);
  if (type == "image" || type == "video" || type == "document" || type == "audio" || type == "sticker") {
    return file_fault(member(body, type.c_str()), type);
  }
  if (type == "location") {
    const auto& place = member(body, "location");
    return member(place, "latitude").is_null() || member(place, "longitude").is_null() ? lacks("location.latitude")
                                                                                       : GraphFault{};
  }
  if (type == "contacts") {
    const auto& cards = member(body, "contacts");
    return cards.is_array() && !cards.empty() && cards.size() <= most_cards ? GraphFault{} : bad("1 to 5 contacts");
  }
  if (type == "reaction") {
    return text_of(member(body, "reaction"), "message_id").empty() ? lacks("reaction.message_id") : GraphFault{};
  }
  return {unsupported_type, "Message type unknown"};
}

}  // namespace

GraphFault message_fault(const Json& body) {
  if (text_of(body, "messaging_product") != "whatsapp")
    return {100, "(#100) The parameter messaging_product is required."};
  const bool to = !text_of(body, "to").empty();
  const bool recipient = !text_of(body, "recipient").empty();
  if (!to && !recipient) return {100, "(#100) The parameter to is required."};
  const auto& group = member(body, "recipient_type");
  if (!group.is_null() && group != "individual") return bad("recipient_type must be individual");
  if (text_of(body, "biz_opaque_callback_data").size() > longest_opaque)
    return bad("biz_opaque_callback_data is too long");
  return kind_fault(body);
}

}  // namespace pintu::sandbox
