// SPDX-License-Identifier: Apache-2.0
#include <webp/decode.h>

#include "gateway/media/pictures.hpp"

namespace pintu::media {

Result<CleanFile> clean_webp(std::string_view bytes, std::size_t largest) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK || features.width <= 0 || features.height <= 0) {
    return fail(Errc::malformed, "no WebP header");
  }
  if (features.has_animation != 0) return fail(Errc::unsupported, "moving pictures stay with us");
  const auto count = static_cast<std::size_t>(features.width) * static_cast<std::size_t>(features.height);
  if (count > most_pixels) return fail(Errc::too_large, "too many pixels");
  std::vector<std::uint8_t> four(count * 4);
  if (WebPDecodeRGBAInto(data, bytes.size(), four.data(), four.size(), features.width * 4) == nullptr) {
    return fail(Errc::malformed, "no WebP that can be decoded");
  }
  Pixels pixels{features.width, features.height, std::vector<std::uint8_t>(count * 3)};
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned alpha = four[i * 4 + 3];
    for (std::size_t colour = 0; colour < 3; ++colour) {
      const unsigned value = four[i * 4 + colour];
      pixels.bytes[i * 3 + colour] = static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
  four = {};
  return to_jpeg(std::move(pixels), largest);
}

}  // namespace pintu::media
