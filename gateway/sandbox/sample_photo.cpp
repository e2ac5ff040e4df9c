// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>

#include "gateway/sandbox/sample_files.hpp"

namespace pintu::sandbox {

namespace {

constexpr int columns = 40;  // squares of 8 by 8 pixels, each of one colour
constexpr int rows = 30;
constexpr std::uint16_t gps_tag = 0x8825;

struct Colour {
  int red, green, blue;
};

std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (const int value : values) out += static_cast<char>(value);
  return out;
}
std::string big16(std::size_t value) {
  return bytes({static_cast<int>(value >> 8U & 0xFFU), static_cast<int>(value & 0xFFU)});
}
std::string little16(std::uint32_t value) {
  return bytes({static_cast<int>(value & 0xFFU), static_cast<int>(value >> 8U & 0xFFU)});
}
std::string little32(std::uint32_t value) { return little16(value & 0xFFFFU) + little16(value >> 16U); }

// ---- Exif

// An entry of an image file directory: tag, type (2 text, 3 short, 4 long, 5 rational), count, value or its offset.
std::string entry(std::uint16_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value) {
  return little16(tag) + little16(type) + little32(count) + little32(value);
}

// Degrees, minutes and hundredths of seconds as three rationals.
std::string angle(double degrees) {
  const auto hundredths = static_cast<std::uint32_t>(std::lround(std::abs(degrees) * 360000));
  return little32(hundredths / 360000) + little32(1) + little32(hundredths / 6000 % 60) + little32(1) +
         little32(hundredths % 6000) + little32(100);
}

std::string exif(double latitude, double longitude) {
  constexpr std::uint32_t first = 8;                     // offset of the first directory
  constexpr std::uint32_t gps = first + 2 + 3 * 12 + 4;  // of the second
  constexpr std::uint32_t data = gps + 2 + 4 * 12 + 4;   // of what does not fit an entry
  const std::string maker("Ponsel\0\0", 8);
  std::string out = "II" + little16(42) + little32(first);
  out += little16(3) + entry(0x010F, 2, 7, data) + entry(0x0112, 3, 1, 1) + entry(gps_tag, 4, 1, gps) + little32(0);
  out += little16(4) + entry(1, 2, 2, latitude < 0 ? 'S' : 'N') + entry(2, 5, 3, data + 8) +
         entry(3, 2, 2, longitude < 0 ? 'W' : 'E') + entry(4, 5, 3, data + 32) + little32(0);
  return out + maker + angle(latitude) + angle(longitude);
}

// ---- JPEG: each square is its mean alone, so a block is a difference and an end.

std::string segment(int marker, const std::string& body) {
  return bytes({0xFF, marker}) + big16(body.size() + 2) + body;
}

class Bits {
 public:
  void put(unsigned value, int count) {
    for (int i = count - 1; i >= 0; --i) {
      byte_ = byte_ << 1U | (value >> static_cast<unsigned>(i) & 1U);
      if (++filled_ == 8) flush();
    }
  }
  std::string take() {
    while (filled_ != 0) put(1, 1);
    return std::move(out_);
  }

 private:
  void flush() {
    out_ += static_cast<char>(byte_);
    if (byte_ == 0xFF) out_ += '\0';
    byte_ = 0;
    filled_ = 0;
  }
  std::string out_;
  unsigned byte_ = 0;
  int filled_ = 0;
};

// T.81 table K.3: how many codes there are of each length; the categories are their own order.
constexpr std::array<int, 16> lengths{0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0};

struct Code {
  unsigned code;
  int length;
};
Code code_of(int category) {
  unsigned code = 0;
  int symbol = 0;
  for (int length = 1; length <= 16; ++length, code <<= 1U) {
    for (int i = 0; i < lengths.at(static_cast<std::size_t>(length - 1)); ++i, ++code, ++symbol) {
      if (symbol == category) return {code, length};
    }
  }
  return {0, 0};
}

void put_difference(Bits& bits, int difference) {
  int category = 0;
  while (std::abs(difference) >= 1 << category) ++category;
  const auto [code, length] = code_of(category);
  bits.put(code, length);
  if (category > 0)
    bits.put(static_cast<unsigned>(difference > 0 ? difference : difference + (1 << category) - 1), category);
  bits.put(0, 1);  // the only other code: end of the block
}

// Night, a street, a lamp post that gives no light, one lit window.
Colour colour_at(int x, int y) {
  if (y >= 24) return y == 27 && x % 6 < 3 ? Colour{150, 145, 120} : Colour{52, 54, 58};
  if (x == 24 && y >= 6) return {20, 22, 26};
  if (y == 6 && x > 15 && x < 24) return {20, 22, 26};
  if (y == 7 && x > 14 && x < 19) return {88, 90, 92};
  if (x > 28 && x < 38 && y > 12)
    return x > 31 && x < 35 && y > 15 && y < 19 ? Colour{224, 178, 84} : Colour{70, 58, 54};
  if ((x * x * 31 + y * y * 17 + x * y * 7) % 53 == 0 && y < 12) return {190, 200, 215};
  return {18 + y, 26 + y, 52 + 2 * y};
}

std::string scan() {
  Bits bits;
  std::array<int, 3> before{};
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const auto [r, g, b] = colour_at(x, y);
      const double light = 0.299 * r + 0.587 * g + 0.114 * b;
      const std::array<double, 3> parts{light - 128, (b - light) * 0.564, (r - light) * 0.713};
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const int value = static_cast<int>(std::lround(parts.at(i)));
        put_difference(bits, value - before.at(i));
        before.at(i) = value;
      }
    }
  }
  return bits.take();
}

std::uint32_t read(std::string_view from, std::size_t at, std::size_t count, bool little) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto byte = static_cast<unsigned char>(from[at + (little ? count - 1 - i : i)]);
    value = value << 8U | byte;
  }
  return value;
}

// Whether the first directory of a TIFF block points to one for the place.
bool has_gps(std::string_view tiff) {
  if (tiff.size() < 8) return false;
  const bool little = tiff.starts_with("II");
  const std::size_t first = read(tiff, 4, 4, little);
  if (first + 2 > tiff.size()) return false;
  const std::size_t count = read(tiff, first, 2, little);
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = first + 2 + i * 12;
    if (at + 12 > tiff.size()) return false;
    if (read(tiff, at, 2, little) == gps_tag) return true;
  }
  return false;
}

}  // namespace

std::string sample_photo(double latitude, double longitude) {
  std::string out = bytes({0xFF, 0xD8});
  out += segment(0xE1, std::string("Exif\0\0", 6) + exif(latitude, longitude));
  out += segment(0xDB, bytes({0}) + std::string(64, '\x08'));
  out +=
      segment(0xC0, bytes({8}) + big16(rows * 8) + big16(columns * 8) + bytes({3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0}));
  std::string table = bytes({0x00});
  for (const int count : lengths) table += static_cast<char>(count);
  for (int symbol = 0; symbol < 12; ++symbol) table += static_cast<char>(symbol);
  out += segment(0xC4, table);
  out += segment(0xC4, bytes({0x10, 1}) + std::string(15, '\0') + bytes({0}));
  out += segment(0xDA, bytes({3, 1, 0, 2, 0, 3, 0, 0, 63, 0}));
  return out + scan() + bytes({0xFF, 0xD9});
}

bool tells_place(std::string_view jpeg) {
  if (!jpeg.starts_with("\xFF\xD8")) return false;
  std::size_t at = 2;
  while (at + 4 <= jpeg.size() && jpeg[at] == '\xFF') {
    const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
    const std::size_t length = read(jpeg, at + 2, 2, false);
    if (marker == 0xDA || length < 2 || at + 2 + length > jpeg.size()) return false;
    const auto body = jpeg.substr(at + 4, length - 2);
    if (marker == 0xE1 && body.starts_with(std::string_view("Exif\0\0", 6)) && has_gps(body.substr(6))) return true;
    at += 2 + length;
  }
  return false;
}

std::string_view picture_type(std::string_view file) {
  if (file.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (file.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  if (file.starts_with("RIFF") && file.size() > 12 && file.substr(8, 4) == "WEBP") return "image/webp";
  return "application/octet-stream";
}

}  // namespace pintu::sandbox
