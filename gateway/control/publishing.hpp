// SPDX-License-Identifier: Apache-2.0
// A new version of the scripts, all or nothing: checked, compared with what talks stand in, stored and taken into use
// between two batches. A talk stays on the version it began with. Loop thread; the work is the ledger thread's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/base/loop.hpp"
#include "gateway/flow/ledger.hpp"
#include "gateway/http/message.hpp"

namespace pintu::control {

// A set's files as they are stored and sent: {"name.yaml": "bytes"}.
std::string pack(const std::vector<dialogs::SourceFile>& files);
std::vector<dialogs::SourceFile> unpack(const std::string& text);

class Publishing {
 public:
  Publishing(flow::Ledger& ledger, Loop& loop, dialogs::Library& library)
      : ledger_(ledger), loop_(loop), library_(library) {}

  // POST /publish, body {"files":{…} | "rollback":N (0 = the version before), "base":N, "note", "author", "tests":
  // what the tests said, "dry_run", "stay"}. 200 {"version","changes","talks",…}; 409 when the base is stale or talks
  // stand in a removed step and `stay` is not said; 422 {"findings"} when the set is bad. What is refused is audited.
  void handle(const std::string& body, const std::string& who, std::function<void(http::Response)> respond);

 private:
  struct Work;
  void count(std::shared_ptr<Work> work);
  void decide(const std::shared_ptr<Work>& work);

  flow::Ledger& ledger_;
  Loop& loop_;
  dialogs::Library& library_;
};

}  // namespace pintu::control
