// SPDX-License-Identifier: Apache-2.0
// Long polling for channels without a public address: persist, then confirm. Loop thread only.
#pragma once

#include <memory>
#include <string>

#include "gateway/base/loop.hpp"
#include "gateway/flow/intake.hpp"

namespace pintu::flow {

class Poller {
 public:
  Poller(std::string channel, const Channel& adapter, Intake& intake, http::HttpClient& client, Loop& loop,
         const Clock& clock);
  ~Poller();
  void start() { ask(); }
  void stop() { stopped_ = true; }

 private:
  void ask();
  void answered(http::Exchange exchange);
  void later();

  std::string channel_;
  const Channel& adapter_;
  Intake& intake_;
  http::HttpClient& client_;
  Loop& loop_;
  const Clock& clock_;
  std::string last_id_;
  int failures_ = 0;
  Instant asked_{};
  bool stopped_ = false;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::flow
