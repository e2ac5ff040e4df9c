// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/media.hpp"

#include <algorithm>
#include <array>

#include "adapters/files.hpp"
#include "adapters/sms/answer.hpp"
#include "adapters/sms/charset.hpp"

namespace pintu::sms {

namespace {

constexpr std::size_t longest_url = 2048;

struct Ending {
  std::string_view ending;
  AttachmentKind kind;
};
constexpr std::array endings{
    Ending{"jpg", AttachmentKind::image}, Ending{"jpeg", AttachmentKind::image}, Ending{"png", AttachmentKind::image},
    Ending{"gif", AttachmentKind::image}, Ending{"webp", AttachmentKind::image}, Ending{"mp4", AttachmentKind::video},
    Ending{"3gp", AttachmentKind::video}, Ending{"mp3", AttachmentKind::audio},  Ending{"amr", AttachmentKind::voice},
    Ending{"ogg", AttachmentKind::voice}, Ending{"vcf", AttachmentKind::contact}};

// The ending of the path in a URL: letters and digits, at most five; else empty.
std::string_view ending_of(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto dot = url.rfind('.');
  if (dot == std::string_view::npos || url.find('/', dot) != std::string_view::npos) return {};
  const auto ending = url.substr(dot + 1);
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return ending.size() <= 5 && std::ranges::all_of(ending, plain) ? ending : std::string_view();
}

AttachmentKind kind_of(std::string_view url, std::string_view mime) {
  if (mime.starts_with("image/")) return AttachmentKind::image;
  if (mime.starts_with("video/")) return AttachmentKind::video;
  if (mime.starts_with("audio/ogg") || mime.starts_with("audio/amr")) return AttachmentKind::voice;
  if (mime.starts_with("audio/")) return AttachmentKind::audio;
  if (mime.find("vcard") != std::string_view::npos) return AttachmentKind::contact;
  const auto ending = ending_of(url);
  const auto* known = std::ranges::find(endings, ending, &Ending::ending);
  return mime.empty() && known != endings.end() ? known->kind : AttachmentKind::document;
}

std::string_view host_of(std::string_view url) {
  auto rest = url.substr(url.find("://") + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  return rest.find_first_of("@:\\") == std::string_view::npos ? rest : std::string_view();
}

}  // namespace

Attachment attachment_of(std::string_view url, std::string_view mime) {
  Attachment attachment;
  attachment.ref = clean(url, longest_url);
  attachment.mime = clean(mime.substr(0, mime.find(';')), longest_name);
  attachment.kind = kind_of(attachment.ref, attachment.mime);
  return attachment;
}

bool may_fetch(std::string_view url, std::string_view api, std::span<const std::string> hosts) {
  const bool odd = std::ranges::any_of(url, [](char c) { return (c >= 0 && c <= ' ') || c == '\\' || c == 127; });
  if (url.empty() || url.size() > longest_url || odd) return false;
  if (url.starts_with(api) && url.substr(api.size()).starts_with('/')) return true;
  if (!url.starts_with("https://")) return false;
  const auto host = host_of(url);
  return !host.empty() && std::ranges::any_of(hosts, [host](const std::string& allowed) {
    return allowed.starts_with('.') ? host.ends_with(allowed) : host == allowed;
  });
}

http::Request file_request(std::string url, std::size_t largest) {
  http::Request request;
  request.target = std::move(url);
  request.answer_limit = largest;
  request.timeout = std::chrono::seconds(60);
  request.to_file_host = true;
  return request;
}

FetchStep judge_file(const Exchange& exchange, const Attachment& attachment, std::size_t largest) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return SendOutcome(Retry{"no-answer", std::nullopt, Hold::job});
  if (response->status == 404 || response->status == 410) return SendOutcome(Rejected{"file-gone", false, {}});
  if (response->status >= 500) return SendOutcome(Retry{"server-error", std::nullopt, Hold::job});
  if (response->status != 200) return judge_failure(exchange);
  if (response->body.size() > largest) return SendOutcome(Rejected{"too-large", false, {}});
  const std::string_view said = response->headers.first("Content-Type").value_or("");
  auto mime = clean(said.substr(0, said.find(';')), longest_name);
  if (mime.empty() || mime == "application/octet-stream") mime = attachment.mime;
  if (mime.empty()) mime = "application/octet-stream";
  const auto path = std::string_view(attachment.ref).substr(0, attachment.ref.find_first_of("?#"));
  return FetchedFile{response->body, std::move(mime), generated_name(attachment, path)};
}

}  // namespace pintu::sms
