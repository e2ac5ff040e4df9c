// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/parts.hpp"

#include <fmt/format.h>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/gsm7.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/http/message.hpp"

namespace pintu::sms {

namespace {

constexpr unsigned concat_8bit = 0x00;
constexpr unsigned concat_16bit = 0x08;

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

bool whole(std::string_view bytes) { return !bytes.empty() && byte_at(bytes, 0) == bytes.size() - 1; }

std::string_view first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (byte_at(text, length) & 0xC0U) == 0x80U) ++length;
  return text.substr(0, length);
}

}  // namespace

std::optional<Part> part_of(std::string_view reference, std::int64_t number, std::int64_t total,
                            std::string_view receiver) {
  if (total < 2 || total > 255 || number < 1 || number > total) return std::nullopt;
  return Part{fmt::format("{}:{}:{}", clean(receiver, longest_name), clean(reference, longest_name), total),
              static_cast<int>(number), static_cast<int>(total)};
}

std::optional<Part> read_udh(std::string_view bytes, std::string_view receiver) {
  if (!whole(bytes)) return std::nullopt;
  std::size_t at = 1;
  while (at + 2 <= bytes.size()) {
    const auto kind = byte_at(bytes, at);
    const auto length = byte_at(bytes, at + 1);
    const auto data = bytes.substr(at + 2);
    if (length > data.size()) return std::nullopt;
    if (kind == concat_8bit && length == 3) {
      return part_of(std::to_string(byte_at(data, 0)), byte_at(data, 2), byte_at(data, 1), receiver);
    }
    if (kind == concat_16bit && length == 4) {
      const auto reference = fmt::format("w{}", byte_at(data, 0) * 256 + byte_at(data, 1));
      return part_of(reference, byte_at(data, 3), byte_at(data, 2), receiver);
    }
    at += 2 + length;
  }
  return std::nullopt;
}

std::optional<Part> read_written_udh(std::string_view text, std::string_view receiver) {
  if (whole(text)) return read_udh(text, receiver);
  if (text.find('%') != std::string_view::npos) return read_udh(http::url_decode(text, false), receiver);
  if (const auto bytes = crypto::from_hex(text)) return read_udh(*bytes, receiver);
  return std::nullopt;
}

std::vector<Segment> segments_of(std::string_view text, std::uint8_t reference) {
  const auto cost = cost_of(text);
  if (cost.segments == 0) return {};
  if (cost.segments == 1) return {{std::string(text), {}, cost.gsm7}};
  const std::size_t limit = cost.gsm7 ? 153 : 67;
  std::vector<Segment> segments;
  std::size_t used = limit;
  while (!text.empty()) {
    const auto character = first_character(text);
    text.remove_prefix(character.size());
    const auto size = cost.gsm7 ? septets(character) : utf8::utf16_units(character);
    if (used + size > limit) {
      segments.push_back({{}, {}, cost.gsm7});
      used = 0;
    }
    segments.back().text += character;
    used += size;
  }
  for (std::size_t i = 0; i < segments.size(); ++i) {
    segments[i].udh = {
        5, 0, 3, static_cast<char>(reference), static_cast<char>(segments.size()), static_cast<char>(i + 1)};
  }
  return segments;
}

std::uint8_t reference_of(std::string_view key, std::size_t bubble) {
  return static_cast<std::uint8_t>(crypto::sha256(fmt::format("{}:{}", key, bubble))[0]);
}

}  // namespace pintu::sms
