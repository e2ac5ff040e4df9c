// SPDX-License-Identifier: Apache-2.0
// The pool for slow work: a few threads, each of which hands one file to one confined child and waits for it.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "gateway/base/clock.hpp"
#include "gateway/base/loop.hpp"
#include "gateway/media/cleaner.hpp"

namespace pintu::media {

struct ChildOptions {
  std::string program = "/proc/self/exe";  // our own binary, called with child_command
  std::size_t threads = 2;
  Duration deadline = std::chrono::seconds(30);  // of one file, by the wall clock
};

class ChildCleaner final : public Cleaner {
 public:
  explicit ChildCleaner(Loop& loop, ChildOptions options = {});
  ~ChildCleaner() override;  // kills the children that run; what waits is dropped
  void clean(std::string bytes, std::size_t largest, std::function<void(Result<CleanFile>)> done) override;
  // For a watchdog: a child has been waited for longer than its deadline allows, at the time `now`.
  bool stalled(std::chrono::steady_clock::time_point now) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace pintu::media
