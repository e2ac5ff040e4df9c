// SPDX-License-Identifier: Apache-2.0
#include "adapters/telegram/answer.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "adapters/wire.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::telegram {

using namespace std::chrono_literals;
using wire::Json;

namespace {

constexpr Duration credentials_pause = 60s;
constexpr Duration longest_recipient_hold = 30s;

struct Answer {
  int code = 0;
  std::string description;  // lower case
  std::optional<std::int64_t> retry_after;
  std::optional<std::int64_t> moved_to;
  std::optional<std::int64_t> message_id;
};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

Answer read_answer(const http::Response& response) {
  Answer answer;
  answer.code = response.status;
  const auto json = wire::parse(response.body);
  if (!json) return answer;
  const Json* body = &*json;
  if (!wire::is_true(wire::find(body, "ok"))) {
    const auto code = wire::integer(wire::find(body, "error_code"));
    if (code && *code >= 300 && *code < 600) answer.code = static_cast<int>(*code);
  }
  answer.description = lower(wire::text(wire::find(body, "description"), 512).value_or(""));
  const Json* parameters = wire::find(body, "parameters");
  answer.retry_after = wire::integer(wire::find(parameters, "retry_after"));
  answer.moved_to = wire::integer(wire::find(parameters, "migrate_to_chat_id"));
  answer.message_id = wire::integer(wire::find(wire::find(body, "result"), "message_id"));
  return answer;
}

bool says(const Answer& answer, std::string_view words) { return answer.description.find(words) != std::string::npos; }

SendOutcome refused_400(const Answer& answer) {
  if (answer.moved_to) return Rejected{"migrated", false, std::to_string(*answer.moved_to)};
  for (const auto gone : {"chat not found", "user not found", "peer_id_invalid", "group chat was deactivated"}) {
    if (says(answer, gone)) return Rejected{"chat-not-found", true, {}};
  }
  struct Word {
    std::string_view says;
    std::string_view reason;
  };
  static constexpr std::array words{Word{"message is too long", "too-long"},
                                    Word{"text is empty", "empty-text"},
                                    Word{"button_data_invalid", "button-breaks-limits"},
                                    Word{"thread not found", "topic-not-found"},
                                    Word{"topic_closed", "topic-closed"},
                                    Word{"file is too big", "too-large"}};
  for (const auto& [said, reason] : words) {
    if (says(answer, said)) return Rejected{std::string(reason), false, {}};
  }
  return Rejected{"bad-request", false, {}};
}

SendOutcome refused_403(const Answer& answer) {
  for (const auto word : {"blocked", "deactivated", "kicked", "not a member"}) {
    if (says(answer, word)) return Rejected{word == std::string_view("not a member") ? "left" : word, true, {}};
  }
  return Rejected{"forbidden", true, {}};
}

SendOutcome refused_429(const Answer& answer, const http::Response& response) {
  Duration wait = wire::retry_after(response).value_or(5s);
  if (answer.retry_after) wait = std::chrono::seconds(std::clamp<std::int64_t>(*answer.retry_after, 1, 3600));
  return Retry{"too-many-requests", wait, wait > longest_recipient_hold ? Hold::channel : Hold::recipient};
}

SendOutcome refused(const Answer& answer, const http::Response& response) {
  switch (answer.code) {
    case 400:
      return refused_400(answer);
    case 401:
    case 404:
      return Retry{"credentials", credentials_pause, Hold::channel};
    case 403:
      return refused_403(answer);
    case 413:
      return Rejected{"too-long", false, {}};
    case 429:
      return refused_429(answer, response);
    default:
      break;
  }
  if (answer.code >= 300 && answer.code < 400) return Retry{"redirected", credentials_pause, Hold::channel};
  return Retry{answer.code >= 500 ? "server-error" : "refused", std::nullopt, Hold::job};
}

bool is_good(const Answer& answer) { return answer.code >= 200 && answer.code < 300; }

}  // namespace

SendOutcome judge_refusal(const http::Response& response) { return refused(read_answer(response), response); }

std::variant<std::string, SendOutcome> judge_sent(const http::Exchange& exchange) {
  using Judged = std::variant<std::string, SendOutcome>;
  return std::visit(
      overloaded{[](const http::Response& response) -> Judged {
                   const auto answer = read_answer(response);
                   if (!is_good(answer)) return refused(answer, response);
                   if (answer.message_id) return std::to_string(*answer.message_id);
                   return SendOutcome(Unknown{"accepted-without-id"});
                 },
                 [](const http::NotSent&) -> Judged { return SendOutcome(Retry{"not-sent", std::nullopt, Hold::job}); },
                 [](const http::NoAnswer&) -> Judged { return SendOutcome(Unknown{"no-answer"}); }},
      exchange);
}

std::variant<SendAnew, SendOutcome> judge_edit(const http::Exchange& exchange, const std::string& id) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return SendOutcome(Retry{"no-answer", std::nullopt, Hold::job});
  const auto answer = read_answer(*response);
  if (is_good(answer) || says(answer, "message is not modified")) return SendOutcome(Done{id, {id}});
  if (answer.code == 400 && !answer.moved_to) {
    for (const auto words : {"can't be edited", "message to edit not found", "message_id_invalid"}) {
      if (says(answer, words)) return SendAnew{};
    }
  }
  return refused(answer, *response);
}

}  // namespace pintu::telegram
