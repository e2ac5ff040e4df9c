// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/orientation.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace pintu::media {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view exif_mark = "Exif\0\0"sv;
constexpr std::uint32_t orientation_tag = 0x0112;

// Two or four bytes in either order; nullopt past the end.
std::optional<std::uint32_t> number(std::string_view bytes, std::size_t at, std::size_t count, bool little) {
  if (at > bytes.size() || bytes.size() - at < count) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + (little ? count - 1 - i : i)]);
  }
  return value;
}

int from_tiff(std::string_view tiff) {
  const bool little = tiff.starts_with("II");
  if (!little && !tiff.starts_with("MM")) return 1;
  const auto directory = number(tiff, 4, 4, little);
  const auto entries = directory ? number(tiff, *directory, 2, little) : std::nullopt;
  if (!entries) return 1;
  for (std::size_t i = 0; i < *entries; ++i) {
    const auto at = *directory + 2 + i * 12;
    const auto tag = number(tiff, at, 2, little);
    if (!tag) return 1;
    if (*tag != orientation_tag) continue;
    const auto value = number(tiff, at + 8, 2, little).value_or(1);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace

int read_orientation(std::string_view jpeg) {
  std::size_t at = 2;
  while (true) {
    const auto marker = number(jpeg, at, 2, false);
    const auto size = number(jpeg, at + 2, 2, false);
    if (!marker || !size || *marker < 0xFFC0 || *marker == 0xFFDA || *size < 2) return 1;
    const auto segment = jpeg.substr(std::min(at + 4, jpeg.size()), *size - 2);
    if (*marker == 0xFFE1 && segment.starts_with(exif_mark)) return from_tiff(segment.substr(exif_mark.size()));
    at += 2 + *size;
  }
}

std::string without_segments(std::string_view jpeg) {
  std::string out(jpeg.substr(0, 2));
  std::size_t at = 2;
  while (true) {
    const auto marker = number(jpeg, at, 2, false);
    const auto size = number(jpeg, at + 2, 2, false);
    if (!marker || !size || *marker < 0xFFC0 || *size < 2) return out;
    if (*marker == 0xFFDA) break;
    const bool application = *marker >= 0xFFE0 && *marker <= 0xFFEF;
    const bool needed = *marker == 0xFFE0 || *marker == 0xFFEE;
    if (*marker != 0xFFFE && (!application || needed)) out += jpeg.substr(std::min(at, jpeg.size()), 2 + *size);
    at += 2 + *size;
  }
  const auto end = jpeg.rfind("\xFF\xD9");
  return out += jpeg.substr(at, end == std::string_view::npos || end < at ? end : end + 2 - at);
}

std::string with_orientation(std::string jpeg, int orientation) {
  if (orientation <= 1 || orientation > 8 || jpeg.size() < 2) return jpeg;
  std::string segment(
      "\xFF\xE1\x00\x22"
      "Exif\0\0"
      "MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"sv);
  segment += '\0';
  segment += static_cast<char>(orientation);
  segment.append(6, '\0');
  return jpeg.insert(2, segment);
}

}  // namespace pintu::media
