// SPDX-License-Identifier: Apache-2.0
// Watches for a provider that accepts messages and never delivers them (an account that nobody pays): the send calls
// look well for days. Ledger thread only; what it knows is gone at a restart.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "gateway/base/clock.hpp"
#include "gateway/model/ids.hpp"

namespace pintu::flow {

class Undelivered {
 public:
  // The provider took it. Only for channels that give receipts.
  void accepted(const std::string& channel, JobId job, Instant now);
  // It was delivered, read, or its failure was told: not silence.
  void heard(const std::string& channel, JobId job);

  // Share (0..1) of the last 50 messages older than 30 minutes of which nothing was heard; 0 while there are fewer
  // than 20. Sets pintu_accepted_undelivered_ratio{channel}; past a half it is an error in the log, once an hour.
  double look(const std::string& channel, Instant now);

 private:
  struct Sent {
    JobId job;
    Instant at;
    bool heard = false;
  };
  struct OfChannel {
    std::deque<Sent> young;  // younger than 30 minutes, oldest first; at most 2000
    std::deque<bool> old;    // whether something was heard of each; newest last
    Instant alarmed;
  };
  std::map<std::string, OfChannel> channels_;
};

}  // namespace pintu::flow
