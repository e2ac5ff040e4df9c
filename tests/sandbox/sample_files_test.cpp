// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/sample_files.hpp"

#include "support/catch.hpp"

using namespace pintu;

TEST_CASE("samples: a photo is a JPEG that tells where it was taken") {
  const auto photo = sandbox::sample_photo(-6.9403, 107.7448);
  CHECK(sandbox::picture_type(photo) == "image/jpeg");
  CHECK(photo.ends_with("\xFF\xD9"));
  CHECK(photo.size() > 1000);
  CHECK(sandbox::tells_place(photo));
  // 6 degrees, 56 minutes, 25.08 seconds south.
  CHECK(photo.find(std::string("\x06\0\0\0\x01\0\0\0\x38\0\0\0\x01\0\0\0\xCC\x09\0\0\x64\0\0\0", 24)) !=
        std::string::npos);
}

TEST_CASE("samples: without its Exif block a photo tells nothing") {
  auto photo = sandbox::sample_photo(-6.9403, 107.7448);
  const auto length =
      static_cast<std::size_t>(static_cast<unsigned char>(photo[4])) * 256 + static_cast<unsigned char>(photo[5]);
  photo.erase(2, length + 2);
  CHECK(sandbox::picture_type(photo) == "image/jpeg");
  CHECK_FALSE(sandbox::tells_place(photo));
}

TEST_CASE("samples: what is no whole photo tells nothing, and nothing is read past its end") {
  const auto photo = sandbox::sample_photo(1, 2);
  for (std::size_t size = 0; size < 250; ++size) {
    CAPTURE(size);
    const std::string part = photo.substr(0, size);
    // The block must be there whole.
    if (size < 150) CHECK_FALSE(sandbox::tells_place(part));
    static_cast<void>(sandbox::tells_place(part));
  }
  std::string wild = photo;
  for (std::size_t i = 12; i < 60; ++i) {
    wild[i] = '\xFF';
    static_cast<void>(sandbox::tells_place(wild));
  }
  CHECK_FALSE(sandbox::tells_place("GIF89a"));
  CHECK(sandbox::picture_type("<html>") == "application/octet-stream");
}

TEST_CASE("samples: a voice note is Ogg with Opus, a video an MP4 with its place") {
  const auto voice = sandbox::sample_voice();
  CHECK(voice.starts_with("OggS"));
  CHECK(voice.substr(28, 8) == "OpusHead");
  const auto video = sandbox::sample_video(-6.9403, 107.7448);
  CHECK(video.substr(4, 8) == "ftypisom");
  CHECK(video.find("-06.9403+107.7448/") != std::string::npos);
}
