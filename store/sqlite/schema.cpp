// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/schema.hpp"

#include <algorithm>
#include <map>

#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "migrations.hpp"

namespace pintu::store::sqlite {

namespace {

constexpr std::string_view suffix = ".sqlite.sql";

std::string checksum(const Migration& migration) { return crypto::to_hex(crypto::sha256(migration.sql)); }

std::map<int, std::string> applied(SQLite::Database& database) {
  std::map<int, std::string> sums;
  if (!database.tableExists("schema_migrations")) return sums;
  SQLite::Statement rows(database, "SELECT number, checksum FROM schema_migrations");
  while (rows.executeStep()) sums[rows.getColumn(0).getInt()] = rows.getColumn(1).getString();
  return sums;
}

Result<void> refuse(const std::map<int, std::string>& sums, std::span<const Migration> migrations) {
  const int newest = migrations.empty() ? 0 : migrations.back().number;
  for (const auto& [number, sum] : sums) {
    if (number > newest) {
      return fail(Errc::conflict, "the database has schema " + std::to_string(number) + " and this pintu knows " +
                                      std::to_string(newest) + ": install the newer pintu again");
    }
    const auto known = std::ranges::find(migrations, number, &Migration::number);
    if (known != migrations.end() && checksum(*known) != sum) {
      return fail(Errc::conflict,
                  "migration " + known->name + " is not the one that was applied: this build was changed by hand");
    }
  }
  return {};
}

}  // namespace

std::vector<Migration> shipped_migrations() {
  std::vector<Migration> list;
  for (const auto& file : embedded::migrations()) {
    if (!file.name.ends_with(suffix)) continue;
    const auto name = file.name.substr(0, file.name.size() - suffix.size());
    list.push_back({std::atoi(std::string(name.substr(0, 4)).c_str()), std::string(name), std::string(file.bytes)});
  }
  std::ranges::sort(list, {}, &Migration::number);
  return list;
}

Result<void> migrate(SQLite::Database& database, std::span<const Migration> migrations) {
  const auto sums = applied(database);
  if (auto ok = refuse(sums, migrations); !ok) return ok;
  for (const auto& migration : migrations) {
    if (sums.contains(migration.number)) continue;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec(
        "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT "
        "NOT NULL) STRICT");
    database.exec(migration.sql);
    SQLite::Statement insert(database, "INSERT INTO schema_migrations VALUES (?, ?, ?)");
    insert.bind(1, migration.number);
    insert.bind(2, migration.name);
    insert.bind(3, checksum(migration));
    insert.exec();
    transaction.commit();
    log::info("store.migrated", {{"migration", migration.name}});
  }
  return {};
}

Result<std::vector<MigrationInfo>> migration_state(SQLite::Database& database, std::span<const Migration> migrations) {
  const auto sums = applied(database);
  if (auto ok = refuse(sums, migrations); !ok) return std::unexpected(ok.error());
  std::vector<MigrationInfo> list;
  for (const auto& migration : migrations)
    list.push_back({migration.number, migration.name, sums.contains(migration.number)});
  return list;
}

}  // namespace pintu::store::sqlite
