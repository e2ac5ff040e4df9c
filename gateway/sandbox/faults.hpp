// SPDX-License-Identifier: Apache-2.0
// What a far end does wrong, on demand: "429:3,slow" or {"fault":"429","times":3,"after":1}. Loop thread only.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/base/loop.hpp"
#include "gateway/http/message.hpp"
#include "gateway/http/server.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

enum class Fault {
  too_many,          // "429": with Retry-After (or retry_after) of 1 s, before anything is done
  server_error,      // "500": before anything is done
  unavailable,       // "503": before anything is done
  slow,              // "slow": the right answer after 3 s
  garbage,           // "garbage": 200 with HTML, before anything is done
  truncated,         // "truncated": done; a proper answer with half of the JSON
  half_closed,       // "half-closed": done; the connection ends in the middle of the answer
  accept_then_drop,  // "accept-then-drop" or "drop": done; the connection ends without an answer
  silent,            // "silent": done; no answer, and the connection stays
  drip,              // "drip": done; the answer comes a byte a second
  huge,              // "huge": done; the answer is behind ten megabytes of blanks
  refuse,            // "refuse": 200 with success:false, before anything is done
  duplicate,         // "duplicate": of webhooks only: the same update twice
  reorder,           // "reorder": of webhooks only: this update after the chat's next one, or after 2 s
  own,               // a word of this far end alone (Faults::teach)
};
std::string_view to_string(Fault fault);
std::optional<Fault> fault_from(std::string_view text);
// "429, 500, …", for usage messages.
std::string fault_names();

class Faults {
 public:
  explicit Faults(Loop& loop) : loop_(loop) {}

  // Further words that only this far end knows ("131056"), each answered with what `refusal` makes of it before
  // anything is done, or `twist` of the right answer after; nullopt for a word that it does not know. `words` is for
  // usage messages.
  using Refusal = std::function<std::optional<http::Response>(std::string_view word)>;
  using Twist = std::function<std::optional<http::Response>(std::string_view word, http::Response right)>;
  void teach(std::string words, Refusal refusal, Twist twist = {});
  // "429, 500, …" and what was taught.
  std::string names() const;

  // The next `times` requests go wrong, when `after` more have gone well. With `on`, only those calls (a method of the
  // Bot API, the last word of a path); without, all but getUpdates, which a poller makes all the time.
  void add(Fault fault, int times, int after = 0, std::string on = {});
  // "429:3,slow"; "" is none; false, and nothing is added, when a word is not known or a count is none (1 … 1000000).
  bool add(std::string_view list);
  // {"fault":"429","times":3,"after":0,"on":"sendMessage"}, {"fault":"none"} or {"list":"429:3,slow"}; false when it is
  // none of these.
  bool order(const Json& wanted);
  void clear();
  std::size_t planned() const;  // how many requests are still to go wrong

  // The next planned fault among `kinds`, used up.
  std::optional<Fault> next(std::initializer_list<Fault> kinds, std::string_view call = {});

  // Answers a request: with the planned fault, else with what `right` makes. `right` does the work and is not called
  // for faults that come before it.
  void answer(std::string_view call, http::Respond respond, const std::function<http::Response()>& right,
              const std::function<http::Response()>& too_many);

 private:
  struct Planned {
    Fault fault;
    int times;
    int after;
    std::string on;
    std::string word;  // of Fault::own
  };
  std::optional<Fault> known(std::string_view word) const;
  std::optional<Planned> take(std::initializer_list<Fault> kinds, std::string_view call);
  void go_wrong(const Planned& planned, http::Respond respond, const std::function<http::Response()>& right,
                const std::function<http::Response()>& too_many);

  Loop& loop_;
  std::string words_;
  Refusal refusal_;
  Twist twist_;
  std::vector<Planned> planned_;
  std::vector<http::Respond> never_answered_;
};

}  // namespace pintu::sandbox
