// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/files.hpp"
#include "adapters/whatsapp/answer.hpp"
#include "adapters/whatsapp/parts.hpp"
#include "adapters/whatsapp/whatsapp.hpp"
#include "adapters/wire.hpp"

namespace pintu::whatsapp {

using namespace std::chrono_literals;
using wire::Json;

namespace {

constexpr std::int64_t largest = std::int64_t{25} << 20U;
constexpr std::array<std::string_view, 2> file_hosts{"https://lookaside.fbsbx.com", "https://graph.facebook.com"};

// Scheme and host with port, in lower case: "https://graph.facebook.com".
std::string origin_of(std::string_view url) {
  const auto host = url.find("://");
  if (host == std::string_view::npos) return {};
  std::string origin(url.substr(0, url.find_first_of("/?#", host + 3)));
  std::ranges::transform(origin, origin.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return origin;
}

bool is_clean(std::string_view url) {
  return url.size() <= 4096 && std::ranges::all_of(url, [](char c) { return c > ' ' && c < 127 && c != '\\'; });
}

// Meta writes it as a number or as a string.
std::int64_t size_of(const Json* value) {
  const auto text = wire::id_text(value);
  std::int64_t size = 0;
  std::from_chars(text.data(), text.data() + text.size(), size);
  return size;
}

struct Place {
  std::string url;
  std::string mime;
};

// Where the file lies, or how it ended.
std::variant<Place, SendOutcome> place_of(const Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return SendOutcome(Retry{"no-answer", std::nullopt, Hold::job});
  const auto json = wire::parse(response->body);
  const Json* body = json ? &*json : nullptr;
  if (is_error(*response)) {
    // 100 says here that there is no such file (any more); for the number as a whole the first message would say it.
    const auto code = wire::integer(wire::find(wire::find(body, "error"), "code"));
    return code == 100 ? SendOutcome(Rejected{"file-gone", false, {}}) : judge_refusal(*response);
  }
  if (size_of(wire::find(body, "file_size")) > largest) {
    return SendOutcome(Rejected{"too-large", false, {}});
  }
  auto url = wire::text(wire::find(body, "url"), 8192);
  if (!url) return SendOutcome(Retry{"file-without-place", std::nullopt, Hold::job});
  return Place{*std::move(url), wire::text(wire::find(body, "mime_type"), longest_name).value_or("")};
}

std::string mime_of(const http::Response& response, const Place& place, const Attachment& attachment) {
  if (!place.mime.empty()) return place.mime.substr(0, place.mime.find(';'));
  const std::string_view said = response.headers.first("Content-Type").value_or("");
  const auto type = said.substr(0, said.find(';'));
  if (!type.empty() && type != "application/octet-stream") return std::string(type);
  return attachment.mime.empty() ? "application/octet-stream" : attachment.mime.substr(0, attachment.mime.find(';'));
}

FetchStep file_of(const Exchange& exchange, const Place& place, const Attachment& attachment) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return Retry{"no-answer", std::nullopt, Hold::job};
  // The URL is good for 5 minutes: what is refused after that must be asked for again and says nothing of the token.
  if (response->status != 200) return Retry{"place-expired", std::nullopt, Hold::job};
  if (static_cast<std::int64_t>(response->body.size()) > largest) return Rejected{"too-large", false, {}};
  return FetchedFile{response->body, mime_of(*response, place, attachment),
                     generated_name(attachment, attachment.name)};
}

}  // namespace

bool WhatsApp::is_file_host(std::string_view url) const {
  if (!is_clean(url)) return false;
  const auto origin = origin_of(url);
  return !origin.empty() &&
         (std::ranges::find(file_hosts, origin) != file_hosts.end() || origin == origin_of(settings_.api));
}

FetchStep WhatsApp::fetch(const Attachment& attachment, std::span<const Exchange> so_far) const {
  const auto& id = attachment.ref;
  if (id.empty() || id == "." || id == "..") return Rejected{"no-file-id", false, {}};
  if (attachment.size > largest) return Rejected{"too-large", false, {}};
  if (so_far.empty()) {
    return get(fmt::format("{}/{}?phone_number_id={}", settings_.api, http::url_encode(id), settings_.phone_number_id));
  }
  auto found = place_of(so_far[0]);
  if (auto* outcome = std::get_if<SendOutcome>(&found)) return std::move(*outcome);
  const auto& place = std::get<Place>(found);
  if (!is_file_host(place.url)) return Rejected{"foreign-host", false, {}};
  if (so_far.size() > 1) return file_of(so_far[1], place, attachment);
  auto request = get(place.url);
  request.answer_limit = static_cast<std::size_t>(largest);
  request.timeout = 60s;
  request.to_file_host = true;
  return request;
}

}  // namespace pintu::whatsapp
