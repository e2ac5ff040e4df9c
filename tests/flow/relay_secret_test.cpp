// SPDX-License-Identifier: Apache-2.0
// What is secret or sensitive goes to one named person; and reports that a machine could not bring there.
#include "flow/desk.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

// About harassment: asked what to hide, and which office.
std::string complain_of_harassment(DeskHouse& house, const std::string& from, const std::string& hides) {
  house.say(from, "saya dipaksa bayar pungli di kantor kelurahan melati");
  for (const auto& answer : {std::string("selesai"), std::string("ya"), hides, std::string("Kelurahan Melati"),
                             std::string("Jl. Dago 10"), std::string("kemarin"), std::string("kirim")})
    house.say(from, answer);
  house.loop.run_for(5s);
  return house.newest().number.shown();
}

bool group_knows(const DeskHouse& house, const std::string& number) {
  return house.count(group, number) + house.count(group, "pungli") + house.count(group, "elati") > 0;
}

}  // namespace

TEST_CASE("secret: the verifier alone reads it and answers, the group hears only that one waits") {
  DeskHouse house;
  const std::string hides = GENERATE("Nama dan isi", "Tampilkan nama");
  const auto number = complain_of_harassment(house, "7", hides);
  CHECK(house.count(verifier, "Judul: ") == 1);
  CHECK(house.count(verifier, "pungli") >= 1);
  CHECK(house.count(group, "1 laporan rahasia menunggu verifikator") == 1);
  CHECK_FALSE(group_knows(house, number));

  house.in_group("daftar");
  CHECK(house.last(group) == "1 laporan rahasia menunggu verifikator.");
  house.in_group(number + " 9188891");
  CHECK(house.last(group).find("tidak ada di meja ini") != std::string::npos);
  house.in_group("9188891");
  CHECK(house.report(number).agency_id.empty());

  house.writes("tg", verifier, "tanya Kapan kejadiannya?", house.id_of(verifier, number));
  CHECK(house.last("7").find("Kapan kejadiannya?") != std::string::npos);
  house.say("7", "minggu lalu, di loket tiga");
  house.loop.run_for(5s);
  CHECK(house.last(verifier).find("loket tiga") != std::string::npos);
  house.loop.run_for(48h);
  CHECK(house.count(group, "Lebih dari satu hari kerja") == 1);
  CHECK(house.count(verifier, "Lebih dari satu hari kerja") == 1);
  CHECK_FALSE(group_knows(house, number));
  house.writes("tg", verifier, "9188891", house.id_of(verifier, number));
  CHECK(house.report(number).agency_id == "9188891");
  CHECK(house.count("7", "9188891") == 1);
  CHECK(house.count(group, "9188891") == 0);
}

TEST_CASE("secret: without a verifier it is kept, listed and counted, and goes to nobody") {
  DeskHouse house({{"tg", group}}, false);
  const auto number = complain_of_harassment(house, "7", "Nama dan isi");
  CHECK_FALSE(group_knows(house, number));
  REQUIRE(house.store->reports_for_a_person(10).size() == 1);
  CHECK(house.store->reports_for_a_person(10)[0].number.shown() == number);
}

TEST_CASE("secret: who asks for an officer in the middle of it is not spoken of in the group") {
  DeskHouse house;
  house.world.desks["umum"].officers = {{"tg", "-100600"}};
  house.say("7", "saya dipaksa bayar pungli di kantor kelurahan melati");
  house.say("7", "selesai");
  house.say("7", "ya");
  house.say("7", "petugas");
  house.loop.run_for(5s);
  CHECK(house.far.sent_to("-100600").empty());
  CHECK(house.count(verifier, "Warga minta bicara dengan petugas") == 1);
}

TEST_CASE("secret: whoever erases their data takes the report back, and the desk is told without a word of it") {
  DeskHouse house;
  const auto number = house.complain("7");
  house.say("7", "hapus data");
  house.say("7", "Ya, hapus");
  house.loop.run_for(5s);
  CHECK(house.last(group).find("Pelapor laporan " + number + " menghapus datanya") != std::string::npos);
  CHECK(house.report(number).state == ReportState::archived);
  CHECK(house.store->reports_for_a_person(10).empty());
}

TEST_CASE("by hand: what LAPOR refuses, or may have, goes to the desk once, and its number settles the job") {
  DeskHouse house;
  house.world.relayed.clear();
  house.world.agencies["lapor"] = std::make_unique<FakeAgency>();
  const bool refused = GENERATE(true, false);
  house.far.next["lapor"] = {refused ? http::Exchange(http::Response{400, {}, ""}) : http::NoAnswer{"timeout"}};
  const auto number = house.complain("7");
  CHECK(house.report(number).forward == (refused ? ForwardState::rejected : ForwardState::unknown));
  CHECK(house.count(group, number) == 1);
  CHECK(house.count(group, "Judul: ") == 1);
  CHECK(house.count(group, refused ? "menolaknya" : "dicari dulu") == 1);
  house.in_group("9188891", house.id_of(group, "Judul: "));
  CHECK(house.report(number).agency_id == "9188891");
  CHECK(house.count("7", "9188891") == 1);
  store::JobFilter forwards;
  forwards.kind = store::JobKind::forward;
  REQUIRE(house.store->jobs(forwards).size() == 1);
  CHECK(house.store->jobs(forwards)[0].state == store::JobState::done);
  CHECK(house.store->jobs(forwards)[0].external_id == "9188891");
  CHECK(house.far.count("https://lapor/new") == 1);
}

TEST_CASE("by hand: a job that is dropped while it waits in memory is never sent") {
  DeskHouse house;
  house.world.relayed.clear();
  house.world.agencies["lapor"] = std::make_unique<FakeAgency>();
  house.say("7", "lampu jalan mati total di dekat rumah saya");
  for (const auto* answer : {"selesai", "ya", "Jl. Dago 10", "kemarin", "Tidak ada foto"}) house.say("7", answer);
  Inbound send;
  send.from = "7";
  send.id = send.message_id = "k";
  send.text = "kirim";
  house.ledger->submit({{Event{Arrived{"tg", send, ""}}}, {}});
  store::JobFilter forwards;
  forwards.kind = store::JobKind::forward;
  REQUIRE(house.store->jobs(forwards).size() == 1);
  house.ledger->submit(
      {{Event{JobResolved{house.store->jobs(forwards)[0].id, JobResolved::How::drop, {}, "cli:test"}}}, {}});
  house.loop.run_for(1h);
  CHECK(house.far.count("https://lapor/new") == 0);
  CHECK(house.count(group, "Judul: ") == 1);
}

TEST_CASE("by hand: a report that is being sent takes no number; one whose job is dropped goes to the desk") {
  DeskHouse house;
  house.world.relayed.clear();
  house.world.agencies["lapor"] = std::make_unique<FakeAgency>();
  house.far.next["lapor"] = {http::Exchange(http::NotSent{"refused"})};
  const auto number = house.complain("7");
  CHECK(house.far.sent_to(group).empty());
  house.ledger->submit({{Event{ReportNumbered{house.report(number).id, "9188891", "cli:test", false}}}, {}});
  CHECK(house.report(number).agency_id.empty());
  store::JobFilter forwards;
  forwards.kind = store::JobKind::forward;
  const auto job = house.store->jobs(forwards).at(0);
  REQUIRE(job.state == store::JobState::waiting);
  house.ledger->submit({{Event{JobResolved{job.id, JobResolved::How::drop, {}, "cli:test"}}}, {}});
  house.loop.run_for(1h);
  CHECK(house.report(number).forward == ForwardState::manual);
  CHECK(house.count(group, "Judul: ") == 1);
  CHECK(house.far.count("https://lapor/new") == 1);
  house.in_group("9188891");
  CHECK(house.report(number).agency_id == "9188891");
}
