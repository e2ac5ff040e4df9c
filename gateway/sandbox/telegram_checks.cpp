// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/telegram_checks.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway/base/utf8.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

constexpr std::string_view no_markup = "Bad Request: object expected as reply markup";
constexpr std::string_view bad_data = "Bad Request: BUTTON_DATA_INVALID";
constexpr std::size_t longest_placeholder = 64;
constexpr std::size_t longest_secret = 256;

bool blank(std::string_view text) { return text.find_first_not_of(" \n\t\r") == std::string_view::npos; }

std::string entities_fault(const Json& entities, std::string_view text) {
  if (entities.is_null()) return {};
  if (!entities.is_array()) return "Bad Request: can't parse entities: expected an Array";
  const auto units = static_cast<std::int64_t>(utf8::utf16_units(text));
  for (const auto& entity : entities) {
    const auto offset = integer_of(entity, "offset", -1);
    const auto length = integer_of(entity, "length");
    if (text_of(entity, "type").empty()) return "Bad Request: can't parse MessageEntity: type must be a String";
    if (offset < 0 || length <= 0 || offset > units || length > units - offset) {
      return "Bad Request: ENTITY_BOUNDS_INVALID";
    }
  }
  return {};
}

// A keyboard is an array of rows, a row an array of buttons; `check` gives a button's fault.
template <class Check>
std::string rows_fault(const Json& rows, Check check) {
  if (!rows.is_array()) return std::string(no_markup);
  for (const auto& row : rows) {
    if (!row.is_array())
      return "Bad Request: field \"inline_keyboard\" of the InlineKeyboardMarkup should be an Array of Arrays";
    for (const auto& button : row) {
      if (auto fault = check(button); !fault.empty()) return fault;
    }
  }
  return {};
}

std::string inline_button_fault(const Json& button) {
  if (!button.is_object() || blank(text_of(button, "text"))) {
    return "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
  }
  const auto& data = member(button, "callback_data");
  if (data.is_null()) {
    return text_of(button, "url").empty() ? "Bad Request: Text buttons are unallowed in the inline keyboard" : "";
  }
  const auto text = text_of(button, "callback_data");
  return text.empty() || text.size() > longest_data ? std::string(bad_data) : std::string();
}

std::string key_fault(const Json& button) {
  const auto text = button.is_string() ? button.get<std::string>() : text_of(button, "text");
  if (blank(text)) return "Bad Request: keyboard button text must be non-empty";
  return {};
}

std::string keyboard_fault(const Json& markup) {
  if (utf8::utf16_units(text_of(markup, "input_field_placeholder")) > longest_placeholder) {
    return "Bad Request: input field placeholder is too long";
  }
  const auto& rows = member(markup, "keyboard");
  if (rows.is_array() && rows.empty()) return "Bad Request: keyboard must be non-empty";
  return rows_fault(rows, key_fault);
}

}  // namespace

std::string text_fault(const Json& p) {
  const auto& text = member(p, "text");
  if (!text.is_string() || blank(text.get_ref<const std::string&>())) return "Bad Request: message text is empty";
  const auto& words = text.get_ref<const std::string&>();
  if (!utf8::valid(words)) return "Bad Request: strings must be encoded in UTF-8";
  if (utf8::utf16_units(words) > longest_text) return "Bad Request: message is too long";
  // The fake shows what entities say; a client that counts on mark-up in the text would see the marks on its phone.
  if (!text_of(p, "parse_mode").empty()) return "Bad Request: unsupported parse_mode (this stand-in takes entities)";
  return entities_fault(member(p, "entities"), words);
}

std::string markup_fault(const Json& p) {
  const auto& markup = member(p, "reply_markup");
  if (markup.is_null()) return {};
  if (!markup.is_object()) return std::string(no_markup);
  if (markup.contains("inline_keyboard")) return rows_fault(markup["inline_keyboard"], inline_button_fault);
  if (markup.contains("keyboard")) return keyboard_fault(markup);
  if (flag_of(markup, "remove_keyboard") || flag_of(markup, "force_reply")) return {};
  return std::string(no_markup);
}

std::string inline_markup_fault(const Json& p) {
  const auto& markup = member(p, "reply_markup");
  if (markup.is_object() && !markup.contains("inline_keyboard")) return "Bad Request: inline keyboard expected";
  return markup_fault(p);
}

std::string caption_fault(const Json& p) {
  const auto caption = text_of(p, "caption");
  if (utf8::utf16_units(caption) > longest_caption) return "Bad Request: message caption is too long";
  return entities_fault(member(p, "caption_entities"), caption);
}

std::string webhook_fault(const Json& p) {
  const auto url = text_of(p, "url");
  if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://")) {
    return "Bad Request: bad webhook: An HTTPS URL must be provided for webhook";
  }
  const auto secret = text_of(p, "secret_token");
  const auto plain = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (secret.size() > longest_secret) return "Bad Request: secret token is too long";
  if (!std::ranges::all_of(secret, plain)) return "Bad Request: secret token contains unallowed characters";
  const auto connections = integer_of(p, "max_connections", 40);
  if (connections < 1 || connections > 100) return "Bad Request: max_connections must be from 1 to 100";
  return {};
}

}  // namespace pintu::sandbox
