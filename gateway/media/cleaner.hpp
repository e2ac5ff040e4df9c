// SPDX-License-Identifier: Apache-2.0
// Files cleaned for leaving us (clean.hpp), away from the loop and the ledger.
#pragma once

#include <functional>
#include <string>

#include "gateway/media/clean.hpp"

namespace pintu::media {

class Cleaner {
 public:
  virtual ~Cleaner() = default;
  // `done` once, later, on the loop thread; never when the cleaner is gone before. Errors are those of clean, and
  // internal (the child died), timeout, unavailable (no child could be started).
  virtual void clean(std::string bytes, std::size_t largest, std::function<void(Result<CleanFile>)> done) = 0;
};

}  // namespace pintu::media
