// SPDX-License-Identifier: Apache-2.0
// How the work was chosen. A turn of DESIGN 3 writes the message, its `seen` key, the conversation, the job and the
// transcript of the reply, and its outcome in a later batch; to decide, it reads the person and the conversation. That
// is nine statements here, prepared once, each as the store writes it where it needs one (a party's row is written with
// its conversation), on the shipped schema with its indexes, with the store's own settings (WAL, fsync at each commit)
// and checkpoints. Sizes and turns a commit are those of the daemon measured in the same round, ids are spread over the
// shards as the daemon spreads them, and a person writes eight times before somebody new does. What is left out is what
// is ours: parsing, deciding, sealing, hashing, sending.
#include "bench/store_loop.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cmath>
#include <filesystem>
#include <random>
#include <vector>

#include "gateway/model/ids.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/schema.hpp"

namespace pintu::bench {

namespace {

using store::sqlite::bind_blob;

constexpr int writes_a_person = 8;
constexpr int checkpoint_pages = store::sqlite::log_when_busy / 4096;

class StoreLoop {
 public:
  StoreLoop(const std::string& file, const TurnShape& shape)
      : shape_(shape), database_(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    store::sqlite::set_up(database_, true);
    if (!store::sqlite::migrate(database_, store::sqlite::shipped_migrations())) {
      throw std::runtime_error("the shipped schema does not apply");
    }
    const auto committed = [](void* self, sqlite3*, const char*, int pages) {
      static_cast<StoreLoop*>(self)->wal_pages_ = pages;
      return SQLITE_OK;
    };
    sqlite3_wal_hook(database_.getHandle(), committed, this);
  }

  // One commit: so many turns, and the outcomes of those before. Returns how many.
  std::size_t batch() {
    owed_ += shape_.turns_a_commit;
    const auto turns = static_cast<std::size_t>(owed_);
    owed_ -= static_cast<double>(turns);
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& turn : in_flight_) settle(turn);
    in_flight_.clear();
    for (std::size_t i = 0; i < turns; ++i) write_turn();
    transaction.commit();
    if (wal_pages_ > checkpoint_pages) {
      sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
      wal_pages_ = 0;
    }
    return turns;
  }

 private:
  struct Person {
    std::int64_t id = 0;
    Shard shard = 0;
    std::string hash;
    int writes = 0;
    std::int64_t sequence = 0;
  };
  struct Turn {
    std::int64_t job = 0;
    std::int64_t message = 0;
  };

  std::string bytes(std::size_t count) {
    std::string out(count, '\0');
    for (std::size_t i = 0; i < count; i += 8) {
      const auto word = random_();
      out.replace(i, std::min<std::size_t>(8, count - i), reinterpret_cast<const char*>(&word),
                  std::min<std::size_t>(8, count - i));
    }
    return out;
  }
  // People in turn, as many as talk at the same time; who has written enough makes place for somebody new.
  Person& next_person() {
    constexpr std::size_t talking = 1024;
    if (people_.size() < talking) people_.emplace_back();
    auto& person = people_[turn_++ % people_.size()];
    if (person.writes++ % writes_a_person != 0) return person;
    person.shard = static_cast<Shard>(random_() % shard_count);
    person.id = PartyId(person.shard, ++last_id_).value();
    person.hash = bytes(32);
    person.sequence = 0;
    return person;
  }
  void write_turn();
  void write_person(const Person& person);
  std::int64_t write_message(const Person& person, int direction, std::size_t size);
  std::int64_t write_job(const Person& person, std::int64_t message);
  void settle(const Turn& turn);

  SQLite::Statement& sql(std::unique_ptr<SQLite::Statement>& slot, const char* text) {
    if (!slot) slot = std::make_unique<SQLite::Statement>(database_, text);
    slot->reset();
    return *slot;
  }

  TurnShape shape_;
  SQLite::Database database_;
  int wal_pages_ = 0;
  double owed_ = 0;
  std::mt19937_64 random_{4711};
  std::int64_t last_id_ = 0;
  std::int64_t now_ = 1'760'000'000'000;
  std::size_t turn_ = 0;
  std::vector<Person> people_;
  std::vector<Turn> in_flight_;
  std::unique_ptr<SQLite::Statement> seen_, load_, party_, conversation_, message_, job_, settle_job_, settle_message_;
};

void StoreLoop::write_turn() {
  auto& person = next_person();
  ++now_;
  auto& seen = sql(seen_, "INSERT INTO seen (key, shard, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  bind_blob(seen, 1, bytes(32));
  seen.bind(2, static_cast<int>(person.shard));
  seen.bind(3, now_);
  seen.exec();
  auto& load = sql(load_,
                   "SELECT p.id, p.channel, p.address, p.name, p.unreachable, p.erased, p.last_inbound, "
                   "coalesce(c.sequence, 0), c.state FROM parties p LEFT JOIN conversations c ON c.party = p.id "
                   "WHERE p.address_hash = ?");
  bind_blob(load, 1, person.hash);
  if (load.executeStep()) static_cast<void>(load.getColumn(8).getBytes());
  load.reset();
  write_person(person);
  ++person.sequence;
  write_message(person, 0, shape_.in);
  ++person.sequence;
  const auto line = write_message(person, 1, shape_.out);
  in_flight_.push_back({write_job(person, line), line});
}

void StoreLoop::write_person(const Person& person) {
  auto& party =
      sql(party_,
          "INSERT INTO parties (id, shard, channel, address_hash, address, name, last_inbound) "
          "VALUES (?1, ?2, 'tg', ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET name = ?5, last_inbound = ?6");
  party.bind(1, person.id);
  party.bind(2, static_cast<int>(person.shard));
  bind_blob(party, 3, person.hash);
  bind_blob(party, 4, bytes(50));
  bind_blob(party, 5, bytes(45));
  party.bind(6, now_);
  party.exec();
  auto& conversation = sql(conversation_,
                           "INSERT INTO conversations (party, shard, sequence, state) VALUES (?1, ?2, ?3, ?4) "
                           "ON CONFLICT (party) DO UPDATE SET sequence = ?3, state = ?4");
  conversation.bind(1, person.id);
  conversation.bind(2, static_cast<int>(person.shard));
  conversation.bind(3, person.sequence);
  bind_blob(conversation, 4, bytes(shape_.conversation));
  conversation.exec();
}

std::int64_t StoreLoop::write_message(const Person& person, int direction, std::size_t size) {
  auto& insert = sql(message_,
                     "INSERT INTO messages (id, shard, party, channel, sequence, direction, at, external_hash, "
                     "external_id, body, note, status, job) VALUES (?, ?, ?, 'tg', ?, ?, ?, NULL, ?, ?, ?, 0, 0)");
  const auto id = MessageId(person.shard, ++last_id_).value();
  insert.bind(1, id);
  insert.bind(2, static_cast<int>(person.shard));
  insert.bind(3, person.id);
  insert.bind(4, person.sequence);
  insert.bind(5, direction);
  insert.bind(6, now_);
  bind_blob(insert, 7, bytes(48));
  bind_blob(insert, 8, bytes(size));
  insert.bind(9, "rule=answer step=lapor-aduan/di-mana");
  insert.exec();
  return id;
}

std::int64_t StoreLoop::write_job(const Person& person, std::int64_t message) {
  auto& insert = sql(job_,
                     "INSERT INTO jobs (id, shard, party, kind, lane, state, order_key, target, payload, created, due, "
                     "deadline, attempts, key, external_id, reason, message, head) VALUES (?1, ?2, ?3, 0, 1, 0, ?4, "
                     "'tg', ?5, ?6, ?6, ?7, 0, ?8, x'', '', ?9, NOT EXISTS (SELECT 1 FROM jobs WHERE order_key = ?4 "
                     "AND order_key <> '' AND state < 2))");
  const auto id = JobId(person.shard, ++last_id_).value();
  insert.bind(1, id);
  insert.bind(2, static_cast<int>(person.shard));
  insert.bind(3, person.id);
  insert.bind(4, "tg:" + std::to_string(person.id));
  bind_blob(insert, 5, bytes(shape_.out));
  insert.bind(6, now_);
  insert.bind(7, now_ + 86'400'000);
  insert.bind(8, std::to_string(id));
  insert.bind(9, message);
  insert.exec();
  return id;
}

void StoreLoop::settle(const Turn& turn) {
  auto& job = sql(settle_job_, "UPDATE jobs SET state = 2, head = 0, attempts = 1, external_id = ?2 WHERE id = ?1");
  job.bind(1, turn.job);
  bind_blob(job, 2, bytes(48));
  job.exec();
  auto& message =
      sql(settle_message_, "UPDATE messages SET external_hash = ?2, external_id = ?3, status = 1 WHERE id = ?1");
  message.bind(1, turn.message);
  bind_blob(message, 2, bytes(32));
  bind_blob(message, 3, bytes(48));
  message.exec();
}

}  // namespace

TurnShape shape_of(const std::string& file) {
  SQLite::Database database(file, SQLite::OPEN_READONLY);
  const auto mean = [&database](const char* text) {
    return static_cast<std::size_t>(std::lround(database.execAndGet(text).getDouble()));
  };
  TurnShape shape;
  shape.in = mean("SELECT coalesce(avg(length(body)), 250) FROM messages WHERE direction = 0");
  shape.out = mean("SELECT coalesce(avg(length(payload)), 450) FROM jobs WHERE kind = 0");
  shape.conversation = mean("SELECT coalesce(avg(length(state)), 1000) FROM conversations");
  return shape;
}

double store_turns_per_s(const std::string& folder, const TurnShape& shape, std::chrono::milliseconds length) {
  const auto home = folder + "/bare-store";
  std::filesystem::remove_all(home);
  std::filesystem::create_directories(home);
  double per_second = 0;
  {
    StoreLoop loop(home + "/bare.db", shape);
    // The first turns write to an empty tree, which no installation does.
    const auto warm = std::chrono::steady_clock::now() + length / 4;
    while (std::chrono::steady_clock::now() < warm) loop.batch();
    std::size_t turns = 0;
    const auto began = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() < began + length) turns += loop.batch();
    per_second =
        static_cast<double>(turns) / std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  }
  std::filesystem::remove_all(home);
  return per_second;
}

}  // namespace pintu::bench
