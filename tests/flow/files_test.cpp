// SPDX-License-Identifier: Apache-2.0
#include "flow/files.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

http::Exchange file(const std::string& bytes) { return http::Response{200, {}, bytes}; }

bool ends(const std::string& text, const std::string& ending) { return text.ends_with(ending); }

}  // namespace

TEST_CASE("files: a photo is kept as it came and goes to the agency cleaned") {
  FileHouse house;
  house.far.next["files"].push_back(file(jpeg));
  house.complain("4711", "image:a");
  house.loop.run_for(10s);
  const auto forwards = house.asked("https://lapor/new");
  REQUIRE(forwards.size() == 1);
  CHECK(ends(forwards[0], " foto-1.jpg=" + cleaned_jpeg));
  CHECK(house.cleaner.seen == std::vector{jpeg});
  const auto report = report_from_json(house.report().contents);
  REQUIRE(report);
  REQUIRE(report->media.size() == 1);
  const MediaId id(std::stoll(report->media[0]));
  CHECK(house.store->media(id)->mime == "image/jpeg");
  CHECK(*house.store->media_bytes(id) == jpeg);
  CHECK(house.asked("https://lapor/add").empty());
}

TEST_CASE("files: what cannot be cleaned stays, the report goes without it") {
  FileHouse house;
  SECTION("the child died of it") { house.cleaner.answer = fail(Errc::internal, "died"); }
  SECTION("it took too long") { house.cleaner.answer = fail(Errc::timeout, "slow"); }
  SECTION("it cannot be made small enough") { house.cleaner.answer = fail(Errc::too_large, "large"); }
  SECTION("it became something the agency does not take") {
    house.cleaner.answer = media::CleanFile{"x", "image/gif", "gif"};
  }
  house.far.next["files"].push_back(file(jpeg));
  house.complain("4711", "image:a");
  house.loop.run_for(10s);
  const auto forwards = house.asked("https://lapor/new");
  REQUIRE(forwards.size() == 1);
  CHECK(ends(forwards[0], " foto-1:kept"));
  CHECK(house.report().forward == ForwardState::accepted);
}

TEST_CASE("files: without a child to start the report waits a little instead of losing its photo") {
  FileHouse house;
  house.cleaner.answer = fail(Errc::unavailable, "no process");
  house.far.next["files"].push_back(file(jpeg));
  house.complain("4711", "image:a");
  house.loop.run_for(20s);
  CHECK(house.asked("https://lapor/new").empty());
  house.cleaner.answer = media::CleanFile{cleaned_jpeg, "image/jpeg", "jpg"};
  house.loop.run_for(60s);
  REQUIRE(house.asked("https://lapor/new").size() == 1);
  CHECK(ends(house.asked("https://lapor/new")[0], "=" + cleaned_jpeg));
}

TEST_CASE("files: kinds that no agency takes are not even cleaned for it") {
  FileHouse house;
  house.far.next["files"] = {file("OggS....OpusHead"),
                             file(std::string("\0\0\0\x14"
                                              "ftypisom\0\0\0\0isom",
                                              20)),
                             file("%PDF-1.7 x")};
  house.complain("4711", "video:b,document:c");
  house.loop.run_for(10s);
  const auto forwards = house.asked("https://lapor/new");
  REQUIRE(forwards.size() == 1);
  CHECK(forwards[0].find(":kept") != std::string::npos);
  CHECK(forwards[0].find("=") == std::string::npos);
  CHECK(house.cleaner.seen.empty());
}

TEST_CASE("files: a report waits at most 2 minutes for files that are still fetched, the chat never") {
  FileHouse house;
  house.far.hold["files"] = true;
  house.far.next["files"].push_back(file(jpeg));
  house.complain("4711", "image:a");
  CHECK(house.last_to("4711").find("Nomor") != std::string::npos);
  house.loop.run_for(110s);
  CHECK(house.asked("https://lapor/new").empty());

  SECTION("it comes in time") {
    house.far.held.front()();
    house.loop.run_for(15s);
    REQUIRE(house.asked("https://lapor/new").size() == 1);
    CHECK(ends(house.asked("https://lapor/new")[0], "=" + cleaned_jpeg));
    house.loop.run_for(10min);
    CHECK(house.asked("https://lapor/add").empty());
  }
  SECTION("it comes late and follows, once") {
    house.loop.run_for(30s);
    REQUIRE(house.asked("https://lapor/new").size() == 1);
    CHECK(ends(house.asked("https://lapor/new")[0], " foto-1:late"));
    CHECK(house.report().forward == ForwardState::accepted);
    house.loop.run_for(1min);
    CHECK(house.asked("https://lapor/add").empty());
    house.far.held.front()();
    house.loop.run_for(6min);
    const auto additions = house.asked("https://lapor/add/" + house.report().agency_id);
    REQUIRE(additions.size() == 1);
    CHECK(additions[0] == " foto-1.jpg=" + cleaned_jpeg);
    house.loop.run_for(1h);
    CHECK(house.asked("https://lapor/add").size() == 1);
    CHECK(house.asked("https://lapor/new").size() == 1);
  }
}

TEST_CASE("files: one that turns out to be gone after the report left is said in a follow-up") {
  FileHouse house;
  house.far.hold["files"] = true;
  house.far.next["files"].push_back(http::Response{410, {}, ""});
  house.complain("4711", "image:a");
  house.loop.run_for(150s);
  REQUIRE(house.asked("https://lapor/new").size() == 1);
  house.far.held.front()();
  house.loop.run_for(6min);
  const auto additions = house.asked("https://lapor/add/");
  REQUIRE(additions.size() == 1);
  CHECK(additions[0] == " foto-1:gone");
}

TEST_CASE("files: waiting for files leaves no doubt behind when the process dies") {
  FileHouse house;
  house.far.hold["files"] = true;
  house.complain("4711", "image:a");
  house.loop.run_for(20s);
  house.far.hold["files"] = false;
  house.far.next["files"].push_back(file(jpeg));
  house.crash();
  CHECK(house.report().forward == ForwardState::waiting);
  house.loop.run_for(60s);
  REQUIRE(house.asked("https://lapor/new").size() == 1);
  CHECK(house.report().forward == ForwardState::accepted);
}

TEST_CASE("files: late ones follow also after a person said that the report is there") {
  FileHouse house;
  house.far.hold["files"] = true;
  house.far.next["files"].push_back(file(jpeg));
  house.far.next["lapor"].push_back(http::NoAnswer{"timeout"});
  house.complain("4711", "image:a");
  house.loop.run_for(150s);
  REQUIRE(house.report().forward == ForwardState::unknown);
  const auto jobs = house.store->jobs_of_report(house.report().id);
  const auto forward = std::ranges::find(jobs, store::JobKind::forward, &store::JobRow::kind);
  REQUIRE(forward != jobs.end());
  Submission submission;
  submission.events.push_back(Event{JobResolved{forward->id, JobResolved::How::sent, "777", "test"}});
  house.ledger->submit(std::move(submission));
  house.far.held.front()();
  house.loop.run_for(6min);
  REQUIRE(house.asked("https://lapor/add/777").size() == 1);
  CHECK(house.asked("https://lapor/add/777")[0] == " foto-1.jpg=" + cleaned_jpeg);
}

TEST_CASE("files: reports that clean their photos do not take the place of replies") {
  FileHouse house;
  house.cleaner.hold = true;
  for (int i = 0; i < 8; ++i) {
    house.far.next["files"].push_back(file(jpeg));
    house.complain(std::to_string(5000 + i), "image:a");
  }
  house.loop.run_for(1min);
  CHECK(house.cleaner.held.size() == 4);
  CHECK(house.asked("https://lapor/new").empty());
  house.send("6000", "halo", "");
  CHECK_FALSE(house.far.sent_to("6000").empty());
  while (!house.cleaner.held.empty()) {
    const auto answer = std::move(house.cleaner.held.front());
    house.cleaner.held.erase(house.cleaner.held.begin());
    answer();
    house.loop.run_for(10s);
  }
  CHECK(house.asked("https://lapor/new").size() == 8);
}

TEST_CASE("files: what is refused is said once, in one sentence, and its bytes are not kept") {
  FileHouse house;
  house.send("4711", "lampu jalan mati total di dekat rumah saya", "");
  house.loop.run_for(1min);
  const auto before = house.far.sent_to("4711").size();
  SECTION("a page") {
    house.far.next["files"] = {file("<html><script>"), file("<svg onload=x>"), file("MZ program")};
    house.send("4711", "", "document:a,image:b,document:c");
    house.loop.run_for(100ms);
    const auto texts = house.far.sent_to("4711");
    CHECK(std::ranges::count_if(texts,
                                [](const auto& text) { return text.find("Jenis berkas") != std::string::npos; }) == 1);
  }
  SECTION("too large") {
    house.far.next["files"].push_back(http::Response{413, {}, ""});
    house.send("4711", "", "document:a");
    house.loop.run_for(100ms);
    CHECK(house.last_to("4711").find("terlalu besar") != std::string::npos);
  }
  SECTION("larger than the provider said") {
    house.far.next["files"].push_back(http::NoAnswer{std::string(http::answer_too_large)});
    house.send("4711", "", "document:a");
    house.loop.run_for(100ms);
    CHECK(house.last_to("4711").find("terlalu besar") != std::string::npos);
  }
  SECTION("expired at the provider") {
    house.far.next["files"].push_back(http::Response{404, {}, ""});
    house.send("4711", "", "image:a");
    house.loop.run_for(100ms);
    CHECK(house.last_to("4711").find("tidak dapat kami ambil") != std::string::npos);
  }
  CHECK(house.far.sent_to("4711").size() > before);
  bool any = false;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(house.folder)) {
    any = any || entry.path().string().find("/media/") != std::string::npos;
  }
  CHECK_FALSE(any);
}

TEST_CASE("files: nobody sends more than an hour's worth, and the next hour is a new one") {
  FileHouse house;
  house.world.files_per_hour = 5;
  std::string seven;
  for (const auto* ref : {"a", "b", "c", "d", "e", "f", "g"})
    seven += std::string(seven.empty() ? "" : ",") + "image:" + ref;
  for (int i = 0; i < 20; ++i) house.far.next["files"].push_back(file(jpeg));
  house.send("4711", "lampu jalan mati total di dekat rumah saya", seven);
  CHECK(house.far.count("https://files/") == 5);
  house.send("4712", "lampu jalan mati total di dekat rumah saya", "image:a");
  CHECK(house.far.count("https://files/") == 6);
  house.loop.run_for(1h);
  house.send("4711", "ini lagi", "image:h");
  CHECK(house.far.count("https://files/") == 7);
}

TEST_CASE("files: nor more than an hour's worth of bytes, whatever the provider says of their size") {
  FileHouse house;
  house.world.megabytes_per_hour = 3;
  const auto large = jpeg + std::string(std::size_t{2} << 20U, 'x');
  for (int i = 0; i < 20; ++i) house.far.next["files"].push_back(file(large));
  for (int i = 0; i < 4; ++i) house.send("4711", "", "image:a");
  CHECK(house.far.count("https://files/") == 2);
}

TEST_CASE("files: stickers and contacts are no files") {
  FileHouse house;
  house.send("4711", "", "sticker:a");
  house.send("4711", "+628120000000", "contact:b");
  CHECK(house.far.count("https://files/") == 0);
}

TEST_CASE("files: what a note to an officer names goes along cleaned, and what cannot is named") {
  FileHouse house;
  house.far.next["files"].push_back(file(jpeg));
  house.send("4711", "lampu jalan mati total di dekat rumah saya", "image:a");
  MediaId id;
  house.store->transact({}, [&](store::Transaction& transaction) {
    const auto shard = crypto::shard_of("tg", "4711");
    for (std::int64_t sequence = 1; sequence < 50; ++sequence) {
      if (transaction.media(MediaId(shard, sequence))) id = MediaId(shard, sequence);
    }
    REQUIRE(id);
    OutboundMessage message;
    message.to = "9000";
    message.text = "Foto dari petugas";
    message.media = {std::to_string(id.value()), "12345"};
    store::JobRow job;
    job.id = JobId(shard, transaction.draw(shard, 1));
    job.kind = store::JobKind::notify;
    job.target = "tg";
    job.payload = to_json(message);
    job.created = job.due = house.clock.now();
    job.deadline = house.clock.now() + 1h;
    job.key = "k";
    store::Changes changes;
    changes.jobs.push_back(job);
    transaction.write(changes);
  });
  house.crash();
  house.loop.run_for(2min);
  CHECK(house.last_to("9000") == "Foto dari petugas\nTidak dapat diambil: 1 foto foto-1.jpg=" + cleaned_jpeg);
}

TEST_CASE("files: photos sent after the report follow it, even while it is still on its way") {
  FileHouse house;
  house.far.hold["lapor"] = true;
  house.complain("4711", "");
  house.far.next["files"] = {file(jpeg), file(jpeg)};
  house.send("4711", "", "image:a,image:b");
  REQUIRE(house.last_to("4711").find("tambahan untuk laporan") != std::string::npos);
  house.send("4711", "tambahan", "");
  house.loop.run_for(30s);
  CHECK(house.asked("https://lapor/add").empty());
  house.far.hold["lapor"] = false;
  REQUIRE(house.far.held.size() == 1);
  house.far.held.front()();
  house.loop.run_for(10min);
  const auto additions = house.asked("https://lapor/add/" + house.report().agency_id);
  CHECK(additions == std::vector<std::string>(2, " foto-1.jpg=" + cleaned_jpeg));
  house.loop.run_for(2h);
  CHECK(house.asked("https://lapor/add").size() == 2);
}

TEST_CASE("files: an addition to a report that the agency refused waits for nobody") {
  FileHouse house;
  house.far.hold["lapor"] = true;
  house.far.next["lapor"].push_back(http::Response{400, {}, ""});
  house.complain("4711", "");
  house.far.next["files"].push_back(file(jpeg));
  house.send("4711", "", "image:a");
  house.send("4711", "tambahan", "");
  house.far.hold["lapor"] = false;
  for (auto& answer : house.far.held) answer();
  house.loop.run_for(10min);
  CHECK(house.asked("https://lapor/add").empty());
  const auto rejected = house.store->jobs({.states = {store::JobState::rejected}, .kind = store::JobKind::follow_up});
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].reason == "report-not-there");
}
