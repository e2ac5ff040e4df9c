// SPDX-License-Identifier: Apache-2.0
// Pictures made here, so that every byte of them is known: honest ones with everything a phone writes into them, and
// hostile ones.
#pragma once

#include <png.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

namespace pintu::media::test {

using namespace std::string_view_literals;

// A colour ramp that compresses as photos do; `noise` makes it large.
inline std::vector<std::uint8_t> ramp(int width, int height, int channels, bool noise = false) {
  std::vector<std::uint8_t> out;
  std::uint32_t random = 1;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < channels; ++c) {
        random = random * 1664525U + 1013904223U;
        const int value = c == 3 ? 128 : (noise ? static_cast<int>(random >> 24U) : (x * 3 + y * (c + 1)) % 256);
        out.push_back(static_cast<std::uint8_t>(value));
      }
    }
  }
  return out;
}

inline std::string jpeg(int width = 64, int height = 48, bool noise = false) {
  const auto pixels = ramp(width, height, 3, noise);
  const auto handle = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  REQUIRE(tjCompress2(handle, pixels.data(), width, 0, height, TJPF_RGB, &bytes, &size, TJSAMP_420, 95, 0) == 0);
  std::string out(reinterpret_cast<char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(handle);
  return out;
}

inline std::string png(int width = 64, int height = 48, int channels = 3, bool noise = false) {
  const auto pixels = ramp(width, height, channels, noise);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = channels == 4 ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  std::string out(pixels.size() + 65536, '\0');
  png_alloc_size_t size = out.size();
  REQUIRE(png_image_write_to_memory(&image, out.data(), &size, 0, pixels.data(), 0, nullptr) != 0);
  out.resize(size);
  return out;
}

inline std::string webp(int width = 64, int height = 48) {
  const auto pixels = ramp(width, height, 4);
  std::uint8_t* bytes = nullptr;
  const auto size = WebPEncodeRGBA(pixels.data(), width, height, width * 4, 80, &bytes);
  REQUIRE(size > 0);
  std::string out(reinterpret_cast<char*>(bytes), size);
  WebPFree(bytes);
  return out;
}

inline std::string big_endian(std::uint64_t value, unsigned count) {
  std::string out;
  while (count-- > 0) out += static_cast<char>(static_cast<unsigned char>((value >> (8 * count)) & 0xFFU));
  return out;
}

// An Exif block as a phone writes it: which way is up, its name, and where it stood (6.9403 S, 107.7448 E).
inline std::string exif(int orientation) {
  std::string tiff("MM\0\x2A\0\0\0\x08"sv);
  tiff += big_endian(3, 2);
  tiff += big_endian(0x0110, 2) + big_endian(2, 2) + big_endian(12, 4) + big_endian(50, 4);
  tiff += big_endian(0x0112, 2) + big_endian(3, 2) + big_endian(1, 4) +
          big_endian(static_cast<unsigned>(orientation), 2) + big_endian(0, 2);
  tiff += big_endian(0x8825, 2) + big_endian(4, 2) + big_endian(1, 4) + big_endian(62, 4);
  tiff += big_endian(0, 4);
  tiff += "PonselUji-9\0"sv;
  tiff += big_endian(1, 2) + big_endian(1, 2) + big_endian(2, 2) + big_endian(2, 4) + std::string("S\0\0\0"sv) +
          big_endian(0, 4);
  tiff += "GPS-6.9403,107.7448";
  return std::string("Exif\0\0"sv) + tiff;
}

inline std::string segment(char marker, std::string_view content) {
  return std::string("\xFF") + marker + big_endian(content.size() + 2, 2) + std::string(content);
}

// Words that must not leave us.
inline constexpr std::array secrets{"PonselUji"sv, "GPS-6.9403"sv, "Rahasia"sv, "Exif"sv, "xmpmeta"sv, "<script"sv};

inline bool betrays(std::string_view bytes, std::string_view but = {}) {
  for (const auto secret : secrets) {
    if (secret != but && bytes.find(secret) != std::string_view::npos) return true;
  }
  return false;
}

// Everything at once: Exif, XMP, IPTC, a second Exif in an APP2 of several pictures, a comment, and a film behind the
// end.
inline std::string talkative_jpeg(int orientation = 6, std::string picture = jpeg()) {
  const auto extra = segment('\xE1', exif(orientation)) +
                     segment('\xE1', "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS-6.9403</x:xmpmeta>"sv) +
                     segment('\xED', "Photoshop 3.0\0Rahasia"sv) + segment('\xE2', "MPF\0Exif PonselUji"sv) +
                     segment('\xFE', "Rahasia: <script>alert(1)</script>");
  picture.insert(2, extra);
  return picture + "ftypmp42 GPS-6.9403 PK\x03\x04 <script>Rahasia</script>";
}

inline std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

inline std::string chunk(std::string_view type, std::string_view content) {
  const auto body = std::string(type) + std::string(content);
  return big_endian(content.size(), 4) + body + big_endian(crc_of(body), 4);
}

inline std::string talkative_png(std::string picture = png()) {
  constexpr std::size_t after_header = 8 + 25;
  picture.insert(after_header, chunk("eXIf", exif(1).substr(6)) + chunk("tEXt", "Comment\0Rahasia"sv) +
                                   chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>Rahasia</x:xmpmeta>"sv));
  return picture + "<script>Rahasia</script>";
}

// A WebP file (RIFF) with metadata behind its picture.
inline std::string talkative_webp() {
  const auto little = [](std::size_t value) {
    auto bytes = big_endian(value, 4);
    return std::string(bytes.rbegin(), bytes.rend());
  };
  const auto part = [&](std::string_view name, std::string content) {
    const auto size = little(content.size());
    if (content.size() % 2 != 0) content += '\0';
    return std::string(name) + size + content;
  };
  auto picture = webp().substr(12);
  if (!picture.starts_with("VP8X")) {
    auto wide = std::string("\x1C\0\0\0"sv) + std::string("\x3F\0\0\x2F\0\0"sv);  // alpha, Exif and XMP; 64 by 48
    picture = part("VP8X", std::move(wide)) + picture;
  }
  picture += part("EXIF", exif(1)) + part("XMP ", "<x:xmpmeta>Rahasia</x:xmpmeta>");
  return "RIFF" + little(picture.size() + 4) + "WEBP" + picture;
}

struct Size {
  int width = 0;
  int height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

inline Size size_of_jpeg(std::string_view bytes) {
  Size size;
  int subsampling = 0;
  int colours = 0;
  const auto handle = tjInitDecompress();
  tjDecompressHeader3(handle, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), &size.width,
                      &size.height, &subsampling, &colours);
  tjDestroy(handle);
  return size;
}

}  // namespace pintu::media::test
