// SPDX-License-Identifier: Apache-2.0
#include "adapters/whatsapp/send.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/markup.hpp"
#include "adapters/whatsapp/answer.hpp"
#include "adapters/whatsapp/parts.hpp"
#include "adapters/whatsapp/whatsapp.hpp"
#include "adapters/wire.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::whatsapp {

using wire::Json;

namespace {

constexpr std::size_t parameter_limit = 1024;  // of a template, in code points
constexpr std::size_t key_limit = 512;         // of biz_opaque_callback_data, in bytes

// Bold as WhatsApp writes it: between stars.
std::string starred(const Bubble& bubble) {
  std::string text;
  std::size_t at = 0;
  for (const auto& span : bubble.bold) {
    text.append(bubble.text, at, span.begin - at);
    text += '*';
    text.append(bubble.text, span.begin, span.end - span.begin);
    text += '*';
    at = span.end;
  }
  text.append(bubble.text, at);
  return text;
}

Json action_of(const Bubble& bubble) {
  Json items = Json::array();
  const bool list = bubble.keyboard == Keyboard::list;
  for (const auto& row : bubble.rows) {
    for (const auto& button : row) {
      if (!list) {
        items.push_back({{"type", "reply"}, {"reply", {{"id", button.id}, {"title", button.label}}}});
        continue;
      }
      Json item{{"id", button.id}, {"title", button.label}};
      if (!button.hint.empty()) item["description"] = button.hint;
      items.push_back(std::move(item));
    }
  }
  if (!list) return Json{{"buttons", std::move(items)}};
  Json section;
  section["rows"] = std::move(items);
  return Json{{"button", bubble.list_label}, {"sections", Json::array({std::move(section)})}};
}

bool asks_location(const Bubble& bubble) {
  return std::ranges::any_of(bubble.rows,
                             [](const auto& row) { return std::ranges::any_of(row, &RenderedButton::asks_location); });
}

void put_content(Json& body, const Bubble& bubble) {
  if (bubble.rows.empty()) {
    body["type"] = "text";
    body["text"] = {{"body", starred(bubble)}, {"preview_url", false}};
    return;
  }
  Json interactive{{"body", {{"text", starred(bubble)}}}};
  if (asks_location(bubble)) {
    interactive["type"] = "location_request_message";
    interactive["action"] = {{"name", "send_location"}};
  } else {
    interactive["type"] = bubble.keyboard == Keyboard::list ? "list" : "button";
    interactive["action"] = action_of(bubble);
  }
  body["type"] = "interactive";
  body["interactive"] = std::move(interactive);
}

// What a template's parameter may hold: one line, no blanks in a row, no mark-up.
std::string one_line(std::string_view neutral) {
  const auto plain = read_markup(neutral).text;
  std::string line;
  for (const char c : plain) {
    if (c == '*') continue;
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) line.pop_back();
  return utf8::shortened(line, parameter_limit);
}

Json template_of(const Settings& settings, const std::string& text) {
  const Json parameter{{"type", "text"}, {"text", text}};
  const Json component{{"type", "body"}, {"parameters", Json::array({parameter})}};
  return Json{{"name", settings.template_name},
              {"language", {{"code", settings.template_language}}},
              {"components", Json::array({component})}};
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \n\t\r") == std::string_view::npos; }

std::optional<std::string> refusal(const OutboundMessage& message, const Rendering& rendering) {
  for (const auto& choice : message.choices) {
    if (choice.id.empty() || choice.id.size() > id_limit || is_blank(choice.label)) return "button-breaks-limits";
  }
  for (const auto& bubble : rendering.bubbles) {
    if (is_blank(bubble.text)) return "empty-text";
  }
  return std::nullopt;
}

// The ids of the calls so far, or how one of them ended.
std::variant<std::vector<std::string>, SendOutcome> ids_of(std::span<const Exchange> so_far) {
  std::vector<std::string> ids;
  for (const auto& exchange : so_far) {
    auto sent = judge_sent(exchange);
    if (auto* outcome = std::get_if<SendOutcome>(&sent)) return std::move(*outcome);
    ids.push_back(std::get<std::string>(std::move(sent)));
  }
  return ids;
}

// The bodies of all calls, in order.
std::vector<std::string> bodies_of(const OutboundMessage& message, const Rendering& rendering) {
  std::vector<std::string> bodies;
  for (const auto& bubble : rendering.bubbles) {
    auto body = frame_of(message);
    put_content(body, bubble);
    if (bodies.empty() && !message.reply_to.empty()) body["context"] = {{"message_id", message.reply_to}};
    bodies.push_back(wire::dump(body));
  }
  return bodies;
}

std::string template_body(const Settings& settings, const OutboundMessage& message, const std::string& text) {
  auto body = frame_of(message);
  body["type"] = "template";
  body["template"] = template_of(settings, text);
  return wire::dump(body);
}

}  // namespace

Json frame_of(const OutboundMessage& message) {
  Json body{{"messaging_product", "whatsapp"}, {"recipient_type", "individual"}};
  body[is_phone(message.to) ? "to" : "recipient"] = message.to;
  if (!message.key.empty() && message.key.size() <= key_limit) body["biz_opaque_callback_data"] = message.key;
  return body;
}

SendStep WhatsApp::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  if (!is_address(message.to)) return Rejected{"no-address", true, {}};
  if (settings_.phone_number_id.empty()) return Rejected{"no-number", false, {}};
  std::vector<std::string> bodies;
  if (message.as_template) {
    if (!has_template()) return Retry{"131047", std::nullopt, Hold::job, true};
    const auto text = one_line(message.text);
    if (text.empty()) return Rejected{"empty-text", false, {}};
    bodies.push_back(template_body(settings_, message, text));
  } else {
    const auto rendering = renderer_.render(message);
    if (auto reason = refusal(message, rendering)) return Rejected{*std::move(reason), false, {}};
    bodies = bodies_of(message, rendering);
  }
  auto judged = ids_of(so_far);
  if (auto* outcome = std::get_if<SendOutcome>(&judged)) return std::move(*outcome);
  auto& ids = std::get<std::vector<std::string>>(judged);
  if (ids.size() < bodies.size()) return call(std::move(bodies[ids.size()]), http::Effect::creates);
  auto last = ids.back();
  return Done{std::move(last), std::move(ids)};
}

}  // namespace pintu::whatsapp
