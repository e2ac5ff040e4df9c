// SPDX-License-Identifier: Apache-2.0
// Photos through the real binary: from the phone to LAPOR, without what the phone wrote into them.
#include "media/pictures.hpp"
#include "support/installed.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace pintu::media::test;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t person = 4711;

// Files a complaint with these photos; false when it does not get as far.
bool file_complaint(Installed& house, const std::vector<std::string>& photos) {
  house.telegram.say(person, "lampu jalan mati total di dekat rumah saya");
  house.telegram.say(person, "selesai");
  const auto answered = [&](const std::string& question, const std::string& answer) {
    if (!house.until([&] { return house.last_says(person, question); })) return false;
    house.telegram.say(person, answer);
    return true;
  };
  if (!answered("Ini soal", "ya") || !answered("Di mana", "Desa Kutamekar Kec Ciampel") ||
      !answered("Kapan", "kemarin") || !house.until([&] { return house.last_says(person, "foto"); })) {
    return false;
  }
  for (const auto& photo : photos) house.telegram.photo(person, photo);
  house.telegram.say(person, "selesai");
  return answered("Belum terkirim", "kirim") &&
         house.until([&] { return house.count(person, "sudah masuk SP4N-LAPOR!") > 0; }, 60s);
}

}  // namespace

TEST_CASE("media end to end: where a photo was taken does not reach LAPOR, and the original stays sealed") {
  Installed house(18481);
  house.start();
  const auto photo = talkative_jpeg(6);
  REQUIRE(betrays(photo));
  REQUIRE(file_complaint(house, {photo, talkative_png()}));
  REQUIRE(house.lapor.complaints().size() == 1);
  const auto& complaint = house.lapor.complaints()[0];
  CHECK(complaint.content.find("Tersimpan di Pintu") == std::string::npos);
  REQUIRE(complaint.file_ids.size() == 2);
  for (const auto& id : complaint.file_ids) {
    const auto* file = house.lapor.file(id);
    REQUIRE(file != nullptr);
    CHECK_FALSE(betrays(file->bytes, "Exif"));
    CHECK(file->name.starts_with("lampiran-"));
  }
  CHECK(size_of_jpeg(house.lapor.file(complaint.file_ids[0])->bytes) == Size{64, 48});

  SECTION("another one after the report follows it") {
    house.telegram.photo(person, photo);
    REQUIRE(house.until([&] { return house.last_says(person, "tambahan untuk laporan"); }));
    house.telegram.say(person, "tambahan");
    REQUIRE(house.until([&] { return house.lapor.complaints()[0].file_ids.size() == 3; }, 60s));
    CHECK_FALSE(betrays(house.lapor.file(house.lapor.complaints()[0].file_ids[2])->bytes, "Exif"));
    CHECK(house.lapor.complaints()[0].followups.back() == "Berkas tambahan: 1 foto");
  }
  SECTION("nothing of it lies on our disk in the open") {
    CHECK(house.stop(SIGTERM) == 0);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(house.folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      if (entry.path().string().find("/media/") != std::string::npos) ++files;
      INFO(entry.path().filename().string());
      CHECK(bytes.find("GPS-6.9403") == std::string::npos);
    }
    CHECK(files == 2);
  }
}

TEST_CASE("media end to end: a file that is no picture costs nobody the report") {
  Installed house(18482);
  house.start();
  REQUIRE(file_complaint(house, {"<html><script>alert(1)</script>", "\xFF\xD8\xFF broken", talkative_jpeg()}));
  const auto& complaint = house.lapor.complaints()[0];
  CHECK(complaint.file_ids.size() == 1);
  CHECK(complaint.content.find("Tidak dapat diambil: 1 foto") != std::string::npos);
  CHECK(complaint.content.find("Tersimpan di Pintu: 1 foto") != std::string::npos);
  CHECK(house.count(person, "Jenis berkas itu tidak bisa kami terima") == 1);
}
