// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/options.hpp"

#include <charconv>

#include "gateway/base/crypto.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::size_t most_bytes = 64;
constexpr std::size_t mac_bytes = 6;  // 8 characters: 48 bits

std::string mac(const Conversation& conversation, std::string_view body) {
  return crypto::to_base64url(crypto::hmac_sha256(conversation.secret, body).substr(0, mac_bytes));
}

template <class N>
bool read(std::string_view text, N& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

std::string brief_name(const std::string& step) { return crypto::to_base64url(crypto::sha256(step).substr(0, 6)); }

}  // namespace

bool names_step(const std::string& part, const std::string& step) { return part == step || part == brief_name(step); }

std::string option_id(const Conversation& conversation, std::int64_t version, std::uint32_t epoch,
                      const std::string& step, const std::string& option) {
  const std::string body = std::to_string(epoch) + "." + std::to_string(version) + "." + step + "." + option;
  std::string id = body + "." + mac(conversation, body);
  // A name too long for a button's id is named by its hash: it is compared, not read.
  if (id.size() > most_bytes) {
    const std::string brief =
        std::to_string(epoch) + "." + std::to_string(version) + "." + brief_name(step) + "." + option;
    id = brief + "." + mac(conversation, brief);
  }
  return id;
}

std::optional<TapRead> read_option_id(const Conversation& conversation, const std::string& id) {
  const auto last = id.rfind('.');
  if (last == std::string::npos || id.size() > most_bytes) return std::nullopt;
  const std::string_view body = std::string_view(id).substr(0, last);
  if (!crypto::equal(mac(conversation, body), std::string_view(id).substr(last + 1))) return std::nullopt;
  const auto first = body.find('.');
  const auto second = body.find('.', first + 1);
  const auto option = body.rfind('.');
  if (first == std::string_view::npos || second == std::string_view::npos || option <= second) return std::nullopt;
  TapRead tap;
  if (!read(body.substr(0, first), tap.epoch) || !read(body.substr(first + 1, second - first - 1), tap.version))
    return std::nullopt;
  tap.step = body.substr(second + 1, option - second - 1);
  tap.option = body.substr(option + 1);
  return tap;
}

}  // namespace pintu::dialogs::engine
