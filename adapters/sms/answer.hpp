// SPDX-License-Identifier: Apache-2.0
// What gateways of this family have in common in how a call ends.
#pragma once

#include <string>
#include <variant>

#include "gateway/base/result.hpp"
#include "gateway/http/message.hpp"
#include "gateway/model/outcome.hpp"

namespace pintu::sms {

// The provider's id of what was sent ("" where its answers have none), or how the call ended. Reasons are words of
// ours: never a credential, never what the provider says in words.
using Judged = std::variant<std::string, SendOutcome>;

// What an answer means that no provider explains, for calls that create something:
//
// | answer     | means                                                         |
// |------------|---------------------------------------------------------------|
// | not sent   | retry                                                         |
// | no answer  | unknown                                                       |
// | 401, 403   | retry, the whole channel waits: user, password or address     |
// | 404, 3xx   | retry, the whole channel waits: URL, or a proxy in the way    |
// | 429        | retry after Retry-After, the whole channel waits              |
// | other 4xx  | rejected: the same would be refused again                     |
// | 5xx        | unknown: it may have been taken                               |
SendOutcome judge_failure(const http::Exchange& exchange);

Retry credentials_wrong();

// What the answer to a question about the account proves: `good` for 2xx, else a sentence that says what is wrong and
// what to do, of `keys` when the far end does not know us.
Result<std::string> judge_account(const http::Exchange& exchange, std::string_view provider, std::string_view keys,
                                  std::string_view good);

}  // namespace pintu::sms
