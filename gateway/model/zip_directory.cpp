// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/zip_directory.hpp"

#include <algorithm>

namespace pintu {

namespace {

constexpr std::string_view end_mark = "PK\x05\x06";
constexpr std::string_view entry_mark = "PK\x01\x02";
constexpr std::size_t end_size = 22;
constexpr std::size_t entry_size = 46;
constexpr std::size_t longest_comment = 65535;
constexpr std::size_t most_entries = 4096;

// Little-endian, `count` bytes; the caller has checked that they are there.
std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

}  // namespace

std::optional<ZipDirectory> read_zip_directory(std::string_view bytes) {
  if (bytes.size() < end_size) return std::nullopt;
  const auto from = bytes.size() - std::min(bytes.size(), end_size + longest_comment);
  const auto end = bytes.rfind(end_mark, bytes.size() - end_size);
  if (end == std::string_view::npos || end < from) return std::nullopt;
  const std::size_t count = number(bytes, end + 10, 2);
  const std::size_t size = number(bytes, end + 12, 4);
  std::size_t at = number(bytes, end + 16, 4);
  if (number(bytes, end + 4, 4) != 0 || count > most_entries || at > end || size > end - at) return std::nullopt;
  ZipDirectory directory;
  for (std::size_t i = 0; i < count; ++i) {
    if (end - at < entry_size || bytes.substr(at, 4) != entry_mark) return std::nullopt;
    const std::size_t name = number(bytes, at + 28, 2);
    const std::size_t beside = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    if (end - at < entry_size + name + beside) return std::nullopt;
    directory.names.push_back(bytes.substr(at + entry_size, name));
    directory.unpacked += number(bytes, at + 24, 4);
    at += entry_size + name + beside;
  }
  return directory;
}

std::uint64_t most_unpacked(std::size_t size) {
  constexpr std::uint64_t ratio = 100;
  constexpr std::uint64_t at_least = std::uint64_t{20} << 20U;
  return std::max(at_least, size * ratio);
}

}  // namespace pintu
