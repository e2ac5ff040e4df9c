// SPDX-License-Identifier: Apache-2.0
// What a thief of the disk, or of a backup, can read: nothing of a person.
#include <SQLiteCpp/SQLiteCpp.h>

#include "store/support.hpp"

using namespace pintu;
using namespace pintu::store;
using namespace pintu::store::test;
using namespace std::chrono_literals;

namespace {

Changes everything(const Sample& sample, Instant now) {
  Changes changes;
  const auto shard = sample.party.id.shard();
  changes.external_ids = {{sample.message.id, "wamid.CANARY-external"}};
  JobUpdate update;
  update.id = sample.job.id;
  update.external_id = "CANARY-job-external";
  changes.job_updates = {update};
  TimerRow timer;
  timer.id = TimerId(shard, 900);
  timer.party = sample.party.id;
  timer.name = "join";
  timer.due = now;
  timer.detail = "CANARY-timer";
  changes.timers = {timer};
  ReportRow report;
  report.id = ReportId(shard, 901);
  report.party = sample.party.id;
  report.number = ReportNumber::draw();
  report.contents = "CANARY-report";
  changes.reports = {report};
  changes.report_events = {{report.id, now, "filed", "CANARY-event"}};
  CaseRow opened;
  opened.id = CaseId(shard, 902);
  opened.party = sample.party.id;
  opened.contents = "CANARY-case";
  changes.cases = {opened};
  ParkedRow parked;
  parked.id = ParkedId(shard, 903);
  parked.at = now;
  parked.event = "CANARY-parked-event";
  parked.raw = "CANARY-raw";
  changes.parked = {parked};
  MediaRow media;
  media.id = MediaId(shard, 904);
  media.party = sample.party.id;
  media.name = "CANARY-name.jpg";
  media.ref = "CANARY-ref";
  media.state = "stored";
  media.bytes = "CANARY-bytes";
  changes.media = {media};
  return changes;
}

}  // namespace

TEST_CASE("sealed: no word, name, number or id of a person stands in any file") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "628123CANARY", "CANARY-words");
  write(*store, everything(sample, store.clock.now()));
  store->transact({},
                  [](Transaction& tx) { static_cast<void>(tx.remember(std::vector<SeenKey>{{"tg", "CANARY-seen"}})); });
  CHECK(store.raw_bytes().find("CANARY") == std::string::npos);
  CHECK(store.raw_bytes().find("Budi Canary") == std::string::npos);
  CHECK(store->report_events(ReportId(sample.party.id.shard(), 901))[0].detail == "CANARY-event");
  CHECK(store->parked(ParkedId(sample.party.id.shard(), 903))->raw == "CANARY-raw");
  store.store.reset();
  CHECK(store.raw_bytes().find("CANARY") == std::string::npos);
}

TEST_CASE("sealed: after erasing a person nothing of theirs opens, and they come back as somebody new") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  write(*store, everything(sample, store.clock.now()));
  Changes erase;
  erase.erased = {sample.party.id};
  write(*store, erase);
  store.reopen();
  CHECK_FALSE(store->party(PartyKey{"tg", "7"}));
  CHECK_FALSE(store->party(sample.party.id));
  for (const auto& line : store->transcript(sample.party.id, 10)) CHECK(line.body.empty());
  CHECK(store->job(sample.job.id)->payload.empty());
  CHECK(store->report(ReportId(sample.party.id.shard(), 901))->contents.empty());
  CHECK_FALSE(store->media_bytes(MediaId(sample.party.id.shard(), 904)));
  CHECK(store->due_timers(store.clock.now() + 1h, 10).empty());
  CHECK(store->due_jobs(store.clock.now() + 1h, {}, 10).empty());
  const auto again = write_sample(*store, "7");
  CHECK(again.party.id != sample.party.id);
}

TEST_CASE("sealed: a person erased and writing again in the same batch is somebody new") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  PartyRow again;
  again.id = PartyId(sample.party.id.shard(), 5000);
  again.key = sample.party.key;
  again.conversation = "{\"baru\":1}";
  Changes batch;
  batch.erased = {sample.party.id};
  batch.parties = {again};
  MessageRow last_words;
  last_words.id = MessageId(sample.party.id.shard(), 5001);
  last_words.party = sample.party.id;
  last_words.body = "hapus data";
  batch.messages = {last_words};
  write(*store, batch);
  REQUIRE(store->party(sample.party.key));
  CHECK(store->party(sample.party.key)->id == again.id);
  CHECK(store->party(sample.party.key)->conversation == again.conversation);
  CHECK(store->message(last_words.id)->body.empty());
}

TEST_CASE("sealed: somebody whom nobody knew is erased without a trace") {
  TemporaryStore store;
  MessageRow message;
  message.id = MessageId(3, 1);
  message.party = PartyId(3, 2);
  message.body = "CANARY";
  Changes batch;
  batch.messages = {message};
  batch.erased = {message.party};
  write(*store, batch);
  CHECK(store->message(message.id)->body.empty());
}

TEST_CASE("sealed: what comes late for an erased person is not kept and gives them no new key") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  Changes erase;
  erase.erased = {sample.party.id};
  write(*store, erase);
  write(*store, [&] {
    Changes late = everything(sample, store.clock.now());
    late.parties = {sample.party};
    MessageRow message;
    message.id = MessageId(sample.party.id.shard(), 990);
    message.party = sample.party.id;
    message.body = "late words";
    late.messages = {message};
    return late;
  }());
  store.reopen();
  CHECK_FALSE(store->party(sample.party.key));
  CHECK_FALSE(store->party(sample.party.id));
  CHECK(store->message(MessageId(sample.party.id.shard(), 990))->body.empty());
  CHECK(store->media(MediaId(sample.party.id.shard(), 904))->state == "gone");
  CHECK_FALSE(store->media_bytes(MediaId(sample.party.id.shard(), 904)));
  CHECK(store->report(ReportId(sample.party.id.shard(), 901))->contents.empty());
}

TEST_CASE("sealed: a destroyed key is gone from the log too at the next idle moment") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  std::string wrapped;
  {
    SQLite::Database database(store.folder + "/pintu.db", SQLite::OPEN_READONLY);
    SQLite::Statement select(database, "SELECT wrapped FROM keys WHERE id = ?");
    select.bind(1, sample.party.id.value());
    REQUIRE(select.executeStep());
    wrapped = select.getColumn(0).getString();
  }
  REQUIRE(store.raw_bytes().find(wrapped) != std::string::npos);
  Changes erase;
  erase.erased = {sample.party.id};
  write(*store, erase);
  store->housekeep(store.clock.now(), true);
  CHECK(store.raw_bytes().find(wrapped) == std::string::npos);
}

TEST_CASE("sealed: a sealed text moved to another row does not open") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7", "kata pertama");
  MessageRow other;
  other.id = MessageId(sample.party.id.shard(), 990);
  other.party = sample.party.id;
  other.body = "kata kedua";
  Changes changes;
  changes.messages = {other};
  write(*store, changes);
  store.store.reset();
  {
    SQLite::Database database(store.folder + "/pintu.db", SQLite::OPEN_READWRITE);
    SQLite::Statement move(database,
                           "UPDATE messages SET body = (SELECT body FROM messages WHERE id = ?) WHERE id = ?");
    move.bind(1, other.id.value());
    move.bind(2, sample.message.id.value());
    CHECK(move.exec() == 1);
  }
  store.open();
  log::set_level(log::Level::error);
  CHECK(store->message(sample.message.id)->body.empty());
  CHECK(store->message(other.id)->body == "kata kedua");
}

TEST_CASE("sealed: a parked event cannot be read after 14 days") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  write(*store, everything(sample, store.clock.now()));
  const ParkedId id(sample.party.id.shard(), 903);
  store.clock.advance(24h * 13);
  store->housekeep(store.clock.now(), true);
  CHECK(store->parked(id)->event == "CANARY-parked-event");
  store.clock.advance(24h * 3);
  store->housekeep(store.clock.now(), true);
  CHECK(store->parked(id)->state == "unreadable");
  CHECK(store->parked(id)->event.empty());
  // Somebody decides about it afterwards: that makes no new key for the old day.
  ParkedRow dropped = *store->parked(id);
  dropped.state = "dropped";
  Changes changes;
  changes.parked = {dropped};
  write(*store, changes);
  CHECK(store->parked(id)->state == "unreadable");
  CHECK(store->counts().parked == 0);
}

TEST_CASE("sealed: another master key is refused at once, and one of the wrong length too") {
  TemporaryStore store;
  store.store.reset();
  auto options = store.options();
  options.master_key = std::string(32, 'x');
  const auto wrong = store::open("sqlite", options);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code() == Errc::configuration);
  options.master_key = "short";
  CHECK(store::open("sqlite", options).error().code() == Errc::configuration);
}
