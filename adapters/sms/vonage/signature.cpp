// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/vonage/signature.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "gateway/base/crypto.hpp"

namespace pintu::sms::vonage {

std::optional<Method> method_from(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Method>, 5> known{{{"md5hash", Method::md5hash},
                                                                             {"md5", Method::md5},
                                                                             {"sha1", Method::sha1},
                                                                             {"sha256", Method::sha256},
                                                                             {"sha512", Method::sha512}}};
  for (const auto& [known_name, method] : known) {
    if (known_name == name) return method;
  }
  return std::nullopt;
}

std::string sign(Method method, std::string_view secret, const Fields::Pairs& parameters) {
  std::map<std::string, std::string> sorted;
  for (const auto& [name, value] : parameters) {
    if (name != "sig") sorted.emplace(name, value);
  }
  std::string text;
  for (auto& [name, value] : sorted) {
    std::ranges::replace_if(value, [](char c) { return c == '&' || c == '='; }, '_');
    text += "&" + name + "=" + value;
  }
  switch (method) {
    case Method::md5hash:
      return crypto::to_hex(crypto::md5(text + std::string(secret)));
    case Method::md5:
      return crypto::to_hex(crypto::hmac_md5(secret, text));
    case Method::sha1:
      return crypto::to_hex(crypto::hmac_sha1(secret, text));
    case Method::sha256:
      return crypto::to_hex(crypto::hmac_sha256(secret, text));
    case Method::sha512:
      return crypto::to_hex(crypto::hmac_sha512(secret, text));
  }
  return {};
}

bool is_signed(const Fields& fields, Method method, std::string_view secret) {
  std::string given(fields.raw("sig").value_or(""));
  std::ranges::transform(given, given.begin(),
                         [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
  return !secret.empty() && crypto::equal(given, sign(method, secret, fields.pairs()));
}

}  // namespace pintu::sms::vonage
