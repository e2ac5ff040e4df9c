// SPDX-License-Identifier: Apache-2.0
// Reports that officers relay by hand, from the citizen's KIRIM to the number on their phone.
#include "flow/desk.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

TEST_CASE("relay: a group gets the text ready to paste, and its reply is the citizen's number") {
  DeskHouse house;
  const auto number = house.complain("7");
  CHECK(house.newest().forward == ForwardState::manual);
  const auto texts = house.far.sent_to(group);
  REQUIRE(texts.size() == 2);
  CHECK(texts[0].find(number) != std::string::npos);
  CHECK(texts[0].find("Balas pesan ini dengan nomor SP4N") != std::string::npos);
  const auto& form = texts[1];
  std::size_t before = 0;
  for (const auto* field : {"Judul: ", "\nIsi: lampu jalan mati total", "\nTanggal: 2026-05-03",
                            "\nLokasi: Jl. Dago 10", "\nKategori: Lampu jalan", "\nAnonim: ya", "\nRahasia: tidak"}) {
    INFO(field);
    const auto at = form.find(field);
    REQUIRE(at != std::string::npos);
    CHECK(at >= before);
    before = at;
  }
  // A minute passes, and nobody is told that LAPOR cannot be reached.
  house.loop.run_for(2min);
  CHECK(house.count("7", "sedang tidak bisa dihubungi") == 0);

  SECTION("at once") {}
  SECTION("after a restart in between") { house.crash(); }
  house.in_group("no 9188891", house.id_of(group, "Judul: "));
  const auto report = house.report(number);
  CHECK(report.forward == ForwardState::accepted);
  CHECK(report.agency_id == "9188891");
  CHECK(house.count("7", "9188891") == 1);
  CHECK(house.last(group).find(number) != std::string::npos);
  CHECK(house.last(group).find("9188891") != std::string::npos);
  const auto audit = house.store->audit(10);
  CHECK(std::ranges::any_of(
      audit, [](const auto& row) { return row.who == "officer:Pak Asep" && row.what == "reports.number"; }));
}

TEST_CASE("relay: a number is corrected, never doubled and never taken from another report") {
  DeskHouse house;
  const auto first = house.complain("7");
  const auto about_first = house.id_of(group, first);
  const auto second = house.complain("8");
  const auto about_second = house.id_of(group, second);
  house.in_group("#9188891", about_first);

  SECTION("the same again changes nothing") {
    house.in_group("9188891", about_first);
    CHECK(house.last(group).find("Sudah tercatat") != std::string::npos);
    CHECK(house.count("7", "9188891") == 1);
  }
  SECTION("another one needs the word") {
    house.in_group("9188892", about_first);
    CHECK(house.report(first).agency_id == "9188891");
    CHECK(house.last(group).find("ganti 9188892") != std::string::npos);
    house.in_group("ganti 9188892", house.id_of(group, "Diganti?"));
    CHECK(house.report(first).agency_id == "9188892");
    CHECK(house.count("7", "9188892") == 1);
  }
  SECTION("what another report has is refused, and free once that one is corrected") {
    house.in_group("9188891", about_second);
    CHECK(house.last(group).find("sudah dipakai") != std::string::npos);
    CHECK(house.report(second).forward == ForwardState::manual);
    CHECK(house.count("8", "9188891") == 0);
    house.in_group("ganti 9188893", about_first);
    house.in_group("9188891", about_second);
    CHECK(house.report(second).agency_id == "9188891");
  }
  SECTION("what cannot be one gets one friendly line") {
    for (const auto* wrong : {"918", "91888919188891", "081234567"}) {
      house.in_group(wrong, about_second);
      CHECK(house.last(group).find("5 sampai 10 angka") != std::string::npos);
    }
    house.in_group("sudah ya", about_second);
    CHECK(house.last(group).find("Balas dengan nomor SP4N") != std::string::npos);
    CHECK(house.report(second).forward == ForwardState::manual);
  }
}

TEST_CASE("relay: a bare number counts only when one report is open, and a list says which are") {
  DeskHouse house;
  const auto first = house.complain("7");
  house.loop.run_for(26h);
  const auto second = house.complain("8");
  house.in_group("/daftar@PintuBot");
  const auto list = house.last(group);
  CHECK(list.find(first + " · 1 hari") == 0);
  CHECK(list.find(second) > list.find(first));
  house.in_group("9188891");
  CHECK(house.last(group).find("Ada 2 laporan terbuka") != std::string::npos);
  house.in_group(first + " 9188891");
  CHECK(house.report(first).agency_id == "9188891");
  house.in_group("9188892");
  CHECK(house.report(second).agency_id == "9188892");
  house.in_group("daftar");
  CHECK(house.last(group).find("Tidak ada laporan") != std::string::npos);
  // Nothing is open: what a group talks about is its own affair.
  const auto before = house.far.requests.size();
  house.in_group("9188899");
  house.in_group("selesai");
  house.in_group("besok rapat jam 9");
  CHECK(house.far.requests.size() == before);
}

TEST_CASE("relay: only the desk's own chat has power, and a forwarded message has none") {
  DeskHouse house;
  const auto number = house.complain("7");
  const auto about = house.id_of(group, number);
  const auto before = house.far.requests.size();
  house.writes("tg", "-100999", "9188891", about);
  house.writes("tg", "-100999", number + " 9188891");
  house.writes("tg", group, number + " 9188891", about, true);
  CHECK(house.far.requests.size() == before);
  house.writes("tg", "8", number + " 9188891");
  CHECK(house.report(number).forward == ForwardState::manual);
  CHECK(house.report(number).agency_id.empty());
  // In a group nobody becomes a person of ours, and their words stay nowhere.
  house.in_group("rahasia dapur kami", about);
  CHECK_FALSE(house.store->party(PartyKey{"tg", "501"}));
}

TEST_CASE("relay: the office's question goes to the citizen, the answer to the desk, and it is closed") {
  DeskHouse house;
  const auto number = house.complain("7");
  house.in_group("tanya Di depan rumah nomor berapa?", house.id_of(group, number));
  CHECK(house.last("7").find("Di depan rumah nomor berapa?") != std::string::npos);
  CHECK(house.report(number).state == ReportState::need_info);
  CHECK(house.last(group).find("Pertanyaan kami teruskan") != std::string::npos);
  house.say("7", "nomor 14, pagar hijau");
  house.loop.run_for(5s);
  CHECK(house.last(group).find("Jawaban warga untuk laporan " + number) != std::string::npos);
  CHECK(house.last(group).find("nomor 14, pagar hijau") != std::string::npos);
  CHECK(house.report(number).state == ReportState::in_progress);
  // A reply to the answer is about the same report.
  house.in_group("kabar Petugas PLN ke sana besok", house.id_of(group, "Jawaban warga"));
  CHECK(house.last("7").find("Petugas PLN ke sana besok") != std::string::npos);
  house.in_group("tanya", house.id_of(group, "Jawaban warga"));
  CHECK(house.last(group).find("Tulis pertanyaannya") != std::string::npos);

  SECTION("done") {
    house.in_group("selesai Lampu sudah diganti", house.id_of(group, "Jawaban warga"));
    CHECK(house.last("7").find("Lampu sudah diganti") != std::string::npos);
    CHECK(house.report(number).state == ReportState::closed);
  }
  SECTION("refused") {
    house.in_group("tolak Bukan wewenang provinsi", house.id_of(group, "Jawaban warga"));
    CHECK(house.count("7", "Bukan wewenang provinsi") == 1);
    CHECK(house.report(number).state == ReportState::archived);
  }
  const auto before = house.far.sent_to("7").size();
  house.in_group("kabar lagi", house.id_of(group, "Jawaban warga"));
  CHECK(house.far.sent_to("7").size() == before);
  CHECK(house.store->reports_for_a_person(10).empty());
}

TEST_CASE("relay: an officer on WhatsApp is written to once they have written, and answers by reply") {
  DeskHouse house({{"wa", wa_officer, "Bu Tuti"}});
  const auto number = house.complain("7");
  CHECK(house.far.sent_to(wa_officer).empty());
  house.loop.run_for(3h);
  house.writes("wa", wa_officer, "hadir");
  house.loop.run_for(1min);
  CHECK(house.count(wa_officer, number) == 1);
  CHECK(house.count(wa_officer, "Judul: ") == 1);
  house.writes("wa", wa_officer, "https://www.lapor.go.id/pengaduan/9188891", house.id_of(wa_officer, number));
  CHECK(house.report(number).agency_id == "9188891");
  CHECK(house.count("7", "9188891") == 1);
  CHECK(house.last(wa_officer).find("9188891") != std::string::npos);
  CHECK(house.store->audit(1).front().who == "officer:Bu Tuti");
  // What they write as officers is no transcript of a citizen's; what else they write is.
  const auto officer = house.store->party(PartyKey{"wa", wa_officer});
  REQUIRE(officer);
  for (const auto& line : house.store->transcript(officer->id, 50)) {
    CHECK(line.body.find("lapor.go.id") == std::string::npos);
  }
  house.writes("wa", wa_officer, "tolong ada kebakaran di rumah saya", house.id_of(wa_officer, number));
  CHECK(house.store->cases(10).size() == 1);
}

TEST_CASE("relay: by SMS the text stays with us, and our number stands before theirs") {
  DeskHouse house({{"sms", sms_officer}});
  const auto first = house.complain("7");
  const auto second = house.complain("8");
  const auto texts = house.far.sent_to(sms_officer);
  REQUIRE(texts.size() == 2);
  CHECK(texts[0].find("pintu reports text " + first) != std::string::npos);
  CHECK(texts[0].find("Dago") == std::string::npos);
  CHECK(texts[0].size() <= 160);
  house.writes("sms", sms_officer, second + " 9188892");
  CHECK(house.report(second).agency_id == "9188892");
  house.writes("sms", sms_officer, first + " tanya Lampu yang mana?");
  CHECK(house.last("7").find("Lampu yang mana?") != std::string::npos);
  house.writes("sms", sms_officer, "9188891");
  CHECK(house.report(first).agency_id == "9188891");
  CHECK(house.last(sms_officer).find(first + " ganti") != std::string::npos);
  // An officer with a complaint of their own: digits then are what they are asked for.
  const auto third = house.complain("9");
  house.writes("sms", sms_officer, "jalan di depan kantor rusak parah sekali");
  house.writes("sms", sms_officer, "9188893");
  CHECK(house.report(third).agency_id.empty());
}

TEST_CASE("relay: a desk is reminded once a working day, as long as anything is open") {
  DeskHouse house;
  const auto number = house.complain("7");  // Monday 10.00
  const auto reminders = [&] { return house.count(group, "Lebih dari satu hari kerja"); };
  house.loop.run_for(23h);  // Tuesday 09.00
  CHECK(reminders() == 0);
  SECTION("in one life") {}
  SECTION("across a crash") { house.crash(); }
  house.loop.run_for(24h);  // Wednesday
  CHECK(reminders() == 1);
  CHECK(house.last(group).find(number) != std::string::npos);
  house.loop.run_for(5 * 24h);  // Monday: Thursday, Friday and Monday, no weekend
  CHECK(reminders() == 4);
  house.in_group("9188891", house.id_of(group, "Judul: "));
  house.loop.run_for(5 * 24h);
  CHECK(reminders() == 4);
}

TEST_CASE("relay: an officer who cannot be reached keeps no other back") {
  DeskHouse house({{"tg", "601"}, {"tg", group}});
  house.world.desks["verifikator"].officers[0].channel = "wa";
  house.complain("7");
  CHECK(house.count(group, "Judul: ") == 1);
  CHECK(house.far.sent_to("601").empty());
}
