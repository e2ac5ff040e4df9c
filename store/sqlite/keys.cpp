// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

namespace {
constexpr std::size_t most_kept = 20000;
}

SQLite::Statement& Keys::sql(std::optional<SQLite::Statement>& slot, const char* text) {
  if (!slot) slot.emplace(database_, text);
  slot->tryReset();
  return *slot;
}

const std::string& Keys::of(std::int64_t party, bool make) {
  if (const auto it = by_party_.find(party); it != by_party_.end()) {
    recent_.splice(recent_.begin(), recent_, it->second);
    return it->second->second;
  }
  auto& select = sql(select_, "SELECT wrapped FROM keys WHERE id = ?");
  select.bind(1, party);
  if (select.executeStep()) {
    auto key = vault_.unwrap(blob(select.getColumn(0)), "keys.wrapped", party);
    select.tryReset();
    if (!key) throw StoreError(StoreError::What::corrupt, "a stored key does not open: the file was changed");
    remember(party, *std::move(key));
    return recent_.front().second;
  }
  select.tryReset();
  if (!make || erased(party)) return none_;
  std::string key = Vault::fresh_key();
  auto& insert = sql(insert_, "INSERT INTO keys (id, shard, wrapped) VALUES (?, ?, ?)");
  insert.bind(1, party);
  insert.bind(2, static_cast<int>(PartyId(party).shard()));
  bind_blob(insert, 3, vault_.wrap(key, "keys.wrapped", party));
  insert.exec();
  insert.tryReset();
  remember(party, std::move(key));
  return recent_.front().second;
}

bool Keys::erased(std::int64_t party) {
  auto& select = sql(erased_, "SELECT 1 FROM parties WHERE id = ? AND erased = 1");
  select.bind(1, party);
  const bool gone = select.executeStep();
  select.tryReset();
  return gone;
}

void Keys::remember(std::int64_t party, std::string key) {
  recent_.emplace_front(party, std::move(key));
  by_party_[party] = recent_.begin();
  if (recent_.size() <= most_kept) return;
  by_party_.erase(recent_.back().first);
  recent_.pop_back();
}

void Keys::destroy(std::int64_t party) {
  SQLite::Statement drop(database_, "DELETE FROM keys WHERE id = ?");
  drop.bind(1, party);
  drop.exec();
  if (const auto it = by_party_.find(party); it != by_party_.end()) {
    recent_.erase(it->second);
    by_party_.erase(it);
  }
}

void Keys::forget() {
  recent_.clear();
  by_party_.clear();
}

}  // namespace pintu::store::sqlite
