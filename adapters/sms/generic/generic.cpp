// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/generic/generic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/sms/config.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/media.hpp"
#include "adapters/sms/time.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::sms::generic {

namespace {

constexpr std::size_t largest = std::size_t{25} << 20U;

constexpr std::array<std::string_view, 20> words{"from",  "text",  "id",  "to",  "at",      "name",   "items",
                                                 "part",  "parts", "ref", "udh", "charset", "coding", "secret",
                                                 "media", "mime",  "lat", "lon", "place",   "answer"};

// charset and answer may stand in the map too, as `pintu parse --map` has it.
Result<void> read_map(const ChannelConfig& config, const ConfigKeys& keys, Settings& settings) {
  if (const auto map = config.maps.find("map"); map != config.maps.end()) settings.map = map->second;
  for (const auto& [word, name] : settings.map) {
    if (std::ranges::find(words, word) == words.end()) {
      return keys.wrong("map", fmt::format("there is no {}; it may hold {}", word, fmt::join(words, ", ")));
    }
    if (name.empty()) return keys.wrong("map", fmt::format("{} names nothing", word));
  }
  for (const auto* needed : {"from", "text"}) {
    if (!settings.map.contains(needed)) {
      return keys.wrong("map", fmt::format("{} is missing; write how this provider calls it", needed));
    }
  }
  if (const auto answer = settings.map.extract("answer")) settings.answer = answer.mapped();
  const auto charset = charset_from(settings.map.contains("charset") ? settings.map["charset"] : "");
  if (charset) {
    settings.charset = charset;
    settings.map.erase("charset");
  }
  return {};
}

Result<void> read_receiving(const ChannelConfig& config, const ConfigKeys& keys, Settings& settings) {
  if (auto map = read_map(config, keys, settings); !map) return map;
  if (keys.has("charset")) {
    settings.charset = charset_from(keys.text("charset"));
    if (!settings.charset) return keys.wrong("charset", "write utf-8, latin1, utf-16be or gsm7");
  }
  if (keys.has("answer")) settings.answer = keys.text("answer");
  if (keys.has("zone")) {
    const auto zone = read_zone(keys.text("zone"));
    if (!zone) return keys.wrong("zone", "write how far its clock is from UTC, such as +07:00");
    settings.zone = *zone;
  }
  settings.secret = keys.text("secret");
  if (settings.map.contains("secret") && settings.secret.empty()) {
    return keys.wrong("secret", "is missing; map names the parameter that must hold it");
  }
  PINTU_TRY(const auto login, keys.webhook_login());
  settings.webhook_user = login.user;
  settings.webhook_password = login.password;
  settings.media_hosts = keys.list("media_hosts");
  return {};
}

Result<void> read_sending(const ConfigKeys& keys, Settings& settings) {
  PINTU_TRY(const auto api, keys.base("api", "https://sms.example.co.id"));
  const auto path = keys.text("send_path");
  if (!path.starts_with('/')) return keys.wrong("send_path", "write a path such as /send?to={to}&message={text}");
  settings.api = api;
  settings.sending.url = api + path;
  settings.sending.body = keys.text("send_body");
  settings.sending.type = keys.text("send_type", settings.sending.type);
  settings.sending.authorization = keys.text("send_authorization");
  settings.sending.success = keys.text("send_success");
  settings.sending.id = keys.text("send_id");
  for (const auto* placeholder : {"{to", "{text}"}) {
    if ((settings.sending.url + settings.sending.body).find(placeholder) == std::string::npos) {
      return keys.wrong("send_path", "and send_body need {to} and {text}");
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Channel>> make(const ChannelConfig& config) {
  const ConfigKeys keys(config);
  Settings settings;
  if (auto read = read_receiving(config, keys, settings); !read) return std::unexpected(read.error());
  if (auto read = read_sending(keys, settings); !read) return std::unexpected(read.error());
  PINTU_TRY(settings.numbers, keys.numbers());
  PINTU_TRY(settings.per_second, keys.rate(settings.per_second));
  settings.from = keys.text("from");
  return std::make_unique<Generic>(std::move(settings));
}

bool Generic::authentic(const http::Request& request) const {
  if (!settings_.webhook_user.empty() && !has_basic_auth(request, settings_.webhook_user, settings_.webhook_password)) {
    return false;
  }
  const auto name = settings_.map.find("secret");
  if (name == settings_.map.end()) return true;
  const auto document = document_of(request);
  if (!document || document->items.empty()) return false;
  return std::ranges::all_of(document->items, [&](const auto& item) {
    return crypto::equal(item->value(name->second).value_or(""), settings_.secret);
  });
}

FetchStep Generic::fetch(const Attachment& attachment, std::span<const Exchange> so_far) const {
  if (!may_fetch(attachment.ref, settings_.api, settings_.media_hosts)) {
    return SendOutcome(Rejected{"foreign-url", false, {}});
  }
  if (!so_far.empty()) return judge_file(so_far.front(), attachment, largest);
  return file_request(attachment.ref, largest);
}

}  // namespace pintu::sms::generic
