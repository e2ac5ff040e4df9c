// SPDX-License-Identifier: Apache-2.0
// SQLite's errors as the store's: the disk is full, the file is damaged, or try again later.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "store/store.hpp"

namespace pintu::store::sqlite {

StoreError translated(const SQLite::Exception& error);

// Runs `work`; whatever SQLite throws in it leaves as a StoreError.
template <class Work>
decltype(auto) guarded(Work&& work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    throw translated(error);
  }
}

}  // namespace pintu::store::sqlite
