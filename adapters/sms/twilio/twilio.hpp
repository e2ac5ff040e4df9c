// SPDX-License-Identifier: Apache-2.0
// Twilio's messaging as a channel. https://www.twilio.com/docs/messaging/guides/webhook-request
//
// An address is a number in E.164 with +. A channel whose sender is a WhatsApp number (`from: "whatsapp:+…"`) has the
// same addresses without their prefix, or what Twilio calls a person without a number ("US.1234").
#pragma once

#include <memory>
#include <string>

#include "adapters/sms/number.hpp"
#include "adapters/sms/sms_channel.hpp"

namespace pintu::sms::twilio {

struct Settings {
  std::string api = "https://api.twilio.com";
  std::string account_sid;
  std::string auth_token;
  std::string auth_token_previous;  // still good while tokens rotate
  std::string from;                 // or
  std::string messaging_service_sid;
  std::string public_url;  // of our webhook, what Twilio signs; empty = nothing is authentic, no status comes
  Numbers numbers;
  double per_second = 10;
};

class Twilio final : public SmsChannel<Settings> {
 public:
  using SmsChannel::SmsChannel;

  std::string_view kind() const override { return "sms/twilio"; }

  // Over the configured public URL, never over what Host or X-Forwarded-* say.
  bool authentic(const http::Request& request) const override;

  // A message, a tap on a WhatsApp template's button, or a status. Answered by an empty TwiML document.
  Result<Received> receive(const http::Request& request) const override;

  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override;

  // A MediaUrl, from Twilio's hosts only; the account's password goes to the first of them and follows no redirect.
  FetchStep fetch(const Attachment& attachment, std::span<const Exchange> so_far) const override;

  std::optional<http::Request> probe() const override;
  Result<std::string> proof(const Exchange& exchange) const override;
  // Of a WhatsApp number only: 24 hours after a person's last message Twilio reports error 63016.
  std::optional<Duration> session() const override;
  bool wants_to_hear_first(std::string_view failure) const override { return failure == "error-63016"; }

 private:
  std::string form_of(const std::string& to, const OutboundMessage& message, std::string_view text) const;
};

// Keys: account_sid, auth_token, auth_token_previous, from or messaging_service_sid, api, country, numbers, rate.
// configuration error: which key, and what to write.
Result<std::unique_ptr<Channel>> make(const ChannelConfig& config);

}  // namespace pintu::sms::twilio
