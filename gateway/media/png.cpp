// SPDX-License-Identifier: Apache-2.0
// png.h is not included by anything else: it brings setjmp.
#include <png.h>

#include <memory>

#include "gateway/media/pictures.hpp"

namespace pintu::media {

namespace {

// Frees what libpng holds of a picture, however the function ends.
class Reader {
 public:
  Reader() { image_.version = PNG_IMAGE_VERSION; }
  ~Reader() { png_image_free(&image_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  Result<void> begin(std::string_view bytes) {
    if (png_image_begin_read_from_memory(&image_, bytes.data(), bytes.size()) == 0) {
      return fail(Errc::malformed, "no PNG header");
    }
    const auto pixels = static_cast<std::uint64_t>(image_.width) * image_.height;
    if (pixels > most_pixels) return fail(Errc::too_large, "too many pixels");
    if (pixels == 0) return fail(Errc::malformed, "no pixels");
    return {};
  }
  bool has_alpha() const { return (image_.format & PNG_FORMAT_FLAG_ALPHA) != 0; }
  // Without alpha whatever is transparent lies on white.
  Result<std::vector<std::uint8_t>> read(png_uint_32 format) {
    image_.format = format;
    std::vector<std::uint8_t> bytes(PNG_IMAGE_SIZE(image_));
    const png_color white{255, 255, 255};
    if (png_image_finish_read(&image_, &white, bytes.data(), 0, nullptr) == 0) {
      return fail(Errc::malformed, "no PNG that can be decoded");
    }
    return bytes;
  }
  int width() const { return static_cast<int>(image_.width); }
  int height() const { return static_cast<int>(image_.height); }

 private:
  png_image image_{};
};

Result<std::string> encoded(const std::vector<std::uint8_t>& pixels, const Reader& like, png_uint_32 format,
                            std::size_t largest) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(like.width());
  image.height = static_cast<png_uint_32>(like.height());
  image.format = format;
  std::string out(largest, '\0');
  png_alloc_size_t size = out.size();
  const int good = png_image_write_to_memory(&image, out.data(), &size, 0, pixels.data(), 0, nullptr);
  png_image_free(&image);
  if (good == 0) return fail(Errc::too_large, "it does not become small enough");
  out.resize(size);
  return out;
}

}  // namespace

Result<CleanFile> clean_png(std::string_view bytes, std::size_t largest) {
  if (bytes.size() <= largest) {
    Reader reader;
    if (auto begun = reader.begin(bytes); !begun) return std::unexpected(begun.error());
    const png_uint_32 format = reader.has_alpha() ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
    PINTU_TRY(const auto pixels, reader.read(format));
    if (auto kept = encoded(pixels, reader, format, largest)) return CleanFile{*std::move(kept), "image/png", "png"};
  }
  Reader reader;
  if (auto begun = reader.begin(bytes); !begun) return std::unexpected(begun.error());
  PINTU_TRY(auto flat, reader.read(PNG_FORMAT_RGB));
  return to_jpeg({reader.width(), reader.height(), std::move(flat)}, largest);
}

}  // namespace pintu::media
