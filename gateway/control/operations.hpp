// SPDX-License-Identifier: Apache-2.0
// What people may ask of the running daemon and tell it to do, as HTTP/JSON: behind <data>/pintu.sock, behind the demo
// page, and behind a command that holds the lock itself when no daemon runs. Loop thread only.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "gateway/base/loop.hpp"
#include "gateway/control/publishing.hpp"
#include "gateway/flow/ledger.hpp"
#include "gateway/http/message.hpp"

namespace pintu::control {

class Operations {
 public:
  // `aside`: a backup, which may take minutes, has a thread of its own. The destructor waits for its end.
  Operations(flow::Ledger& ledger, Loop& loop, bool aside = false) : ledger_(ledger), loop_(loop), aside_(aside) {}

  // Takes POST /publish, too (publishing.hpp).
  void publish_with(dialogs::Library& library) { publishing_.emplace(ledger_, loop_, library); }

  // GET  /jobs?state=S&limit=N   /jobs/ID   /reports   /reports?open=1 (those that a person must see to, oldest first)
  //      /reports/ID-or-NUMBER   /reports/ID-or-NUMBER/text (as a desk gets it)   /quarantine   /quarantine/ID   /cases
  //      /why/ID   /why?since=RFC3339&channel=C   /counts?channels=A,B&agencies=C   /scripts (versions)   /scripts/N
  //      (with its files)
  // POST /jobs/ID/{retry|drop|resolve?sent=EXTERNAL_ID|resolve?not_sent=1}
  //      /reports/ID-or-NUMBER/number?sp4n=ID[&replace=1]
  //      /quarantine/ID/{replay|drop}   /erase/PARTY   /backup?to=FOLDER
  // Answers one JSON object; 404 {"error"} for what does not exist, 400 for a wrong request, 409 when it is too late.
  // A POST is answered once its event is on disk. `who` stands in the audit entry.
  void handle(const http::Request& request, const std::string& who, std::function<void(http::Response)> respond);

 private:
  void read(const http::Request& request, std::function<void(http::Response)> respond);
  void act(const http::Request& request, const std::string& who, std::function<void(http::Response)> respond);
  void back_up(const std::string& folder, std::function<void(http::Response)> respond);
  void submit(flow::EventBody body, std::function<void(http::Response)> respond);

  flow::Ledger& ledger_;
  Loop& loop_;
  bool aside_;
  std::shared_ptr<std::atomic<bool>> backing_up_ = std::make_shared<std::atomic<bool>>(false);
  std::optional<Publishing> publishing_;
  std::jthread backup_;
};

http::Response json_answer(int status, std::string json);

}  // namespace pintu::control
