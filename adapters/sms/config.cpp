// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/config.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/wire.hpp"

namespace pintu::sms {

std::string ConfigKeys::text(std::string_view key, std::string_view otherwise) const {
  const auto at = config_.values.find(std::string(key));
  return at == config_.values.end() || at->second.empty() ? std::string(otherwise) : at->second;
}

std::unexpected<Error> ConfigKeys::wrong(std::string_view key, std::string_view remedy) const {
  return fail(Errc::configuration, fmt::format("channels.{}.{}: {}", config_.name, key, remedy));
}

Result<std::string> ConfigKeys::base(std::string_view key, std::string_view otherwise) const {
  const auto url = wire::base_url(text(key, otherwise));
  if (!url) return wrong(key, fmt::format("write a base URL such as {}", otherwise));
  return *url;
}

Result<std::string> ConfigKeys::needed(std::string_view key, std::string_view remedy) const {
  auto value = text(key);
  if (value.empty()) return wrong(key, fmt::format("is missing; {}", remedy));
  return value;
}

std::vector<std::string> ConfigKeys::list(std::string_view key) const {
  const auto at = config_.lists.find(std::string(key));
  if (at != config_.lists.end()) return at->second;
  return has(key) ? std::vector{text(key)} : std::vector<std::string>();
}

Result<ConfigKeys::Login> ConfigKeys::webhook_login() const {
  Login login{text("webhook_user"), text("webhook_password")};
  if (login.user.empty() != login.password.empty()) {
    return wrong("webhook_password", "goes with webhook_user: write both or neither");
  }
  return login;
}

Result<Numbers> ConfigKeys::numbers() const {
  Numbers numbers;
  numbers.country = text("country", numbers.country);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (numbers.country.size() > 3 || numbers.country.starts_with('0') ||
      !std::ranges::all_of(numbers.country, is_digit)) {
    return wrong("country", "write a calling code without plus, such as 62");
  }
  if (has("from")) numbers.own.push_back(text("from"));
  for (auto& more : list("numbers")) numbers.own.push_back(std::move(more));
  return numbers;
}

Result<double> ConfigKeys::rate(double otherwise) const {
  const auto written = text("rate");
  if (written.empty()) return otherwise;
  const auto per_second = wire::rate(written, 1000);
  if (!per_second) return wrong("rate", "write how many messages may leave, such as 10/s or 60/min");
  return *per_second;
}

}  // namespace pintu::sms
