// SPDX-License-Identifier: Apache-2.0
// A WhatsApp channel with an invented account, for the tests of this folder.
#pragma once

#include <memory>
#include <string>

#include "adapters/registry.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/model/json.hpp"

namespace pintu::test {

inline const std::string whatsapp_token = "EAAtest-token";
inline const std::string whatsapp_secret = "0123456789abcdef";

inline ChannelConfig whatsapp_config() {
  ChannelConfig config;
  config.name = "wa";
  config.kind = "whatsapp";
  config.public_url = "https://pintu.example.go.id/hooks/wa";
  config.values = {
      {"api", "https://graph.example/v23.0"}, {"phone_number_id", "1062"},   {"token", whatsapp_token},
      {"app_secret", whatsapp_secret},        {"verify_token", "rahasia-1"}, {"template", "kabar_laporan"}};
  return config;
}

inline std::unique_ptr<Channel> whatsapp() { return *make_channel(whatsapp_config()); }

// Without a number of its own: reads webhooks of all numbers, as `pintu parse` does.
inline std::unique_ptr<Channel> whatsapp_reader() {
  auto config = whatsapp_config();
  config.values.erase("phone_number_id");
  return *make_channel(config);
}

inline http::Request whatsapp_post(std::string body, const std::string& secret = whatsapp_secret) {
  http::Request request;
  request.method = "POST";
  request.target = "/hooks/wa";
  request.headers.add("Content-Type", "application/json");
  request.headers.add("X-Hub-Signature-256", "sha256=" + crypto::to_hex(crypto::hmac_sha256(secret, body)));
  request.body = std::move(body);
  return request;
}

// A body with one change of the field "messages", whose value holds these members beside its metadata.
inline std::string whatsapp_body(const std::string& members, const std::string& number = "1062") {
  return R"({"object":"whatsapp_business_account","entry":[{"id":"77","changes":[{"field":"messages","value":{)"
         R"("messaging_product":"whatsapp","metadata":{"display_phone_number":"62811","phone_number_id":")" +
         number + "\"}," + members + "}}]}]}";
}

// The same with one message of 6281234, whose members these are beside sender, id and time.
inline std::string whatsapp_said(const std::string& members) {
  return whatsapp_body(R"("contacts":[{"profile":{"name":"Siti"},"wa_id":"6281234","user_id":"ID.55"}],"messages":[)"
                       R"({"from":"6281234","id":"wamid.1","timestamp":"1777700000",)" +
                       members + "}]");
}

// The events of one body as `pintu parse` prints them, one a line; "refused" when the body is refused.
inline std::string whatsapp_lines(const Channel& channel, const std::string& body) {
  const auto received = channel.receive(whatsapp_post(body));
  if (!received) return "refused\n";
  std::string out;
  for (const auto& event : received->events) out += parse_line(event) + "\n";
  return out;
}

}  // namespace pintu::test
