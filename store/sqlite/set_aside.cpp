// SPDX-License-Identifier: Apache-2.0
// Files, parked events, erasure, moves: what has a life outside its row.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "gateway/base/crypto.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

namespace fs = std::filesystem;

namespace {

std::int64_t day_of(Instant at) { return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count(); }

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(file, bytes.data(), bytes.size());
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

void sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

}  // namespace

std::string SqliteStore::media_path(MediaId id) const {
  const auto name = std::to_string(id.value());
  return folder_ + "/media/" + name.substr(name.size() < 2 ? 0 : name.size() - 2) + "/" + name;
}

void SqliteStore::store_media_file(const MediaRow& row) {
  if (row.bytes.empty()) return;
  const fs::path path = media_path(row.id);
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  const std::string sealed = seal(row.party.value(), row.bytes, "media.bytes", row.id.value());
  const std::string temporary = path.string() + ".new";
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool written = file >= 0 && write_all(file, sealed) && (!sync_ || ::fsync(file) == 0);
  if (file >= 0) ::close(file);
  if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) {
    throw StoreError(StoreError::What::full, "a file could not be written under " + folder_ + "/media");
  }
  if (sync_) sync_folder(path.parent_path());
}

void SqliteStore::write_media(const MediaRow& row) {
  const auto id = row.id.value();
  const auto party = row.party.value();
  auto& upsert =
      sql("INSERT INTO media (id, shard, party, kind, channel, ref, mime, name, size, state, reason) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
          "ON CONFLICT (id) DO UPDATE SET mime = ?7, name = ?8, size = ?9, state = ?10, reason = ?11");
  upsert.bind(1, id);
  upsert.bind(2, static_cast<int>(row.id.shard()));
  upsert.bind(3, party);
  upsert.bind(4, static_cast<int>(row.kind));
  upsert.bind(5, row.channel);
  bind_blob(upsert, 6, seal(party, row.ref, "media.ref", id));
  upsert.bind(7, row.mime);
  bind_blob(upsert, 8, seal(party, row.name, "media.name", id));
  upsert.bind(9, row.size);
  upsert.bind(10, row.state);
  upsert.bind(11, row.reason);
  upsert.exec();
}

Result<std::string> SqliteStore::media_bytes(MediaId id) {
  const auto row = media(id);
  if (!row || row->state != "stored") return fail(Errc::not_found, "this file is not stored");
  std::ifstream in(media_path(id), std::ios::binary);
  if (!in) return fail(Errc::not_found, "the stored file is gone");
  const std::string sealed{std::istreambuf_iterator<char>(in), {}};
  const auto& key = keys_.of(row->party.value(), false);
  auto plain = key.empty() ? std::nullopt : crypto::open(key, sealed, context_of("media.bytes", id.value()));
  if (!plain) return fail(Errc::not_found, "the stored file does not open: its person was erased, or it was changed");
  return *std::move(plain);
}

// Parked events are sealed with a key of the day, which is destroyed after 14 days.
std::string SqliteStore::quarantine_key(std::int64_t day, bool make) {
  auto& select = sql("SELECT wrapped FROM quarantine_keys WHERE day = ?");
  select.bind(1, day);
  if (select.executeStep()) {
    const auto wrapped = blob(select.getColumn(0));
    select.reset();
    return vault_.unwrap(wrapped, "quarantine_keys.wrapped", day).value_or("");
  }
  select.reset();
  if (!make) return {};
  std::string key = Vault::fresh_key();
  auto& insert = sql("INSERT INTO quarantine_keys (day, wrapped) VALUES (?, ?)");
  insert.bind(1, day);
  bind_blob(insert, 2, vault_.wrap(key, "quarantine_keys.wrapped", day));
  insert.exec();
  return key;
}

void SqliteStore::write_parked(const ParkedRow& row) {
  const auto id = row.id.value();
  const auto day = day_of(row.at);
  const auto key = quarantine_key(day, true);
  auto& upsert =
      sql("INSERT INTO quarantine (id, shard, at, day, channel, reason, event, raw, state) VALUES (?1, ?2, ?3, ?4, ?5, "
          "?6, ?7, ?8, ?9) "
          "ON CONFLICT (id) DO UPDATE SET state = ?9");
  upsert.bind(1, id);
  upsert.bind(2, static_cast<int>(row.id.shard()));
  bind_time(upsert, 3, row.at);
  upsert.bind(4, day);
  upsert.bind(5, row.channel);
  upsert.bind(6, row.reason);
  bind_blob(upsert, 7, crypto::seal(key, row.event, context_of("quarantine.event", id)));
  bind_blob(upsert, 8, crypto::seal(key, row.raw, context_of("quarantine.raw", id)));
  upsert.bind(9, row.state);
  upsert.exec();
}

ParkedRow SqliteStore::read_parked(SQLite::Statement& row, bool whole) {
  ParkedRow out;
  const auto id = row.getColumn(0).getInt64();
  out.id = ParkedId(id);
  out.at = time(row.getColumn(1));
  const auto day = row.getColumn(2).getInt64();
  out.channel = row.getColumn(3).getString();
  out.reason = row.getColumn(4).getString();
  out.state = row.getColumn(5).getString();
  const auto key = quarantine_key(day, false);
  if (key.empty()) {
    out.state = "unreadable";
  } else if (whole) {
    out.event = crypto::open(key, blob(row.getColumn(6)), context_of("quarantine.event", id)).value_or("");
    out.raw = crypto::open(key, blob(row.getColumn(7)), context_of("quarantine.raw", id)).value_or("");
  }
  return out;
}

std::vector<ParkedRow> SqliteStore::parked(std::size_t limit) {
  SQLite::Statement select(
      *database_, "SELECT id, at, day, channel, reason, state FROM quarantine ORDER BY at DESC, id DESC LIMIT ?");
  select.bind(1, static_cast<std::int64_t>(limit));
  std::vector<ParkedRow> rows;
  while (select.executeStep()) rows.push_back(read_parked(select, false));
  return rows;
}

std::optional<ParkedRow> SqliteStore::parked(ParkedId id) {
  SQLite::Statement select(*database_,
                           "SELECT id, at, day, channel, reason, state, event, raw FROM quarantine WHERE id = ?");
  bind_id(select, 1, id);
  if (!select.executeStep()) return std::nullopt;
  return read_parked(select, true);
}

// With the key everything of theirs becomes unreadable, in the backups too; what names them goes at once.
void SqliteStore::erase(PartyId id) {
  SQLite::Statement files(*database_, "SELECT id FROM media WHERE party = ?");
  bind_id(files, 1, id);
  std::error_code error;
  while (files.executeStep()) fs::remove(media_path(MediaId(files.getColumn(0).getInt64())), error);
  for (const char* text :
       {"UPDATE parties SET address_hash = NULL, address = x'', name = x'', erased = 1 WHERE id = ?",
        "DELETE FROM conversations WHERE party = ?", "DELETE FROM timers WHERE party = ?",
        "UPDATE media SET state = 'gone', reason = 'erased' WHERE party = ?",
        "UPDATE messages SET external_hash = NULL WHERE party = ?",
        "UPDATE jobs SET state = 6, reason = 'erased' WHERE party = ? AND state IN (0, 4, 5) AND kind <> 2"}) {
    auto& statement = sql(text);
    bind_id(statement, 1, id);
    statement.exec();
  }
  keys_.destroy(id.value());
}

void SqliteStore::move(const Changes::Moved& moved) {
  const PartyKey from[] = {moved.from};
  const auto row = std::move(load(std::span<const PartyKey>(from)).front());
  if (!row) return;
  const auto id = row->id.value();
  auto& update = sql("UPDATE OR IGNORE parties SET address_hash = ?, address = ? WHERE id = ?");
  bind_blob(update, 1, vault_.hash("address", moved.from.channel, moved.to));
  bind_blob(update, 2, seal(id, moved.to, "parties.address", id));
  update.bind(3, id);
  update.exec();
}

}  // namespace pintu::store::sqlite
