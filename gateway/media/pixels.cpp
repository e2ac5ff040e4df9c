// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "gateway/media/pictures.hpp"

namespace pintu::media {

Pixels halved(const Pixels& pixels) {
  Pixels out;
  out.width = std::max(1, pixels.width / 2);
  out.height = std::max(1, pixels.height / 2);
  out.bytes.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 3);
  const auto at = [&](int x, int y, int colour) -> unsigned {
    const auto column = static_cast<std::size_t>(std::min(x, pixels.width - 1));
    const auto row = static_cast<std::size_t>(std::min(y, pixels.height - 1));
    return pixels.bytes[(row * static_cast<std::size_t>(pixels.width) + column) * 3 + static_cast<std::size_t>(colour)];
  };
  std::size_t next = 0;
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      for (int colour = 0; colour < 3; ++colour) {
        const unsigned sum = at(2 * x, 2 * y, colour) + at(2 * x + 1, 2 * y, colour) + at(2 * x, 2 * y + 1, colour) +
                             at(2 * x + 1, 2 * y + 1, colour);
        out.bytes[next++] = static_cast<std::uint8_t>((sum + 2) / 4);
      }
    }
  }
  return out;
}

}  // namespace pintu::media
