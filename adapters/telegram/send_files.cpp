// SPDX-License-Identifier: Apache-2.0
// Files after the text they belong to, one call each. https://core.telegram.org/bots/api#sending-files
#include <array>

#include "adapters/multipart.hpp"
#include "adapters/telegram/answer.hpp"
#include "adapters/telegram/parts.hpp"
#include "adapters/telegram/telegram.hpp"

namespace pintu::telegram {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t largest_photo = std::size_t{10} << 20U;
constexpr std::size_t largest_other = std::size_t{50} << 20U;

struct Method {
  std::string_view mime;
  const char* name;
  const char* part;
};
// What a phone shows by itself; everything else is a document.
constexpr std::array methods{Method{"image/jpeg", "sendPhoto", "photo"}, Method{"image/png", "sendPhoto", "photo"},
                             Method{"audio/ogg", "sendVoice", "voice"},  Method{"video/mp4", "sendVideo", "video"},
                             Method{"audio/mpeg", "sendAudio", "audio"}, Method{"audio/mp4", "sendAudio", "audio"}};
constexpr Method as_document{"", "sendDocument", "document"};

const Method& method_for(const ReportFile& file) {
  for (const auto& method : methods) {
    const bool fits = method.part != std::string_view("photo") || file.bytes.size() <= largest_photo;
    if (method.mime == file.mime && fits) return method;
  }
  return as_document;
}

}  // namespace

http::Request Telegram::call_with_file(const Address& address, const ReportFile& file) const {
  const auto& method = method_for(file);
  Multipart form;
  form.field("chat_id", std::to_string(address.chat));
  if (address.topic) form.field("message_thread_id", std::to_string(*address.topic));
  form.file(method.part, file.name, file.mime, file.bytes);
  auto [content_type, body] = std::move(form).finish();
  auto request = call(method.name, std::move(body), http::Effect::creates);
  request.headers.set("Content-Type", std::move(content_type));
  request.timeout = 120s;
  return request;
}

SendStep Telegram::send_with_files(const OutboundMessage& message, std::span<const ReportFile> files,
                                   std::span<const Exchange> so_far) const {
  const auto address = read_address(message.to);
  if (!address) return Rejected{"no-chat-id", true, {}};
  Done done;
  std::size_t used = 0;
  while (!message.text.empty() && done.all_ids.empty()) {
    auto step = send(message, so_far.first(used));
    if (auto* outcome = std::get_if<SendOutcome>(&step)) {
      if (!std::holds_alternative<Done>(*outcome)) return std::move(*outcome);
      done = std::get<Done>(std::move(*outcome));
    } else if (used == so_far.size()) {
      return step;
    } else {
      ++used;
    }
  }
  so_far = so_far.subspan(used);
  for (const auto& file : files) {
    if (file.bytes.empty() || file.bytes.size() > largest_other) continue;
    if (so_far.empty()) return call_with_file(*address, file);
    auto sent = judge_sent(so_far.front());
    so_far = so_far.subspan(1);
    if (auto* id = std::get_if<std::string>(&sent)) {
      done.all_ids.push_back(std::move(*id));
    } else if (!std::holds_alternative<Rejected>(std::get<SendOutcome>(sent)) || message.text.empty()) {
      return std::get<SendOutcome>(std::move(sent));
    }
    // A file that Telegram refuses costs neither its text nor the other files.
  }
  if (done.all_ids.empty()) return Rejected{"nothing-to-send", false, {}};
  if (done.external_id.empty()) done.external_id = done.all_ids.back();
  return done;
}

}  // namespace pintu::telegram
