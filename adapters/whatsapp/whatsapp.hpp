// SPDX-License-Identifier: Apache-2.0
// Meta's WhatsApp Cloud API as a channel. https://developers.facebook.com/docs/whatsapp/cloud-api
//
// An address is the phone's digits as WhatsApp writes them ("6281234567890"), or a business-scoped user id
// ("ID.13491208655302741918") of a person who hides their number. Ids of messages are Meta's wamids. There are no
// edits: what replaces an earlier message is sent anew.
#pragma once

#include <memory>
#include <string>

#include "adapters/channel.hpp"
#include "adapters/whatsapp/renderer.hpp"

namespace pintu::whatsapp {

struct Settings {
  std::string api = "https://graph.facebook.com/v23.0";
  std::string phone_number_id;  // empty: webhooks of every number are read and nothing can be sent (pintu parse)
  std::string token;
  std::string app_secret;
  std::string app_secret_previous;  // still valid while a secret is changed; may be empty
  std::string verify_token;         // empty: no GET is answered
  std::string template_name;        // of the template with one parameter, the text; may be empty
  std::string template_language = "id";
};

class WhatsApp final : public Channel {
 public:
  explicit WhatsApp(Settings settings) : settings_(std::move(settings)) {}

  std::string_view kind() const override { return "whatsapp"; }
  bool authentic(const http::Request& request) const override;
  std::optional<http::Response> verification(const http::Request& request) const override;

  // Entries, changes, messages, statuses and errors in their order; a message that stands twice is one event. What
  // people said is marked as read at once, with "typing…" over the chat: the last of each person, which stands for all.
  Result<Received> receive(const http::Request& request) const override;

  // A text longer than a message is several calls, all `creates`. The external id is that of the last, which carries
  // the buttons.
  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override;

  // The text, then each file in two calls: an upload (effect none) and a message of its own. In a template the files
  // stay behind.
  SendStep send_with_files(const OutboundMessage& message, std::span<const ReportFile> files,
                           std::span<const Exchange> so_far) const override;

  // Where the file lies (good for 5 minutes), then the file, from Meta's hosts or the configured one only.
  FetchStep fetch(const Attachment& attachment, std::span<const Exchange> so_far) const override;

  // The number's own page: its name and how Meta rates it, when id and token are right.
  std::optional<http::Request> probe() const override;
  Result<std::string> proof(const Exchange& exchange) const override;

  const Renderer& renderer() const override { return renderer_; }
  // 80 a second for a number; to one person one in 6 s, and 45 at once that are counted against later ones.
  Limits limits() const override { return {80, 1.0 / 6, 45}; }
  std::optional<Duration> session() const override { return std::chrono::hours(24); }
  bool has_template() const override { return !settings_.template_name.empty(); }
  bool gives_receipts() const override { return true; }
  bool wants_to_hear_first(std::string_view failure) const override { return failure == "131047"; }

 private:
  http::Request call(std::string body, http::Effect effect) const;
  http::Request get(std::string url) const;
  http::Request upload(const ReportFile& file) const;
  SendStep send_file(const OutboundMessage& message, const ReportFile& file, std::span<const Exchange> so_far) const;
  bool is_file_host(std::string_view url) const;

  Settings settings_;
  WhatsAppRenderer renderer_;
};

// Keys: api (default https://graph.facebook.com/v23.0), phone_number_id, token, app_secret, app_secret_previous,
// verify_token, template, template_language (default id).
// configuration error: which key, and what to write.
Result<std::unique_ptr<Channel>> make(const ChannelConfig& config);

}  // namespace pintu::whatsapp
