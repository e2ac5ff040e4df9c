// SPDX-License-Identifier: Apache-2.0
// An SMS aggregator that we have never seen, connected by configuration: where in its webhook sender, text and id
// stand, and what request sends a message.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/generic/document.hpp"
#include "adapters/sms/number.hpp"
#include "adapters/sms/sms_channel.hpp"

namespace pintu::sms::generic {

struct Sending {
  std::string url;   // with {to} {to_plus} {to_local} {text} {from} {key} {unicode}
  std::string body;  // the same; empty = GET
  std::string type = "application/x-www-form-urlencoded";
  std::string authorization;  // the header's value
  std::string success;        // what a good answer contains; empty = every 2xx is one
  std::string id;             // JSON pointer or XML path of the provider's id in the answer
};

struct Settings {
  std::string api;
  std::map<std::string, std::string> map;  // our word for it → their name for it
  std::optional<Charset> charset;
  std::string answer;
  std::chrono::minutes zone{};  // of times that have none
  std::string secret;           // what the parameter map["secret"] must be
  std::string webhook_user;     // with a password: what they must log in with
  std::string webhook_password;
  std::string from;
  Sending sending;
  std::vector<std::string> media_hosts;  // where files may be fetched
  Numbers numbers;
  double per_second = 5;
};

class Generic final : public SmsChannel<Settings> {
 public:
  using SmsChannel::SmsChannel;

  std::string_view kind() const override { return "sms/generic"; }

  // What the configuration asks for: a password, a parameter with a secret. Without either the door's `secret_path:` or
  // `allow_from:` is the only guard.
  bool authentic(const http::Request& request) const override;

  // A message without an id of the provider's gets a hash of sender, receiver, text and the provider's time. Without a
  // time it has none and is never taken for a duplicate: people do write the same word twice. A request that says
  // nothing at all is answered well (providers check URLs so).
  Result<Received> receive(const http::Request& request) const override;

  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override;
  FetchStep fetch(const Attachment& attachment, std::span<const Exchange> so_far) const override;

 private:
  Result<Document> document_of(const http::Request& request) const;
  Inbound read_item(const Item& item, const http::Request& request) const;
  std::string text_of(const Item& item, const http::Request& request, Inbound& event) const;
  http::Request request_for(const OutboundMessage& message, const std::string& to, const std::string& text) const;
};

// Keys: map (from and text at least), charset, answer, zone, secret, webhook_user, webhook_password, api, send_path,
// send_body, send_type, send_authorization, send_success, send_id, from, country, numbers, media_hosts, rate.
// configuration error: which key, and what to write.
Result<std::unique_ptr<Channel>> make(const ChannelConfig& config);

}  // namespace pintu::sms::generic
