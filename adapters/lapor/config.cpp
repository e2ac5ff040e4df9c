// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "adapters/lapor/config.hpp"
#include "adapters/lapor/lapor.hpp"
#include "adapters/wire.hpp"

namespace pintu::lapor {

namespace {

using namespace std::chrono_literals;

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// "30/min" → 30 a minute.
std::optional<double> read_rate(std::string_view text) {
  const auto slash = text.find('/');
  const auto count = to_number(text.substr(0, slash));
  if (!count || *count < 1 || *count > 100000 || slash == std::string_view::npos) return std::nullopt;
  const auto unit = text.substr(slash + 1);
  const auto number = static_cast<double>(*count);
  if (unit == "s" || unit == "sec") return number * 60;
  if (unit == "min" || unit == "m") return number;
  if (unit == "h" || unit == "hour") return number / 60;
  return std::nullopt;
}

std::optional<Duration> read_duration(std::string_view text) {
  const auto letters = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto count = to_number(text.substr(0, letters));
  if (!count || *count < 1 || *count > 100000) return std::nullopt;
  const auto unit = text.substr(letters);
  if (unit == "s") return Duration(1s) * *count;
  if (unit == "m" || unit == "min") return Duration(1min) * *count;
  if (unit == "h") return Duration(1h) * *count;
  if (unit == "d") return Duration(24h) * *count;
  return std::nullopt;
}

bool is_path(std::string_view text) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, plain);
}

Result<void> read_account(const Keys& keys, Settings& settings) {
  PINTU_TRY(settings.api, keys.base_url());
  settings.authorization = keys.text("authorization");
  if (!is_one_line(settings.authorization)) {
    return keys.wrong("authorization", "write the Authorization header's value, as file:PATH");
  }
  settings.token = keys.text("token");
  if (!is_one_line(settings.token)) return keys.wrong("token", "write the token header's value, as file:PATH");
  settings.path = keys.text("path");
  if (!is_path(settings.path)) return keys.wrong("path", "write the agency's path, such as complaint-jabar");
  settings.user_id = keys.text("user_id");
  if (!to_number(settings.user_id)) return keys.wrong("user_id", "write the number of the account that files reports");
  PINTU_TRY(const auto channel, keys.number("channel", std::nullopt));
  if (!channel) return keys.wrong("channel", "write the channel number that LAPOR gave this agency");
  settings.channel = *channel;
  return {};
}

Result<void> read_ids(const Keys& keys, const AgencyConfig& config, Settings& settings) {
  PINTU_TRY(settings.location_id, keys.number("location_id", std::nullopt));
  PINTU_TRY(settings.disposition_id, keys.number("disposition_id", std::nullopt));
  std::int64_t otherwise = 1;
  for (const auto* as : {"pengaduan", "aspirasi", "informasi"}) {
    const auto key = fmt::format("classification_{}", as);
    PINTU_TRY(const auto id, keys.number(key.c_str(), otherwise++));
    settings.classifications[as] = *id;
  }
  for (const auto& [option, text] : config.categories) {
    const auto id = to_number(text);
    if (!id) return keys.wrong("categories", fmt::format("\"{}\" of option {} is no category number", text, option));
    settings.categories[option] = *id;
  }
  return {};
}

}  // namespace

std::unexpected<Error> Keys::wrong(std::string_view key, std::string_view remedy) const {
  return fail(Errc::configuration, fmt::format("agencies.{}.{}: {}", config_.name, key, remedy));
}

std::string Keys::text(const char* key) const {
  const auto at = config_.values.find(key);
  return at == config_.values.end() ? std::string() : at->second;
}

Result<std::optional<std::int64_t>> Keys::number(const char* key, std::optional<std::int64_t> otherwise) const {
  const auto value = text(key);
  if (value.empty()) return otherwise;
  const auto read = to_number(value);
  if (!read || *read < 0) return wrong(key, "write a whole number");
  return std::optional(*read);
}

Result<std::string> Keys::base_url() const {
  auto api = wire::base_url(text("api"));
  if (!api) return wrong("api", "write LAPOR's base URL, https://…, as its developer page gives it");
  return *std::move(api);
}

Result<double> Keys::rate(double otherwise) const {
  const auto value = text("rate");
  if (value.empty()) return otherwise;
  const auto read = read_rate(value);
  if (!read) return wrong("rate", "write a rate such as 30/min");
  return *read;
}

bool is_one_line(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 127; });
}

Result<std::unique_ptr<Agency>> make(const AgencyConfig& config) {
  const Keys keys(config);
  Settings settings;
  if (auto account = read_account(keys, settings); !account) return std::unexpected(account.error());
  if (auto ids = read_ids(keys, config, settings); !ids) return std::unexpected(ids.error());
  PINTU_TRY(settings.per_minute, keys.rate(settings.per_minute));
  if (const auto text = keys.text("poll"); !text.empty()) {
    const auto every = read_duration(text);
    if (!every) return keys.wrong("poll", "write a time such as 3h or 90m");
    settings.poll_every = *every;
  }
  return std::make_unique<Lapor>(std::move(settings));
}

}  // namespace pintu::lapor
