// SPDX-License-Identifier: Apache-2.0
// What a batch reads and remembers.
#include "gateway/base/crypto.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

namespace {

constexpr const char* party_columns =
    "SELECT p.id, p.channel, p.address, p.name, p.unreachable, p.erased, p.last_inbound, coalesce(c.sequence, 0), "
    "c.state "
    "FROM parties p LEFT JOIN conversations c ON c.party = p.id ";

}  // namespace

std::vector<bool> SqliteStore::remember(std::span<const SeenKey> keys) {
  std::vector<bool> is_new;
  is_new.reserve(keys.size());
  auto& insert = sql("INSERT INTO seen (key, shard, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  const Instant at = now();
  for (const auto& key : keys) {
    insert.reset();
    const auto hash = vault_.hash("seen", key.channel, key.id);
    bind_blob(insert, 1, hash);
    insert.bind(2, static_cast<int>(crypto::shard_of(key.channel, key.id)));
    bind_time(insert, 3, at);
    is_new.push_back(insert.exec() == 1);
  }
  return is_new;
}

std::vector<std::optional<PartyRow>> SqliteStore::load(std::span<const PartyKey> keys) {
  static const std::string by_address = std::string(party_columns) + "WHERE p.address_hash = ?";
  static const std::string by_alias =
      std::string(party_columns) + "WHERE p.id = (SELECT party FROM aliases WHERE address_hash = ?)";
  std::vector<std::optional<PartyRow>> rows;
  rows.reserve(keys.size());
  for (const auto& key : keys) {
    const auto hash = vault_.hash("address", key.channel, key.address);
    rows.emplace_back();
    for (const auto* text : {&by_address, &by_alias}) {
      auto& select = sql(text->c_str());
      bind_blob(select, 1, hash);
      if (select.executeStep()) rows.back() = read_party(select);
      select.reset();
      if (rows.back()) break;
    }
  }
  return rows;
}

std::vector<std::optional<PartyRow>> SqliteStore::load(std::span<const PartyId> ids) {
  static const std::string text = std::string(party_columns) + "WHERE p.id = ?";
  std::vector<std::optional<PartyRow>> rows;
  rows.reserve(ids.size());
  auto& select = sql(text.c_str());
  for (const auto id : ids) {
    select.reset();
    bind_id(select, 1, id);
    rows.push_back(select.executeStep() ? std::optional(read_party(select)) : std::nullopt);
  }
  select.reset();
  return rows;
}

std::optional<PartyRow> SqliteStore::party(PartyId id) {
  const PartyId ids[] = {id};
  auto row = std::move(load(std::span<const PartyId>(ids)).front());
  return row && !row->erased ? row : std::nullopt;
}

std::optional<PartyRow> SqliteStore::party(const PartyKey& key) {
  const PartyKey keys[] = {key};
  return std::move(load(std::span<const PartyKey>(keys)).front());
}

std::string SqliteStore::channel_of(std::int64_t party) {
  auto& select = sql("SELECT channel FROM parties WHERE id = ?");
  select.bind(1, party);
  std::string channel = select.executeStep() ? select.getColumn(0).getString() : std::string();
  select.reset();
  return channel;
}

std::optional<MessageRow> SqliteStore::message_by_external(const std::string& channel, const std::string& external_id) {
  auto& select =
      sql("SELECT id, party, sequence, direction, at, external_id, body, note, status, job FROM messages "
          "WHERE external_hash = ? AND direction = 1");
  const auto hash = vault_.hash("message", channel, external_id);
  bind_blob(select, 1, hash);
  auto row = select.executeStep() ? std::optional(read_message(select)) : std::nullopt;
  select.reset();
  return row;
}

// A message's id is unique within its chat only (Telegram).
std::string SqliteStore::desk_hash(const PartyKey& officer, const std::string& external_id) const {
  return vault_.hash("desk", officer.channel, officer.address + "\n" + external_id);
}

std::optional<ReportId> SqliteStore::desk_message(const PartyKey& officer, const std::string& external_id) {
  auto& select = sql("SELECT report FROM desk_messages WHERE external_hash = ?");
  bind_blob(select, 1, desk_hash(officer, external_id));
  auto id = select.executeStep() ? std::optional(ReportId(select.getColumn(0).getInt64())) : std::nullopt;
  select.reset();
  return id;
}

}  // namespace pintu::store::sqlite
