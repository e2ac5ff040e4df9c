// SPDX-License-Identifier: Apache-2.0
// Webhook in, events to the ledger, answer out once they are on disk. Loop thread only.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "gateway/flow/ledger.hpp"
#include "gateway/flow/world.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/message.hpp"

namespace pintu::flow {

struct IntakeRules {
  Duration too_old = std::chrono::seconds(5);  // a queue older than this refuses what its provider will send again
  std::vector<std::string> allow_from;         // remote addresses; empty = all
};

class Intake {
 public:
  Intake(const World& world, Ledger& ledger, http::HttpClient& client);

  // Any request to /hooks/<channel>. Answers 200 after the commit; 401 for a wrong credential (the body is not parsed);
  // 400 for what is not the provider's format (kept aside); 503 with Retry-After when it could not be stored.
  void receive(const std::string& channel, http::Request request, std::function<void(http::Response)> respond);

  // What a long poll brought; `done(true)` when it is on disk.
  void take(const std::string& channel, Received received, std::string raw, std::function<void(bool)> done);

  void set_rules(const std::string& channel, IntakeRules rules);
  void stop_taking() { stopped_ = true; }

 private:
  bool refused(const std::string& channel, const http::Request& request) const;
  bool urgent(const Inbound& inbound) const;

  const World& world_;
  Ledger& ledger_;
  http::HttpClient& client_;
  std::map<std::string, IntakeRules> rules_;
  bool stopped_ = false;
};

}  // namespace pintu::flow
