// SPDX-License-Identifier: Apache-2.0
// What an answer of the Bot API means for the call. https://core.telegram.org/bots/api#making-requests
//
// | answer                               | means                                           |
// |--------------------------------------|-------------------------------------------------|
// | 2xx with result.message_id           | sent                                            |
// | 2xx without it                       | unknown: it may have been sent                  |
// | 400 with migrate_to_chat_id          | rejected, moved                                 |
// | 400 chat or user not found           | rejected, unreachable                           |
// | 400 else, 413                        | rejected: the same would be refused again       |
// | 401, 404                             | retry, the whole channel waits: token or URL    |
// | 403                                  | rejected, unreachable: blocked, deactivated ... |
// | 429                                  | retry after retry_after; > 30 s: the channel    |
// | 3xx                                  | retry, the channel waits: a proxy in the way    |
// | 5xx, anything else, no JSON          | retry                                           |
#pragma once

#include <string>
#include <variant>

#include "gateway/http/message.hpp"
#include "gateway/model/outcome.hpp"

namespace pintu::telegram {

// The message's id, or how the call ended. Reasons are words of ours: never the token, never a description that may
// quote somebody.
std::variant<std::string, SendOutcome> judge_sent(const http::Exchange& exchange);

struct SendAnew {};  // the earlier message cannot be edited (any more)

// `id` is that of the edited message. An edit that changes nothing is done.
std::variant<SendAnew, SendOutcome> judge_edit(const http::Exchange& exchange, const std::string& id);

// How a call that was refused ends; for calls without a result of their own (getFile).
SendOutcome judge_refusal(const http::Response& response);

}  // namespace pintu::telegram
