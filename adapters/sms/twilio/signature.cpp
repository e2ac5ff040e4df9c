// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/twilio/signature.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "gateway/base/crypto.hpp"

namespace pintu::sms::twilio {

namespace {

// The URL with and without its port: Twilio has signed both ways.
std::vector<std::string> spellings(std::string_view url) {
  std::vector<std::string> all{std::string(url)};
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return all;
  const auto host = scheme + 3;
  const auto end = std::min(url.find_first_of("/?#", host), url.size());
  const auto authority = url.substr(host, end - host);
  const auto colon = authority.find(':', authority.find(']') == std::string_view::npos ? 0 : authority.find(']'));
  if (colon != std::string_view::npos) {
    all.push_back(fmt::format("{}{}{}", url.substr(0, host), authority.substr(0, colon), url.substr(end)));
  } else {
    const auto port = url.starts_with("https") ? ":443" : ":80";
    all.push_back(fmt::format("{}{}{}", url.substr(0, end), port, url.substr(end)));
  }
  return all;
}

bool body_is_whole(const http::Request& request, std::string_view hash) {
  return crypto::equal(hash, crypto::to_hex(crypto::sha256(request.body)));
}

}  // namespace

std::string sign(std::string_view token, std::string_view url, const Fields::Pairs& form) {
  std::map<std::string, std::set<std::string>> sorted;
  for (const auto& [name, value] : form) sorted[name].insert(value);
  std::string text(url);
  for (const auto& [name, values] : sorted) {
    for (const auto& value : values) text += name + value;
  }
  return crypto::to_base64(crypto::hmac_sha1(token, text));
}

bool is_signed(const http::Request& request, std::string_view public_url, std::string_view token) {
  const auto given = request.headers.only("X-Twilio-Signature");
  if (!given || token.empty() || public_url.empty()) return false;
  Fields::Pairs form;
  const auto hash = http::form_value(http::parse_form(request.query()), "bodySHA256");
  if (hash) {
    if (!body_is_whole(request, *hash)) return false;
  } else if (!request.body.empty()) {
    if (kind_of_body(request) != BodyKind::form) return false;
    form = http::parse_form(request.body);
  }
  const auto query = request.query();
  const auto url = fmt::format("{}{}{}", public_url, query.empty() ? "" : "?", query);
  bool good = false;
  for (const auto& spelling : spellings(url)) {
    if (crypto::equal(*given, sign(token, spelling, form))) good = true;
  }
  return good;
}

}  // namespace pintu::sms::twilio
