// SPDX-License-Identifier: Apache-2.0
// Infobip's SMS API 3 as a channel. https://www.infobip.com/docs/api/channels/sms
//
// An address is a number in E.164 with +. Infobip signs nothing: webhook_user and webhook_password, a `secret_path:` or
// an `allow_from:` guard the door.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/sms/number.hpp"
#include "adapters/sms/sms_channel.hpp"

namespace pintu::sms::infobip {

struct Settings {
  std::string api;      // each account has its own host
  std::string api_key;  // or
  std::string username;
  std::string password;
  std::string from;
  std::string webhook_user;
  std::string webhook_password;
  std::vector<std::string> media_hosts;
  std::string public_url;  // of our webhook, told with each message for its reports; empty = none come
  Numbers numbers;
  double per_second = 10;
};

class Infobip final : public SmsChannel<Settings> {
 public:
  using SmsChannel::SmsChannel;

  std::string_view kind() const override { return "sms/infobip"; }
  bool authentic(const http::Request& request) const override;

  // A batch of messages, MMS among them, or of delivery reports, or of both.
  Result<Received> receive(const http::Request& request) const override;

  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override;

  // From Infobip's hosts, with our key; from media_hosts without it.
  FetchStep fetch(const Attachment& attachment, std::span<const Exchange> so_far) const override;

  std::optional<http::Request> probe() const override;
  Result<std::string> proof(const Exchange& exchange) const override;

 private:
  std::string authorization() const;
  std::string body_of(const std::string& to, const OutboundMessage& message, const std::string& text) const;
};

// Keys: api, api_key or username and password, from, webhook_user, webhook_password, media_hosts, country, numbers,
// rate. configuration error: which key, and what to write.
Result<std::unique_ptr<Channel>> make(const ChannelConfig& config);

}  // namespace pintu::sms::infobip
