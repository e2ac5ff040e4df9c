// SPDX-License-Identifier: Apache-2.0
// A Telegram channel with an invented account, for the tests of this folder.
#pragma once

#include <memory>
#include <string>

#include "adapters/registry.hpp"
#include "gateway/model/json.hpp"

namespace pintu::test {

inline const std::string telegram_token = "12345:AAtest_token-x";

inline ChannelConfig telegram_config(const std::string& receive = "webhook") {
  ChannelConfig config;
  config.name = "tg";
  config.kind = "telegram";
  config.public_url = "https://pintu.example.go.id/hooks/tg";
  config.values = {
      {"api", "https://bot.example"}, {"token", telegram_token}, {"secret", "rahasia_1"}, {"receive", receive}};
  return config;
}

inline std::unique_ptr<Channel> telegram(const std::string& receive = "webhook") {
  return *make_channel(telegram_config(receive));
}

inline http::Request post(std::string body) {
  http::Request request;
  request.method = "POST";
  request.target = "/hooks/tg";
  request.headers.add("Content-Type", "application/json");
  request.body = std::move(body);
  return request;
}

// The events of one body as `pintu parse` prints them, one a line; "refused" when the body is refused.
inline std::string lines(const Channel& channel, const std::string& body) {
  const auto received = channel.receive(post(body));
  if (!received) return "refused\n";
  std::string out;
  for (const auto& event : received->events) out += parse_line(event) + "\n";
  return out;
}

}  // namespace pintu::test
