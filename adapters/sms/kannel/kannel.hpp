// SPDX-License-Identifier: Apache-2.0
// Kannel 1.4.5 as a channel: smsbox's sms-service to us, sendsms from us. https://www.kannel.org/userguide.shtml
//
// An address is a number in E.164 with +. Kannel's answer to sendsms has no id, and the %I of a delivery report is not
// that of the message: Done::external_id and a receipt's reply_to are OutboundMessage::key with its HMAC, which the
// dlr-url carries. A message of several segments is sent segment by segment with our own header, since Kannel
// tears surrogate pairs.
#pragma once

#include <memory>
#include <string>

#include "adapters/sms/number.hpp"
#include "adapters/sms/parts.hpp"
#include "adapters/sms/sms_channel.hpp"

namespace pintu::sms::kannel {

struct Settings {
  std::string api = "http://127.0.0.1:13013";  // sendsms-port
  std::string username;
  std::string password;
  std::string from;        // sender the phone shows; empty = Kannel's global-sender
  std::string smsc;        // which route; empty = Kannel decides
  std::string dlr_secret;  // key of the HMAC in dlr-url
  std::string public_url;  // of our webhook; empty = no delivery reports
  Numbers numbers;
  double per_second = 10;
};

class Kannel final : public SmsChannel<Settings> {
 public:
  using SmsChannel::SmsChannel;

  std::string_view kind() const override { return "sms/kannel"; }

  // Always true: Kannel signs nothing, `secret_path:` or `allow_from:` guards the door. A forged report finds no
  // message, since ids hold an HMAC.
  bool authentic(const http::Request& request) const override;

  // get-url, post-url and post-xml alike. A POST has no id of its own unless its URL says id=%I: then it is a hash of
  // sender, receiver, time, header and text.
  Result<Received> receive(const http::Request& request) const override;

  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override;
  std::optional<http::Request> probe() const override;
  Result<std::string> proof(const Exchange& exchange) const override;

 private:
  std::string query_of(const std::string& to, const OutboundMessage& message, const Segment& segment) const;
  std::string dlr_url(const std::string& key) const;
  // The id of a message at Kannel, which has none of its own: our key and an HMAC of it, so that nobody can guess whose
  // receipt to forge. And back; empty for an id that we did not make.
  std::string id_of(std::string_view key) const;
  std::string key_of(std::string_view id) const;
};

// Keys: username, password, api, from, smsc, dlr_secret (else drawn from the password), country, numbers, rate.
// configuration error: which key, and what to write.
Result<std::unique_ptr<Channel>> make(const ChannelConfig& config);

}  // namespace pintu::sms::kannel
