// SPDX-License-Identifier: Apache-2.0
// Files and parked events: what has a life outside its row.
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "gateway/base/crypto.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/files.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

namespace fs = std::filesystem;

namespace {

std::int64_t day_of(Instant at) { return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count(); }

}  // namespace

std::string SqliteStore::media_path(MediaId id) const {
  const auto name = std::to_string(id.value());
  return folder_ + "/media/" + name.substr(name.size() < 2 ? 0 : name.size() - 2) + "/" + name;
}

void SqliteStore::store_media_file(const MediaRow& row) {
  const std::string sealed =
      row.bytes.empty() ? std::string() : seal(row.party.value(), row.bytes, "media.bytes", row.id.value());
  if (sealed.empty()) return;
  if (const int error = write_file(media_path(row.id), sealed, sync_)) {
    const auto what = error == ENOSPC || error == EDQUOT ? StoreError::What::full : StoreError::What::unavailable;
    throw StoreError(what, "a file could not be written under " + folder_ + "/media");
  }
}

void SqliteStore::write_media(const MediaRow& row) {
  const auto id = row.id.value();
  const auto party = row.party.value();
  const bool erased = keys_.of(party, true).empty();
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
  upsert.bind(10, erased ? "gone" : row.state);
  upsert.bind(11, erased ? "erased" : row.reason);
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
  auto& update = sql("UPDATE quarantine SET state = ? WHERE id = ?");
  update.bind(1, row.state);
  update.bind(2, id);
  if (update.exec() != 0) return;
  const auto day = day_of(row.at);
  const auto key = quarantine_key(day, true);
  auto& insert = sql(
      "INSERT INTO quarantine (id, shard, at, day, channel, reason, event, raw, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
      "?)");
  insert.bind(1, id);
  insert.bind(2, static_cast<int>(row.id.shard()));
  bind_time(insert, 3, row.at);
  insert.bind(4, day);
  insert.bind(5, row.channel);
  insert.bind(6, row.reason);
  bind_blob(insert, 7, crypto::seal(key, row.event, context_of("quarantine.event", id)));
  bind_blob(insert, 8, crypto::seal(key, row.raw, context_of("quarantine.raw", id)));
  insert.bind(9, row.state);
  insert.exec();
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
  } else {
    out.event = crypto::open(key, blob(row.getColumn(6)), context_of("quarantine.event", id)).value_or("");
    if (whole) out.raw = crypto::open(key, blob(row.getColumn(7)), context_of("quarantine.raw", id)).value_or("");
  }
  return out;
}

std::vector<ParkedRow> SqliteStore::parked(std::size_t limit) {
  SQLite::Statement select(
      *database_,
      "SELECT id, at, day, channel, reason, state, event FROM quarantine ORDER BY at DESC, id DESC LIMIT ?");
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

}  // namespace pintu::store::sqlite
