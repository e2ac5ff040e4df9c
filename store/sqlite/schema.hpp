// SPDX-License-Identifier: Apache-2.0
// How the database is opened. Migrations: numbered, checksummed, forward only, one transaction each.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace pintu::store::sqlite {

// The settings of the connection that writes: WAL, an fsync at each commit when `sync`, no checkpoints but our own.
void set_up(SQLite::Database& database, bool sync);

// After a checkpoint the log file shrinks to `bytes` with the next commit. A busy one is written over from its
// beginning and keeps its length: cut off and grown again, each block would be allocated anew under an fsync that waits
// for it. Nobody is served while it is copied into the database: at 1,000 turns a second 8 MiB take 14 ms (99 of 100
// webhooks are answered within 16 ms), 64 MiB take 40 (58 ms) and carry a seventh more turns at the very most.
inline constexpr std::int64_t log_when_idle = 4 << 20;
inline constexpr std::int64_t log_when_busy = 8 << 20;
void limit_log(SQLite::Database& database, std::int64_t bytes);

struct Migration {
  int number = 0;
  std::string name;  // "0001_initial"
  std::string sql;
};

// Those inside the binary, in order.
std::vector<Migration> shipped_migrations();

// Applies what is missing. conflict: the database is of a newer pintu, or an applied migration reads differently now.
Result<void> migrate(SQLite::Database& database, std::span<const Migration> migrations);
Result<std::vector<MigrationInfo>> migration_state(SQLite::Database& database, std::span<const Migration> migrations);

}  // namespace pintu::store::sqlite
