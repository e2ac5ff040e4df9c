// SPDX-License-Identifier: Apache-2.0
// What a far end does wrong, on demand: "429:3,slow" or {"fault":"429","times":3}. Loop thread only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/base/loop.hpp"
#include "gateway/http/message.hpp"
#include "gateway/http/server.hpp"

namespace pintu::sandbox {

enum class Fault {
  too_many,          // 429 with Retry-After (or retry_after) of 1 s
  server_error,      // 500 before anything is done
  unavailable,       // 503 before anything is done
  slow,              // the right answer after 3 s
  garbage,           // 200 with HTML
  truncated,         // 200 with half of the right answer
  accept_then_drop,  // done, and never answered
  refuse,            // 200 with success:false, or 400
  duplicate,         // webhooks only: the same update twice
  reorder            // webhooks only: this update after the next one
};
std::string_view to_string(Fault fault);
std::optional<Fault> fault_from(
    std::string_view text);  // "429", "500", "503", "slow", "garbage", "truncated", "drop", …

class Faults {
 public:
  explicit Faults(Loop& loop) : loop_(loop) {}

  void add(Fault fault, int times);
  void clear() { planned_.clear(); }
  // "429:3,slow"; false when a word is not known.
  bool add(std::string_view list);
  // The next planned fault among `kinds`, used up.
  std::optional<Fault> next(std::initializer_list<Fault> kinds);
  std::size_t planned() const;

  // Answers a request: with the planned fault, else with what `right` makes. `right` does the work and is not called
  // for faults that come before it.
  void answer(http::Respond respond, const std::function<http::Response()>& right,
              const std::function<http::Response()>& too_many);

 private:
  struct Planned {
    Fault fault;
    int times;
  };
  Loop& loop_;
  std::vector<Planned> planned_;
  std::vector<http::Respond> never_answered_;
};

http::Response json_response(int status, std::string body);

}  // namespace pintu::sandbox
