// SPDX-License-Identifier: Apache-2.0
// How a try to send ended: the closed set that delivery acts on.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gateway/base/clock.hpp"

namespace pintu {

enum class Hold { job, recipient, channel };  // what must wait: this job, all to this address, all of the channel

struct Done {
  std::string external_id;           // the provider's id; never empty
  std::vector<std::string> all_ids;  // when one message became several
};
struct Retry {
  std::string reason;             // a word for logs and metrics, no text of anybody
  std::optional<Duration> after;  // said by the provider: does not eat the retry budget
  Hold hold = Hold::job;
  bool until_heard = false;  // the channel lets us write only after the person does: it waits for their next message
};
struct Rejected {
  std::string reason;
  bool unreachable = false;  // the person blocked us or is gone: send nothing more until they write
  std::string moved_to;      // the chat has another address now: send there
};
struct Unknown {  // it may have arrived
  std::string reason;
};

using SendOutcome = std::variant<Done, Retry, Rejected, Unknown>;

std::string_view name_of(const SendOutcome& outcome);  // "done", "retry", "rejected", "unknown"

}  // namespace pintu
