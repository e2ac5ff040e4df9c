// SPDX-License-Identifier: Apache-2.0
// Binding and reading columns: bytes as BLOBs, times as milliseconds, ids as 64 bits.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

#include "gateway/base/clock.hpp"
#include "gateway/base/strong_id.hpp"

namespace pintu::store::sqlite {

inline void bind_blob(SQLite::Statement& statement, int at, const std::string& bytes) {
  statement.bind(at, static_cast<const void*>(bytes.data()), static_cast<int>(bytes.size()));
}
inline void bind_time(SQLite::Statement& statement, int at, Instant time) {
  statement.bind(at, static_cast<std::int64_t>(time.time_since_epoch().count()));
}
template <class Tag>
void bind_id(SQLite::Statement& statement, int at, StrongId<Tag> id) {
  statement.bind(at, id.value());
}
inline std::string blob(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}
inline Instant time(const SQLite::Column& column) { return Instant(Duration(column.getInt64())); }

}  // namespace pintu::store::sqlite
