// SPDX-License-Identifier: Apache-2.0
// Telegram's Bot API 10.1 as a channel. https://core.telegram.org/bots/api
//
// An address is the chat's id as text ("4711"), or "chat:topic" for a topic of an officers' forum group. Ids of
// messages are unique within a chat only: Inbound::message_id and reply_to, Done::external_id and
// OutboundMessage::edits and reply_to are all the plain message_id as text, always read together with the chat.
#pragma once

#include <memory>
#include <string>

#include "adapters/channel.hpp"
#include "adapters/telegram/parts.hpp"
#include "adapters/telegram/renderer.hpp"

namespace pintu::telegram {

struct Settings {
  std::string api = "https://api.telegram.org";
  std::string token;
  std::string secret;  // empty when polling without one
  bool poll = false;
  std::string public_url;  // of our webhook; empty = nobody is told
  double per_second = 30;  // messages to all chats together; 1000 when the bot pays for broadcasts
};

class Telegram final : public Channel {
 public:
  explicit Telegram(Settings settings) : settings_(std::move(settings)) {}

  std::string_view kind() const override { return "telegram"; }
  bool authentic(const http::Request& request) const override;

  // One update, or a captured getUpdates answer of many. Every update gives one event; what has no number of its own
  // (`update_id` that is no integer) is `rejected` without an id.
  Result<Received> receive(const http::Request& request) const override;

  // A text longer than a message is several calls. `creates`; edits and toasts have effect none. The external id of
  // several is that of the last, which carries the keyboard.
  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override;

  // The text first, then each file by a call of its own; what is over the Bot API's 50 MB is left out.
  SendStep send_with_files(const OutboundMessage& message, std::span<const ReportFile> files,
                           std::span<const Exchange> so_far) const override;

  // getFile, then the file, at most 20 MB (the Bot API's own limit).
  FetchStep fetch(const Attachment& attachment, std::span<const Exchange> so_far) const override;

  std::vector<http::Request> at_start() const override;
  std::optional<http::Request> probe() const override;
  Result<std::string> proof(const Exchange& exchange) const override;
  std::optional<http::Request> poll(const std::string& last_id) const override;
  Result<Received> receive_polled(const http::Response& response) const override;

  const Renderer& renderer() const override { return renderer_; }
  Limits limits() const override { return {settings_.per_second, 1, 5}; }

 private:
  http::Request call(std::string_view method, std::string body, http::Effect effect) const;
  http::Request call_with_file(const Address& address, const ReportFile& file) const;
  Result<Received> receive_body(std::string_view body) const;

  Settings settings_;
  TelegramRenderer renderer_;
};

// Keys: token, secret (webhook only), receive: webhook | poll, api (default https://api.telegram.org).
// configuration error: which key, and what to write.
Result<std::unique_ptr<Channel>> make(const ChannelConfig& config);

}  // namespace pintu::telegram
