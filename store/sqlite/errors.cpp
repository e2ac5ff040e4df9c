// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/errors.hpp"

#include <sqlite3.h>

namespace pintu::store::sqlite {

StoreError translated(const SQLite::Exception& error) {
  switch (error.getErrorCode()) {
    case SQLITE_FULL:
      return {StoreError::What::full, "the disk is full"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {StoreError::What::corrupt, "the database file is damaged: restore a backup"};
    default:
      return {StoreError::What::unavailable, std::string("database: ") + error.what()};
  }
}

}  // namespace pintu::store::sqlite
