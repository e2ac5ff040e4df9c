// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/origin.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace pintu::http {

namespace {

std::string part_of(CURLU* url, CURLUPart part, unsigned flags) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

std::optional<Origin> origin_of(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), curl_url_cleanup);
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
    return std::nullopt;
  }
  Origin origin{.scheme = part_of(parsed.get(), CURLUPART_SCHEME, 0),
                .host = lower(part_of(parsed.get(), CURLUPART_HOST, 0)),
                .port = part_of(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT)};
  if ((origin.scheme != "http" && origin.scheme != "https") || origin.host.empty()) return std::nullopt;
  if (origin.host.starts_with('[')) origin.host = origin.host.substr(1, origin.host.find(']') - 1);
  if (origin.host.ends_with('.')) origin.host.pop_back();
  return origin;
}

}  // namespace pintu::http
