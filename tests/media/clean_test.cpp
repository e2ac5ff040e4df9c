// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/clean.hpp"

#include "gateway/media/orientation.hpp"
#include "gateway/model/file_type.hpp"
#include "media/pictures.hpp"

using namespace pintu;
using namespace pintu::media::test;

namespace {

constexpr std::size_t five = std::size_t{5} << 20U;

std::string_view type_of(const std::string& bytes) {
  const auto sniffed = sniff(bytes);
  return sniffed.type == nullptr ? sniffed.refused : sniffed.type->name;
}

Errc code_of(const Result<media::CleanFile>& result) {
  REQUIRE_FALSE(result);
  return result.error().code();
}

}  // namespace

TEST_CASE("clean: a photo keeps its pixels and which way is up, and nothing else of what the phone wrote") {
  const auto photo = talkative_jpeg(6);
  REQUIRE(betrays(photo));
  const auto clean = media::clean(photo, five);
  REQUIRE(clean);
  CHECK(clean->mime == "image/jpeg");
  CHECK(clean->ending == "jpg");
  CHECK_FALSE(betrays(clean->bytes, "Exif"));
  CHECK(media::read_orientation(clean->bytes) == 6);
  CHECK(size_of_jpeg(clean->bytes) == Size{64, 48});
  // The same coefficients: cleaning it again changes no byte.
  const auto again = media::clean(clean->bytes, five);
  REQUIRE(again);
  CHECK(again->bytes == clean->bytes);
}

TEST_CASE("clean: an upright photo has no Exif at all afterwards") {
  const auto clean = media::clean(talkative_jpeg(1), five);
  REQUIRE(clean);
  CHECK_FALSE(betrays(clean->bytes));
  CHECK(media::read_orientation(clean->bytes) == 1);
}

TEST_CASE("clean: a photo over the limit becomes a smaller one that still knows which way is up") {
  const auto photo = talkative_jpeg(3, jpeg(1600, 1200, true));
  constexpr std::size_t limit = 300'000;
  REQUIRE(photo.size() > limit);
  const auto clean = media::clean(photo, limit);
  REQUIRE(clean);
  CHECK(clean->bytes.size() <= limit);
  CHECK_FALSE(betrays(clean->bytes, "Exif"));
  CHECK(media::read_orientation(clean->bytes) == 3);
  CHECK(size_of_jpeg(clean->bytes).width > 200);
  CHECK(code_of(media::clean(photo, 500)) == Errc::too_large);
}

TEST_CASE("clean: a PNG keeps its pixels, with what is transparent") {
  const auto shot = talkative_png(png(64, 48, 4));
  REQUIRE(betrays(shot));
  const auto clean = media::clean(shot, five);
  REQUIRE(clean);
  CHECK(clean->mime == "image/png");
  CHECK_FALSE(betrays(clean->bytes));
  CHECK(clean->bytes == media::clean(png(64, 48, 4), five)->bytes);
}

TEST_CASE("clean: a PNG over the limit becomes a JPEG") {
  const auto shot = talkative_png(png(900, 700, 3, true));
  constexpr std::size_t limit = 200'000;
  REQUIRE(shot.size() > limit);
  const auto clean = media::clean(shot, limit);
  REQUIRE(clean);
  CHECK(clean->mime == "image/jpeg");
  CHECK(clean->bytes.size() <= limit);
  CHECK_FALSE(betrays(clean->bytes));
}

TEST_CASE("clean: a WebP becomes a JPEG") {
  const auto picture = talkative_webp();
  REQUIRE(betrays(picture));
  REQUIRE(type_of(picture) == "webp");
  const auto clean = media::clean(picture, five);
  REQUIRE(clean);
  CHECK(clean->mime == "image/jpeg");
  CHECK(size_of_jpeg(clean->bytes) == Size{64, 48});
  CHECK_FALSE(betrays(clean->bytes));
}

TEST_CASE("clean: what it cannot clean it does not pretend to") {
  CHECK(code_of(media::clean("OggS Rahasia", five)) == Errc::unsupported);
  CHECK(code_of(media::clean("GIF89a Rahasia", five)) == Errc::unsupported);
  CHECK(code_of(media::clean(std::string("\0\0\0\x18"
                                         "ftypheic\0\0\0\0mif1heic"sv),
                             five)) == Errc::unsupported);
  CHECK(code_of(media::clean("", five)) == Errc::unsupported);
}

TEST_CASE("clean: pictures of a size that nobody photographs are refused before they are decoded") {
  auto photo = jpeg();
  const auto frame = photo.find("\xFF\xC0");
  REQUIRE(frame != std::string::npos);
  photo.replace(frame + 5, 4, "\xFF\xDC\xFF\xDC");  // 65500 by 65500
  CHECK(code_of(media::clean(photo, five)) == Errc::too_large);

  auto shot = png();
  const auto header =
      std::string("IHDR") + big_endian(100'000, 4) + big_endian(100'000, 4) + std::string("\x08\x02\0\0\0"sv);
  shot.replace(12, 4 + 13 + 4, header + big_endian(crc_of(header), 4));
  CHECK(code_of(media::clean(shot, five)) == Errc::too_large);
}

TEST_CASE("clean: a picture cut off anywhere and with any byte turned is cleaned or refused, never believed") {
  for (const auto& whole : {talkative_jpeg(6), talkative_png(), talkative_webp()}) {
    for (std::size_t cut = 0; cut < whole.size(); cut += 1 + whole.size() / 97) {
      if (const auto clean = media::clean(whole.substr(0, cut), five)) CHECK_FALSE(betrays(clean->bytes, "Exif"));
    }
    for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 197) {
      auto turned = whole;
      turned[at] = static_cast<char>(turned[at] ^ 0x5A);
      if (const auto clean = media::clean(turned, five)) {
        CHECK_FALSE(betrays(clean->bytes, "Exif"));
        CHECK(clean->bytes.size() <= five);
      }
    }
  }
}

TEST_CASE("clean: nonsense about which way is up is upright") {
  auto photo = jpeg();
  for (const auto& bad :
       {exif(0), exif(9), std::string("Exif\0\0II*\0\xFF\xFF\xFF\xFF"sv), std::string("Exif\0\0"sv)}) {
    auto told = photo;
    told.insert(2, segment('\xE1', bad));
    CHECK(media::read_orientation(told) == 1);
  }
  CHECK(media::read_orientation("") == 1);
  CHECK(media::with_orientation(photo, 1) == photo);
  CHECK(media::with_orientation(photo, 17) == photo);
  for (int up = 2; up <= 8; ++up) CHECK(media::read_orientation(media::with_orientation(photo, up)) == up);
}
