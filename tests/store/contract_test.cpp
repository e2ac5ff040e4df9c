// SPDX-License-Identifier: Apache-2.0
// What every backend promises.
#include <set>

#include "store/support.hpp"

using namespace pintu;
using namespace pintu::store;
using namespace pintu::store::test;
using namespace std::chrono_literals;

TEST_CASE("store: a key is new once, in a batch, in a later one and after a restart") {
  TemporaryStore store(GENERATE(from_range(backends())));
  std::vector<bool> first, later;
  const std::vector<SeenKey> keys{{"tg", "1"}, {"tg", "2"}, {"tg", "1"}, {"wa", "1"}};
  store->transact({}, [&](Transaction& tx) { first = tx.remember(keys); });
  CHECK(first == std::vector<bool>{true, true, false, true});
  store.reopen();
  store->transact({}, [&](Transaction& tx) { later = tx.remember(keys); });
  CHECK(later == std::vector<bool>{false, false, false, false});
}

TEST_CASE("store: keys are remembered for 8 days and forgotten in slices afterwards") {
  TemporaryStore store;
  const std::vector<SeenKey> keys{{"tg", "1"}};
  store->transact({}, [&](Transaction& tx) { static_cast<void>(tx.remember(keys)); });
  store.clock.advance(24h * 8);
  store->housekeep(store.clock.now(), true);
  std::vector<bool> again;
  store->transact({}, [&](Transaction& tx) { again = tx.remember(keys); });
  CHECK(again == std::vector<bool>{false});
  store.clock.advance(24h * 10);
  store->housekeep(store.clock.now(), true);
  store->transact({}, [&](Transaction& tx) { again = tx.remember(keys); });
  CHECK(again == std::vector<bool>{true});
}

TEST_CASE("store: what a transaction wrote before it threw is not there") {
  TemporaryStore store(GENERATE(from_range(backends())));
  CHECK_THROWS_AS(store->transact({},
                                  [&](Transaction& tx) {
                                    Changes changes;
                                    PartyRow party;
                                    party.id = PartyId(1, tx.draw(1, 1));
                                    party.key = {"tg", "7"};
                                    changes.parties = {party};
                                    tx.write(changes);
                                    static_cast<void>(tx.remember(std::vector<SeenKey>{{"tg", "1"}}));
                                    throw std::runtime_error("half way");
                                  }),
                  std::runtime_error);
  CHECK_FALSE(store->party(PartyKey{"tg", "7"}));
  std::vector<bool> is_new;
  store->transact({}, [&](Transaction& tx) { is_new = tx.remember(std::vector<SeenKey>{{"tg", "1"}}); });
  CHECK(is_new == std::vector<bool>{true});
  // And the same person can be written afterwards: no key of the dead transaction is believed in.
  write_sample(*store, "7");
  store.reopen();
  CHECK(store->party(PartyKey{"tg", "7"})->name == "Budi Canary");
}

TEST_CASE("store: a person, their conversation and transcript come back as they were") {
  TemporaryStore store(GENERATE(from_range(backends())));
  const auto sample = write_sample(*store, "7");
  store.reopen();
  const auto party = store->party(PartyKey{"tg", "7"});
  REQUIRE(party);
  CHECK(party->id == sample.party.id);
  CHECK(party->name == sample.party.name);
  CHECK(party->conversation == sample.party.conversation);
  CHECK(party->sequence == 2);
  const auto lines = store->transcript(party->id, 10);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].body == sample.message.body);
  CHECK_FALSE(store->party(PartyKey{"wa", "7"}));
}

TEST_CASE("store: a number is never drawn twice, also after a crash and a rollback") {
  TemporaryStore store(GENERATE(from_range(backends())));
  std::set<std::int64_t> drawn;
  const auto draw = [&](std::int64_t count) {
    store->transact({}, [&](Transaction& tx) {
      const auto first = tx.draw(5, count);
      for (std::int64_t i = 0; i < count; ++i) CHECK(drawn.insert(first + i).second);
    });
  };
  for (int i = 0; i < 10; ++i) {
    draw(7);
    draw(300);
    store.reopen();
    try {
      store->transact({}, [](Transaction& tx) {
        static_cast<void>(tx.draw(5, 1000));
        throw std::runtime_error("no");
      });
    } catch (const std::runtime_error&) {
      draw(1);
    }
  }
  CHECK(*drawn.begin() > 0);
}

TEST_CASE("store: due jobs are the heads of their keys, emergencies first") {
  TemporaryStore store(GENERATE(from_range(backends())));
  Changes changes;
  const auto add = [&](std::int64_t id, const std::string& key, Lane lane, Duration in = 0ms) {
    JobRow job;
    job.id = JobId(3, id);
    job.order_key = key;
    job.lane = lane;
    job.target = "tg";
    job.due = store.clock.now() + in;
    changes.jobs.push_back(job);
  };
  add(1, "a", Lane::reply);
  add(2, "a", Lane::reply);
  add(3, "!a", Lane::emergency);
  add(4, "", Lane::bulk);
  add(5, "", Lane::bulk);
  add(6, "b", Lane::status, 1h);
  add(7, "b", Lane::status);
  write(*store, changes);
  const auto ids = [&](std::vector<JobId> except = {}) {
    std::vector<std::int64_t> out;
    for (const auto& job : store->due_jobs(store.clock.now(), except, 100)) out.push_back(job.id.sequence());
    return out;
  };
  CHECK(ids() == std::vector<std::int64_t>{3, 1, 4, 5});
  CHECK(ids({JobId(3, 1), JobId(3, 4)}) == std::vector<std::int64_t>{3, 5});
  CHECK(store->next_job_due(store.clock.now()) == store.clock.now() + 1h);
  Changes done;
  JobUpdate update;
  update.id = JobId(3, 1);
  update.state = JobState::done;
  update.external_id = "901";
  done.job_updates = {update};
  write(*store, done);
  CHECK(ids() == std::vector<std::int64_t>{3, 2, 4, 5});
  CHECK(store->job(JobId(3, 1))->external_id == "901");
  store.clock.advance(2h);
  CHECK(ids() == std::vector<std::int64_t>{3, 2, 6, 4, 5});
}

TEST_CASE("store: started jobs are found again, and exhausted and unknown are listed first") {
  TemporaryStore store;
  const auto a = write_sample(*store, "1");
  const auto b = write_sample(*store, "2");
  Changes changes;
  JobUpdate started;
  started.id = a.job.id;
  started.state = JobState::started;
  JobUpdate unknown;
  unknown.id = b.job.id;
  unknown.state = JobState::unknown;
  changes.job_updates = {started, unknown};
  write(*store, changes);
  store.reopen();
  REQUIRE(store->started_jobs().size() == 1);
  CHECK(store->started_jobs()[0].id == a.job.id);
  CHECK(store->jobs({})[0].id == b.job.id);
  CHECK(store->counts().jobs_unknown == 1);
}

TEST_CASE("store: one timer of a name for each person; a fired one does not take its successor with it") {
  TemporaryStore store(GENERATE(from_range(backends())));
  const auto sample = write_sample(*store, "7");
  const auto timer = [&](std::int64_t id, Duration in) {
    TimerRow row;
    row.id = TimerId(sample.party.id.shard(), id);
    row.party = sample.party.id;
    row.name = "join";
    row.due = store.clock.now() + in;
    row.detail = "rahasia";
    return row;
  };
  Changes first;
  first.timers = {timer(100, 1s)};
  write(*store, first);
  store.clock.advance(2s);
  const auto due = store->due_timers(store.clock.now(), 10);
  REQUIRE(due.size() == 1);
  CHECK(due[0].detail == "rahasia");
  Changes both;
  both.timers_fired = {due[0].id};
  both.timers = {timer(101, 5s)};
  write(*store, both);
  CHECK(store->due_timers(store.clock.now(), 10).empty());
  CHECK(store->next_timer_due() == store.clock.now() + 5s);
  Changes stop;
  stop.timer_stops = {{sample.party.id, "join"}};
  write(*store, stop);
  CHECK_FALSE(store->next_timer_due());
}

TEST_CASE("store: a receipt never moves a state backwards") {
  TemporaryStore store(GENERATE(from_range(backends())));
  const auto sample = write_sample(*store, "7");
  Changes sent;
  sent.external_ids = {{sample.message.id, "901"}};
  sent.receipts = {{sample.message.id, ReceiptStatus::read},
                   {sample.message.id, ReceiptStatus::delivered},
                   {sample.message.id, ReceiptStatus::failed}};
  write(*store, sent);
  CHECK(store->message(sample.message.id)->status == ReceiptStatus::read);
  std::optional<MessageRow> found, other;
  store->transact({}, [&](Transaction& tx) {
    found = tx.message_by_external("tg", "901");
    other = tx.message_by_external("wa", "901");
  });
  REQUIRE(found);
  CHECK(found->id == sample.message.id);
  CHECK_FALSE(other);
}

TEST_CASE("store: a report keeps what was filed and its number is taken") {
  TemporaryStore store(GENERATE(from_range(backends())));
  const auto sample = write_sample(*store, "7");
  ReportRow report;
  report.id = ReportId(sample.party.id.shard(), 500);
  report.party = sample.party.id;
  report.number = ReportNumber::draw();
  report.agency = "lapor";
  report.contents = "isi laporan";
  report.filed = store.clock.now();
  Changes changes;
  changes.reports = {report};
  changes.report_events = {{report.id, store.clock.now(), "filed", "rinci"},
                           {report.id, store.clock.now(), "started", ""}};
  write(*store, changes);
  report.forward = ForwardState::accepted;
  report.agency_id = "9188891";
  report.contents = "something else";
  Changes later;
  later.reports = {report};
  write(*store, later);
  store.reopen();
  const auto found = store->report(report.number);
  REQUIRE(found);
  CHECK(found->contents == "isi laporan");
  CHECK(found->agency_id == "9188891");
  REQUIRE(store->report_events(report.id).size() == 2);
  CHECK(store->report_events(report.id)[0].detail == "rinci");
  bool taken = false;
  store->transact({}, [&](Transaction& tx) { taken = tx.number_taken(report.number); });
  CHECK(taken);
}

TEST_CASE("store: files are kept and given back") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  MediaRow media;
  media.id = MediaId(sample.party.id.shard(), 700);
  media.party = sample.party.id;
  media.name = "foto.jpg";
  media.ref = "ref";
  Changes wanted;
  wanted.media = {media};
  write(*store, wanted);
  CHECK_FALSE(store->media_bytes(media.id));
  media.state = "stored";
  media.bytes = std::string(100000, 'x') + "akhir";
  Changes stored;
  stored.media = {media};
  write(*store, stored);
  store.reopen();
  CHECK(store->media_bytes(media.id).value_or("") == media.bytes);
  CHECK(store->media(media.id)->name == "foto.jpg");
}

TEST_CASE("store: a script set is published only on top of the newest") {
  TemporaryStore store;
  store->publish({1, start, "a", "", "{}"}, {start, "a", "publish", "1", ""});
  CHECK_THROWS_AS(store->publish({1, start, "b", "", "{}"}, {start, "b", "publish", "1", ""}), StoreError);
  store->publish({2, start, "b", "", "{\"x\":1}"}, {start, "b", "publish", "2", ""});
  REQUIRE(store->script_versions().size() == 2);
  CHECK(store->script_set(2)->files == "{\"x\":1}");
  CHECK(store->audit(10).size() == 2);
}

TEST_CASE("store: a person is found by their other address, until they are erased or somebody has it as their own") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "62812");
  Changes changes;
  changes.aliases = {{{"tg", "ID.88"}, sample.party.id}};
  write(*store, changes);
  REQUIRE(store->party(PartyKey{"tg", "ID.88"}));
  CHECK(store->party(PartyKey{"tg", "ID.88"})->id == sample.party.id);
  CHECK_FALSE(store->party(PartyKey{"other", "ID.88"}));
  SECTION("their own address wins") {
    const auto own = write_sample(*store, "ID.88");
    CHECK(store->party(PartyKey{"tg", "ID.88"})->id == own.party.id);
  }
  SECTION("erased") {
    Changes erase;
    erase.erased = {sample.party.id};
    write(*store, erase);
    CHECK_FALSE(store->party(PartyKey{"tg", "ID.88"}));
  }
}

TEST_CASE("store: a group that moved keeps its person") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "-100");
  Changes changes;
  changes.moved = {{{"tg", "-100"}, "-200"}};
  write(*store, changes);
  CHECK_FALSE(store->party(PartyKey{"tg", "-100"}));
  CHECK(store->party(PartyKey{"tg", "-200"})->id == sample.party.id);
}

TEST_CASE("store: a group's new address that somebody already talks under is left to them") {
  TemporaryStore store;
  const auto group = write_sample(*store, "-100");
  const auto there = write_sample(*store, "-200");
  Changes changes;
  changes.moved = {{group.party.key, "-200"}};
  write(*store, changes);
  CHECK(store->party(PartyKey{"tg", "-200"})->id == there.party.id);
  CHECK(store->party(PartyKey{"tg", "-100"})->id == group.party.id);
  // Without a talk the newcomer gives the address up.
  PartyRow silent;
  silent.id = PartyId(1, 9000);
  silent.key = {"tg", "-300"};
  Changes newcomer;
  newcomer.parties = {silent};
  write(*store, newcomer);
  Changes again;
  again.moved = {{group.party.key, "-300"}};
  write(*store, again);
  CHECK(store->party(PartyKey{"tg", "-300"})->id == group.party.id);
}

TEST_CASE("store: timers of emergencies come first, and one written twice is one") {
  TemporaryStore store(GENERATE(from_range(backends())));
  Changes changes;
  for (std::int64_t i = 1; i <= 5; ++i) {
    TimerRow row;
    row.id = TimerId(1, i);
    row.party = PartyId(1, i);
    row.name = "n";
    row.due = store.clock.now() + Duration(i);
    row.emergency = i == 5;
    changes.timers.push_back(row);
  }
  write(*store, changes);
  write(*store, changes);
  CHECK(store->next_timer_due() == store.clock.now() + 1ms);
  const auto due = store->due_timers(store.clock.now() + 1s, 2);
  REQUIRE(due.size() == 2);
  CHECK(due[0].id == TimerId(1, 5));
  CHECK(due[1].id == TimerId(1, 1));
  CHECK(store->counts().timers == 5);
}

TEST_CASE("store: parked events are listed with what can be replayed, without the raw bytes") {
  TemporaryStore store(GENERATE(from_range(backends())));
  ParkedRow row;
  row.id = ParkedId(1, 1);
  row.at = store.clock.now();
  row.channel = "tg";
  row.reason = "threw";
  row.event = "{\"x\":1}";
  row.raw = "raw";
  Changes changes;
  changes.parked = {row};
  write(*store, changes);
  REQUIRE(store->parked(10).size() == 1);
  CHECK(store->parked(10)[0].event == row.event);
  CHECK(store->parked(10)[0].raw.empty());
  CHECK(store->parked(row.id)->raw == "raw");
  CHECK(store->counts().parked == 1);
  changes.parked[0].state = "replayed";
  changes.parked[0].raw.clear();
  write(*store, changes);
  CHECK(store->parked(row.id)->state == "replayed");
  CHECK(store->parked(row.id)->raw == "raw");
  CHECK(store->counts().parked == 0);
}
