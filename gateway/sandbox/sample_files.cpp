// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/sample_files.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <vector>

namespace pintu::sandbox {

namespace {

std::string number(std::uint64_t value, std::size_t bytes, bool little) {
  std::string out;
  for (std::size_t i = 0; i < bytes; ++i) {
    out += static_cast<char>(value >> (8 * (little ? i : bytes - 1 - i)) & 0xFFU);
  }
  return out;
}
std::string little(std::uint64_t value, std::size_t bytes) { return number(value, bytes, true); }
std::string big(std::uint64_t value, std::size_t bytes) { return number(value, bytes, false); }

// The checksum of an Ogg page (RFC 3533 section 6).
std::uint32_t checksum(const std::string& page) {
  std::uint32_t sum = 0;
  for (const char each : page) {
    sum ^= static_cast<std::uint32_t>(static_cast<unsigned char>(each)) << 24U;
    for (int i = 0; i < 8; ++i) sum = (sum & 0x80000000U) != 0 ? sum << 1U ^ 0x04C11DB7U : sum << 1U;
  }
  return sum;
}

// A page with these packets, each shorter than 255 bytes.
std::string page(unsigned flags, std::uint64_t position, std::uint32_t sequence,
                 const std::vector<std::string>& packets) {
  std::string head =
      std::string("OggS\0", 5) + little(flags, 1) + little(position, 8) + little(0x50494E54, 4) + little(sequence, 4);
  std::string rest = little(packets.size(), 1);
  for (const auto& packet : packets) rest += little(packet.size(), 1);
  for (const auto& packet : packets) rest += packet;
  return head + little(checksum(head + std::string(4, '\0') + rest), 4) + rest;
}

std::string box(const std::string& type, const std::string& body) { return big(body.size() + 8, 4) + type + body; }

}  // namespace

std::string sample_voice() {
  constexpr std::uint64_t frame = 960;  // samples of 20 ms
  constexpr std::size_t frames = 150;
  const std::string opus_head =
      "OpusHead" + little(1, 1) + little(1, 1) + little(0, 2) + little(16000, 4) + little(0, 2) + little(0, 1);
  const std::string opus_tags = "OpusTags" + little(5, 4) + "pintu" + little(0, 4);
  // One code for a silent frame of 20 ms, wideband, mono (RFC 6716 section 3).
  const std::string silence("\x48\xFF\xFE", 3);
  return page(2, 0, 0, {opus_head}) + page(0, 0, 1, {opus_tags}) +
         page(4, frame * frames, 2, std::vector<std::string>(frames, silence));
}

std::string sample_video(double latitude, double longitude) {
  const auto place = fmt::format("{:+08.4f}{:+09.4f}/", latitude, longitude);  // ISO 6709
  const std::string where = box("\xA9xyz", big(place.size(), 2) + big(0x15C7, 2) + place);
  std::string header =
      big(0, 4) + big(0, 4) + big(0, 4) + big(1000, 4) + big(3000, 4) + big(0x00010000, 4) + big(0x0100, 2);
  header += std::string(10, '\0');
  for (const std::uint32_t each : std::array<std::uint32_t, 9>{0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000})
    header += big(each, 4);
  header += std::string(24, '\0') + big(2, 4);
  return box("ftyp", "isom" + big(512, 4) + "isommp41") + box("moov", box("mvhd", header) + box("udta", where)) +
         box("mdat", std::string(64, '\0'));
}

}  // namespace pintu::sandbox
