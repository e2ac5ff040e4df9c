// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/files.hpp"
#include "adapters/telegram/answer.hpp"
#include "adapters/telegram/telegram.hpp"
#include "adapters/wire.hpp"

namespace pintu::telegram {

using namespace std::chrono_literals;
using wire::Json;

namespace {

constexpr std::int64_t largest = std::int64_t{20} << 20U;

// The path as it may stand in a URL: no way up, no empty part, nothing that ends the path; nullopt otherwise. A local
// Bot API server gives absolute paths of its own disk, which we cannot reach: refused too.
std::optional<std::string> safe_path(std::string_view path) {
  if (path.empty() || path.size() > 512) return std::nullopt;
  std::string out;
  while (true) {
    const auto slash = path.find('/');
    const auto part = path.substr(0, slash);
    const bool odd = std::ranges::any_of(part, [](char c) { return c == '\\' || (c >= 0 && c < ' ') || c == 127; });
    if (part.empty() || part == "." || part == ".." || odd) return std::nullopt;
    out += http::url_encode(part);
    if (slash == std::string_view::npos) return out;
    out += '/';
    path.remove_prefix(slash + 1);
  }
}

std::string mime_of(const http::Response& response, const Attachment& attachment) {
  const std::string_view said = response.headers.first("Content-Type").value_or("");
  const auto type = said.substr(0, said.find(';'));
  if (!type.empty() && type != "application/octet-stream") return std::string(type);
  return attachment.mime.empty() ? "application/octet-stream" : attachment.mime;
}

// The path of the file, or how it ended.
std::variant<std::string, SendOutcome> path_of(const Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return SendOutcome(Retry{"no-answer", std::nullopt, Hold::job});
  if (response->status < 200 || response->status >= 300) {
    auto outcome = judge_refusal(*response);
    // "wrong file_id or the file is temporarily unavailable" is one sentence for two things: worth another try.
    if (const auto* rejected = std::get_if<Rejected>(&outcome);
        rejected != nullptr && rejected->reason == "bad-request") {
      return SendOutcome(Retry{"file-unavailable", std::nullopt, Hold::job});
    }
    return outcome;
  }
  const auto json = wire::parse(response->body);
  const Json* result = wire::find(json ? &*json : nullptr, "result");
  if (wire::integer(wire::find(result, "file_size")).value_or(0) > largest) {
    return SendOutcome(Rejected{"too-large", false, {}});
  }
  auto path = wire::text(wire::find(result, "file_path"), 4096);
  if (!path) return SendOutcome(Retry{"file-without-path", std::nullopt, Hold::job});
  return *std::move(path);
}

}  // namespace

FetchStep Telegram::fetch(const Attachment& attachment, std::span<const Exchange> so_far) const {
  if (attachment.ref.empty()) return Rejected{"no-file-id", false, {}};
  if (attachment.size > largest) return Rejected{"too-large", false, {}};
  if (so_far.empty()) return call("getFile", wire::dump(Json{{"file_id", attachment.ref}}), http::Effect::none);
  auto found = path_of(so_far[0]);
  if (auto* outcome = std::get_if<SendOutcome>(&found)) return std::move(*outcome);
  const auto& path = std::get<std::string>(found);
  const auto safe = safe_path(path);
  if (!safe) return Rejected{"unsafe-path", false, {}};
  if (so_far.size() == 1) {
    http::Request request;
    request.target = fmt::format("{}/file/bot{}/{}", settings_.api, settings_.token, *safe);
    request.answer_limit = static_cast<std::size_t>(largest);
    request.timeout = 60s;
    request.to_file_host = true;
    return request;
  }
  const auto* response = std::get_if<http::Response>(&so_far[1]);
  if (response == nullptr) return Retry{"no-answer", std::nullopt, Hold::job};
  // A path is good for an hour: 404 here means that it must be asked for again, not that the token is wrong.
  if (response->status == 404) return Retry{"path-expired", std::nullopt, Hold::job};
  if (response->status != 200) return judge_refusal(*response);
  if (static_cast<std::int64_t>(response->body.size()) > largest) return Rejected{"too-large", false, {}};
  return FetchedFile{response->body, mime_of(*response, attachment), generated_name(attachment, path)};
}

}  // namespace pintu::telegram
