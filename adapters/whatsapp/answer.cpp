// SPDX-License-Identifier: Apache-2.0
#include "adapters/whatsapp/answer.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "adapters/whatsapp/parts.hpp"
#include "adapters/wire.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::whatsapp {

using namespace std::chrono_literals;
using wire::Json;

namespace {

constexpr Duration channel_pause = 60s;    // until somebody has mended the account
constexpr Duration throughput_pause = 5s;  // a number's limit is counted by the second
constexpr Duration pair_pause = 6s;        // one message to one person in 6 s
constexpr Duration spam_pause = 15min;

enum class Do { wait_calls, wait_second, wait_person, wait_spam, again, until_heard, unreachable, refuse, stop };

struct Row {
  std::int64_t first;
  std::int64_t last;
  Do what;
  std::string_view reason;
};
constexpr std::array rows{
    Row{4, 4, Do::wait_calls, "too-many-requests"},
    Row{80007, 80007, Do::wait_calls, "too-many-requests"},
    Row{133016, 133016, Do::wait_calls, "too-many-requests"},
    Row{130429, 130429, Do::wait_second, "too-many-requests"},
    Row{131056, 131056, Do::wait_person, "pair-limit"},
    Row{131048, 131048, Do::wait_spam, "spam-limit"},
    Row{131064, 131064, Do::wait_spam, "messaging-limit"},
    Row{1, 2, Do::again, "server-error"},
    Row{131000, 131000, Do::again, "server-error"},
    Row{131016, 131016, Do::again, "server-error"},
    Row{133004, 133004, Do::again, "server-error"},
    Row{131052, 131053, Do::again, "media"},
    Row{131047, 131047, Do::until_heard, "131047"},
    Row{131026, 131026, Do::unreachable, "undeliverable"},
    Row{131049, 131049, Do::refuse, "marketing-limit"},
    Row{130472, 130472, Do::refuse, "experiment"},
    Row{131050, 131050, Do::refuse, "opted-out"},
    Row{100, 100, Do::refuse, "bad-request"},
    Row{131008, 131009, Do::refuse, "bad-request"},
    Row{131051, 131051, Do::refuse, "bad-request"},
    Row{132000, 132016, Do::refuse, "bad-template"},
    Row{131021, 131021, Do::refuse, "own-number"},
    Row{131030, 131030, Do::refuse, "not-on-test-list"},
    Row{131062, 131062, Do::refuse, "address-not-allowed"},
    Row{0, 0, Do::stop, "credentials"},
    Row{3, 3, Do::stop, "credentials"},
    Row{10, 10, Do::stop, "credentials"},
    Row{190, 190, Do::stop, "credentials"},
    Row{200, 299, Do::stop, "credentials"},
    Row{368, 368, Do::stop, "account"},
    Row{130497, 130497, Do::stop, "account"},
    Row{131031, 131031, Do::stop, "account"},
    Row{131037, 131037, Do::stop, "account"},
    Row{131045, 131045, Do::stop, "account"},
    Row{131057, 131057, Do::stop, "account"},
    Row{131042, 131042, Do::stop, "payment"},
};

// A number that does not exist, or that the token may not use: 100 with this subcode. It is no fault of the message.
constexpr std::int64_t no_such_object = 33;

struct Fault {
  std::int64_t code = 0;
  std::int64_t subcode = 0;
};

std::optional<Fault> fault_of(const Json* body) {
  const Json* error = wire::find(body, "error");
  const auto code = wire::integer(wire::find(error, "code"));
  if (!code) return std::nullopt;
  return Fault{*code, wire::integer(wire::find(error, "error_subcode")).value_or(0)};
}

SendOutcome act(const Row& row, const http::Response& response) {
  std::string reason(row.reason);
  const auto said = wire::retry_after(response);
  switch (row.what) {
    case Do::wait_calls:
      return Retry{reason, said.value_or(channel_pause), Hold::channel};
    case Do::wait_second:
      return Retry{reason, said.value_or(throughput_pause), Hold::channel};
    case Do::wait_person:
      return Retry{reason, pair_pause, Hold::recipient};
    case Do::wait_spam:
      return Retry{reason, spam_pause, Hold::job};
    case Do::again:
      return Retry{reason, std::nullopt, Hold::job};
    case Do::until_heard:
      return Retry{reason, std::nullopt, Hold::job, true};
    case Do::unreachable:
      return Rejected{reason, true, {}};
    case Do::refuse:
      return Rejected{reason, false, {}};
    case Do::stop:
      break;
  }
  return Retry{reason, channel_pause, Hold::channel};
}

// A refusal without a readable error: of a proxy, or of a Graph API in trouble.
SendOutcome by_status(const http::Response& response) {
  const int status = response.status;
  if (status == 401 || status == 403 || status == 404) return Retry{"credentials", channel_pause, Hold::channel};
  if (status == 413) return Rejected{"too-long", false, {}};
  if (status == 429) {
    return Retry{"too-many-requests", wire::retry_after(response).value_or(throughput_pause), Hold::channel};
  }
  if (status >= 300 && status < 400) return Retry{"redirected", channel_pause, Hold::channel};
  return Retry{status >= 500 ? "server-error" : "refused", std::nullopt, Hold::job};
}

SendOutcome refused(const Json* body, const http::Response& response) {
  const auto fault = fault_of(body);
  if (!fault) return by_status(response);
  if (fault->code == 100 && fault->subcode == no_such_object) return Retry{"credentials", channel_pause, Hold::channel};
  const auto row =
      std::ranges::find_if(rows, [&fault](const Row& r) { return fault->code >= r.first && fault->code <= r.last; });
  if (row != rows.end()) return act(*row, response);
  return Retry{response.status >= 500 ? "server-error" : "error-" + std::to_string(fault->code), std::nullopt,
               Hold::job};
}

bool is_good(const Json* body, const http::Response& response) {
  return response.status >= 200 && response.status < 300 && wire::find(body, "error") == nullptr;
}

std::string sent_id(const Json* body) {
  const Json* messages = wire::find(body, "messages");
  if (messages == nullptr || !messages->is_array() || messages->empty()) return {};
  return id_of(wire::find(&messages->front(), "id"));
}

}  // namespace

bool is_error(const http::Response& response) {
  const auto json = wire::parse(response.body);
  return !is_good(json ? &*json : nullptr, response);
}

SendOutcome judge_refusal(const http::Response& response) {
  const auto json = wire::parse(response.body);
  return refused(json ? &*json : nullptr, response);
}

std::variant<std::string, SendOutcome> judge_sent(const http::Exchange& exchange) {
  using Judged = std::variant<std::string, SendOutcome>;
  return std::visit(
      overloaded{[](const http::Response& response) -> Judged {
                   const auto json = wire::parse(response.body);
                   const Json* body = json ? &*json : nullptr;
                   if (!is_good(body, response)) return refused(body, response);
                   if (auto id = sent_id(body); !id.empty()) return id;
                   return SendOutcome(Unknown{"accepted-without-id"});
                 },
                 [](const http::NotSent&) -> Judged { return SendOutcome(Retry{"not-sent", std::nullopt, Hold::job}); },
                 [](const http::NoAnswer&) -> Judged { return SendOutcome(Unknown{"no-answer"}); }},
      exchange);
}

}  // namespace pintu::whatsapp
