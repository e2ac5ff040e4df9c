// SPDX-License-Identifier: Apache-2.0
// The parts of clean.hpp: one function a format, and the pixels between them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gateway/media/clean.hpp"

namespace pintu::media {

inline constexpr std::uint64_t most_pixels = 50'000'000;        // of what is decoded whole
inline constexpr std::uint64_t most_jpeg_pixels = 200'000'000;  // of what can be decoded smaller

Result<CleanFile> clean_jpeg(std::string_view bytes, std::size_t largest);
Result<CleanFile> clean_png(std::string_view bytes, std::size_t largest);
Result<CleanFile> clean_webp(std::string_view bytes, std::size_t largest);

// Red, green, blue, 8 bits each, rows without padding.
struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> bytes;
};

// Half as wide and high, each pixel the mean of four; at least 1 by 1.
Pixels halved(const Pixels& pixels);

// A JPEG of at most `largest` bytes, as large as that allows, at most 12 megapixels. `orientation` 1 to 8 as in Exif.
Result<CleanFile> to_jpeg(Pixels pixels, std::size_t largest, int orientation = 1);

}  // namespace pintu::media
