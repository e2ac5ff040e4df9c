// SPDX-License-Identifier: Apache-2.0
// The channel's keys in the configuration.
#include <fmt/format.h>

#include <algorithm>

#include "adapters/whatsapp/parts.hpp"
#include "adapters/whatsapp/whatsapp.hpp"
#include "adapters/wire.hpp"

namespace pintu::whatsapp {

namespace {

std::string value_of(const ChannelConfig& config, const char* key) {
  const auto at = config.values.find(key);
  return at == config.values.end() ? std::string() : at->second;
}

// What can stand in a header or be typed at Meta: ASCII without blanks.
bool is_secret(std::string_view text) {
  return !text.empty() && text.size() <= 1024 && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 127; });
}

bool is_template(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.size() <= 512 && std::ranges::all_of(name, plain);
}

// "id", "en_US".
bool is_language(std::string_view code) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto language = code.substr(0, code.find('_'));
  if (language.size() < 2 || language.size() > 3 || !std::ranges::all_of(language, small)) return false;
  const auto country = code.substr(language.size());
  return country.empty() || (country.size() == 3 && std::ranges::all_of(country.substr(1), capital));
}

struct SecretKey {
  const char* key;
  std::string Settings::* into;
  bool needed;
  const char* remedy;
};
constexpr SecretKey secrets[] = {
    {"token", &Settings::token, true, "write the token of a system user of Meta Business, as file:PATH"},
    {"app_secret", &Settings::app_secret, true, "copy the app's secret from App settings > Basic, as file:PATH"},
    {"app_secret_previous", &Settings::app_secret_previous, false,
     "write the secret that was replaced, or leave it out"},
    {"verify_token", &Settings::verify_token, false, "invent one of letters and digits; the same is typed at Meta"},
};

}  // namespace

Result<std::unique_ptr<Channel>> make(const ChannelConfig& config) {
  const auto wrong = [&config](std::string_view key, std::string_view remedy) {
    return fail(Errc::configuration, fmt::format("channels.{}.{}: {}", config.name, key, remedy));
  };
  Settings settings;
  if (const auto api = value_of(config, "api"); !api.empty()) {
    const auto url = wire::base_url(api);
    if (!url) return wrong("api", "write a base URL such as https://graph.facebook.com/v23.0");
    settings.api = *url;
  }
  settings.phone_number_id = value_of(config, "phone_number_id");
  if (config.values.contains("phone_number_id") && !is_phone(settings.phone_number_id)) {
    return wrong("phone_number_id", "write the id that Meta shows under API setup (digits; not the phone number)");
  }
  for (const auto& [key, into, needed, remedy] : secrets) {
    settings.*into = value_of(config, key);
    if (needed && (settings.*into).empty()) return wrong(key, fmt::format("is missing; {}", remedy));
    if (config.values.contains(key) && !is_secret(settings.*into)) return wrong(key, remedy);
  }
  settings.template_name = value_of(config, "template");
  if (config.values.contains("template") && !is_template(settings.template_name)) {
    return wrong("template", "write the name of an approved template: small letters, digits and _");
  }
  if (config.values.contains("template_language")) {
    settings.template_language = value_of(config, "template_language");
    if (settings.template_name.empty()) return wrong("template_language", "does nothing without template: NAME");
    if (!is_language(settings.template_language)) return wrong("template_language", "write a code such as id or en_US");
  }
  return std::make_unique<WhatsApp>(std::move(settings));
}

}  // namespace pintu::whatsapp
