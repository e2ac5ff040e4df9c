// SPDX-License-Identifier: Apache-2.0
// Files after the text they belong to: each is uploaded, then sent by the id that the upload gave.
// https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "adapters/multipart.hpp"
#include "adapters/whatsapp/answer.hpp"
#include "adapters/whatsapp/parts.hpp"
#include "adapters/whatsapp/send.hpp"
#include "adapters/whatsapp/whatsapp.hpp"
#include "adapters/wire.hpp"

namespace pintu::whatsapp {

using namespace std::chrono_literals;
using wire::Json;

namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20U;
constexpr std::size_t largest_document = 100 * mebibyte;

struct Kind {
  std::string_view mime;
  std::string_view type;
  std::size_t largest;
};
// What a phone shows by itself, and how large it may be; everything else is a document.
constexpr std::array kinds{Kind{"image/jpeg", "image", 5 * mebibyte}, Kind{"image/png", "image", 5 * mebibyte},
                           Kind{"video/mp4", "video", 16 * mebibyte}, Kind{"video/3gpp", "video", 16 * mebibyte},
                           Kind{"audio/aac", "audio", 16 * mebibyte}, Kind{"audio/amr", "audio", 16 * mebibyte},
                           Kind{"audio/mp4", "audio", 16 * mebibyte}, Kind{"audio/mpeg", "audio", 16 * mebibyte},
                           Kind{"audio/ogg", "audio", 16 * mebibyte}};

constexpr std::string_view as_document = "document";

std::string_view type_for(const ReportFile& file) {
  const auto row = std::ranges::find(kinds, std::string_view(file.mime), &Kind::mime);
  return row != kinds.end() && file.bytes.size() <= row->largest ? row->type : as_document;
}

bool can_go(const ReportFile& file) { return !file.bytes.empty() && file.bytes.size() <= largest_document; }

// The id of the uploaded file, or how that ended. An upload that had no answer did nothing that anybody sees.
std::variant<std::string, SendOutcome> judge_upload(const Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return SendOutcome(Retry{"no-answer", std::nullopt, Hold::job});
  if (is_error(*response)) return judge_refusal(*response);
  const auto json = wire::parse(response->body);
  auto id = wire::id_text(wire::find(json ? &*json : nullptr, "id"));
  if (id.empty()) return SendOutcome(Retry{"upload-without-id", std::nullopt, Hold::job});
  return id;
}

// The next move of one part of the message, or how it ended; then the answers it took are gone from `so_far`.
template <class NextMove>
SendStep play(std::span<const Exchange>& so_far, const NextMove& next_move) {
  for (std::size_t used = 0;; ++used) {
    SendStep step = next_move(so_far.first(used));
    if (std::holds_alternative<SendOutcome>(step)) {
      so_far = so_far.subspan(used);
      return step;
    }
    if (used == so_far.size()) return step;
  }
}

}  // namespace

http::Request WhatsApp::upload(const ReportFile& file) const {
  Multipart form;
  form.field("messaging_product", "whatsapp");
  form.field("type", file.mime);
  form.file("file", file.name, file.mime, file.bytes);
  auto [content_type, body] = std::move(form).finish();
  auto request = get(fmt::format("{}/{}/media", settings_.api, settings_.phone_number_id));
  request.method = "POST";
  request.headers.add("Content-Type", std::move(content_type));
  request.body = std::move(body);
  request.timeout = 120s;
  return request;
}

// The next move for one file: upload, message, and how they ended (Done).
SendStep WhatsApp::send_file(const OutboundMessage& message, const ReportFile& file,
                             std::span<const Exchange> so_far) const {
  if (so_far.empty()) return upload(file);
  auto uploaded = judge_upload(so_far[0]);
  if (auto* outcome = std::get_if<SendOutcome>(&uploaded)) return std::move(*outcome);
  if (so_far.size() == 1) {
    const std::string type(type_for(file));
    auto body = frame_of(message);
    body["type"] = type;
    body[type] = {{"id", std::get<std::string>(std::move(uploaded))}};
    if (type == as_document) body[type]["filename"] = file.name;
    return call(wire::dump(body), http::Effect::creates);
  }
  auto sent = judge_sent(so_far[1]);
  if (auto* outcome = std::get_if<SendOutcome>(&sent)) return std::move(*outcome);
  auto id = std::get<std::string>(std::move(sent));
  return Done{id, {id}};
}

SendStep WhatsApp::send_with_files(const OutboundMessage& message, std::span<const ReportFile> files,
                                   std::span<const Exchange> so_far) const {
  // A template holds one line of text; that the files are absent is better than that the news is.
  if (message.as_template) return send(message, so_far);
  if (!is_address(message.to)) return Rejected{"no-address", true, {}};
  Done done;
  if (!message.text.empty()) {
    auto step = play(so_far, [&](std::span<const Exchange> answers) { return send(message, answers); });
    auto* outcome = std::get_if<SendOutcome>(&step);
    if (outcome == nullptr || !std::holds_alternative<Done>(*outcome)) return step;
    done = std::get<Done>(std::move(*outcome));
  }
  for (const auto& file : files) {
    if (!can_go(file)) continue;
    auto step = play(so_far, [&](std::span<const Exchange> answers) { return send_file(message, file, answers); });
    auto* outcome = std::get_if<SendOutcome>(&step);
    if (outcome == nullptr) return step;
    if (const auto* sent = std::get_if<Done>(outcome)) {
      done.all_ids.push_back(sent->external_id);
    } else if (!std::holds_alternative<Rejected>(*outcome) || message.text.empty()) {
      return step;
    }
    // A file that WhatsApp refuses costs neither its text nor the other files.
  }
  if (done.all_ids.empty()) return Rejected{"nothing-to-send", false, {}};
  if (done.external_id.empty()) done.external_id = done.all_ids.back();
  return done;
}

}  // namespace pintu::whatsapp
