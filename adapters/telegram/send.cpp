// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/telegram/answer.hpp"
#include "adapters/telegram/parts.hpp"
#include "adapters/telegram/telegram.hpp"
#include "adapters/wire.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::telegram {

using wire::Json;

namespace {

// Bold as entities: nothing a person wrote is ever parsed as mark-up.
Json entities_of(const Bubble& bubble) {
  Json entities = Json::array();
  const auto text = std::string_view(bubble.text);
  for (const auto& span : bubble.bold) {
    entities.push_back({{"type", "bold"},
                        {"offset", utf8::utf16_units(text.substr(0, span.begin))},
                        {"length", utf8::utf16_units(text.substr(span.begin, span.end - span.begin))}});
  }
  return entities;
}

Json inline_keyboard(const Bubble& bubble) {
  Json rows = Json::array();
  for (const auto& row : bubble.rows) {
    Json buttons = Json::array();
    for (const auto& button : row) buttons.push_back({{"text", button.label}, {"callback_data", button.id}});
    rows.push_back(std::move(buttons));
  }
  return Json{{"inline_keyboard", std::move(rows)}};
}

Json reply_keyboard(const Bubble& bubble) {
  Json rows = Json::array();
  for (const auto& row : bubble.rows) {
    Json buttons = Json::array();
    for (const auto& button : row) {
      Json key{{"text", button.label}};
      if (button.asks_location) key["request_location"] = true;
      if (button.asks_contact) key["request_contact"] = true;
      buttons.push_back(std::move(key));
    }
    rows.push_back(std::move(buttons));
  }
  return Json{{"keyboard", std::move(rows)}, {"resize_keyboard", true}, {"one_time_keyboard", true}};
}

Json body_of(const Address& address, const Bubble& bubble) {
  Json body{{"chat_id", address.chat}, {"text", bubble.text}, {"link_preview_options", {{"is_disabled", true}}}};
  if (auto entities = entities_of(bubble); !entities.empty()) body["entities"] = std::move(entities);
  switch (bubble.keyboard) {
    case Keyboard::inline_buttons:
      body["reply_markup"] = inline_keyboard(bubble);
      break;
    case Keyboard::reply_buttons:
      body["reply_markup"] = reply_keyboard(bubble);
      break;
    case Keyboard::remove:
      body["reply_markup"] = {{"remove_keyboard", true}};
      break;
    case Keyboard::none:
    case Keyboard::list:
      break;
  }
  return body;
}

std::string send_body(const Address& address, const Bubble& bubble, std::string_view reply_to) {
  auto body = body_of(address, bubble);
  if (address.topic) body["message_thread_id"] = *address.topic;
  if (const auto answered = to_number(reply_to)) {
    body["reply_parameters"] = {{"message_id", *answered}, {"allow_sending_without_reply", true}};
  }
  return wire::dump(body);
}

// An edit can carry an inline keyboard or none, and only one message becomes one.
std::optional<std::int64_t> editable(const OutboundMessage& message, const Rendering& rendering) {
  if (rendering.bubbles.size() != 1) return std::nullopt;
  const auto keyboard = rendering.bubbles.front().keyboard;
  if (keyboard != Keyboard::none && keyboard != Keyboard::inline_buttons) return std::nullopt;
  return to_number(message.edits);
}

std::string edit_body(const Address& address, const Bubble& bubble, std::int64_t id) {
  auto body = body_of(address, bubble);
  body["message_id"] = id;
  return wire::dump(body);
}

std::optional<std::string> refusal(const OutboundMessage& message, const Rendering& rendering) {
  for (const auto& choice : message.choices) {
    if (choice.id.empty() || choice.id.size() > data_limit || choice.label.empty()) return "button-breaks-limits";
  }
  for (const auto& bubble : rendering.bubbles) {
    if (bubble.text.find_first_not_of(" \n\t\r") == std::string::npos) return "empty-text";
  }
  return std::nullopt;
}

}  // namespace

SendStep Telegram::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  const auto address = read_address(message.to);
  if (!address) return Rejected{"no-chat-id", true, {}};
  const auto rendering = renderer_.render(message);
  if (auto reason = refusal(message, rendering)) return Rejected{*std::move(reason), false, {}};
  if (const auto id = editable(message, rendering)) {
    if (so_far.empty()) {
      return call("editMessageText", edit_body(*address, rendering.bubbles.front(), *id), http::Effect::none);
    }
    const auto edited = judge_edit(so_far.front(), message.edits);
    if (const auto* outcome = std::get_if<SendOutcome>(&edited)) return *outcome;
    so_far = so_far.subspan(1);
  }
  Done done;
  for (const auto& bubble : rendering.bubbles) {
    if (done.all_ids.size() == so_far.size()) {
      const auto reply_to = done.all_ids.empty() ? std::string_view(message.reply_to) : std::string_view();
      return call("sendMessage", send_body(*address, bubble, reply_to), http::Effect::creates);
    }
    auto sent = judge_sent(so_far[done.all_ids.size()]);
    if (auto* outcome = std::get_if<SendOutcome>(&sent)) return std::move(*outcome);
    done.all_ids.push_back(std::get<std::string>(std::move(sent)));
  }
  done.external_id = done.all_ids.back();
  return done;
}

}  // namespace pintu::telegram
