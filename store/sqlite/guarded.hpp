// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "store/store.hpp"

namespace pintu::store::sqlite {

// The same store, from whose every verb, in a transaction or out of it, SQLite's errors leave as StoreErrors: a step
// must not be taken for the culprit when the disk is.
std::unique_ptr<Store> guarded_store(std::unique_ptr<Store> store);

}  // namespace pintu::store::sqlite
