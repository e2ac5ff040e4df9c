// SPDX-License-Identifier: Apache-2.0
// Vonage's (Nexmo's) SMS API as a channel. https://developer.vonage.com/en/messaging/sms/guides/inbound-sms
//
// An address is a number in E.164 with +.
#pragma once

#include <memory>
#include <string>

#include "adapters/sms/number.hpp"
#include "adapters/sms/sms_channel.hpp"
#include "adapters/sms/vonage/signature.hpp"

namespace pintu::sms::vonage {

struct Settings {
  std::string api = "https://rest.nexmo.com";
  std::string api_key;
  std::string api_secret;
  std::string from;
  std::string signature_secret;  // empty: webhooks are not signed, the door guards
  Method signature = Method::md5hash;
  std::string public_url;  // of our webhook, told with each message for its receipts; empty = the account's setting
  Numbers numbers;
  double per_second = 10;
};

class Vonage final : public SmsChannel<Settings> {
 public:
  using SmsChannel::SmsChannel;

  std::string_view kind() const override { return "sms/vonage"; }

  // With a signature_secret every request must be signed; see is_signed for what it does not prove.
  bool authentic(const http::Request& request) const override;

  // The request without anything by which Vonage tries a URL; it is not signed.
  std::optional<http::Response> verification(const http::Request& request) const override;

  // A message or a receipt, by GET or POST, as a form or JSON. Pieces of a long message come one by one.
  Result<Received> receive(const http::Request& request) const override;

  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override;
  std::optional<http::Request> probe() const override;
  Result<std::string> proof(const Exchange& exchange) const override;

 private:
  std::string form_of(const std::string& to, const OutboundMessage& message, const std::string& text) const;
};

// Keys: api_key, api_secret, from, signature_secret, signature (md5hash, md5, sha1, sha256, sha512), api, country,
// numbers, rate. configuration error: which key, and what to write.
Result<std::unique_ptr<Channel>> make(const ChannelConfig& config);

}  // namespace pintu::sms::vonage
