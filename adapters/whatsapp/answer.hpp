// SPDX-License-Identifier: Apache-2.0
// What an answer of the Graph API means for the call. The error's `code` decides, neither HTTP's status nor a title.
// https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
//
// | code                                          | means                                                  |
// |-----------------------------------------------|--------------------------------------------------------|
// | 4, 80007, 130429, 133016                      | retry, the channel waits: too many calls               |
// | 131056                                        | retry, the recipient waits: too many to one person     |
// | 131048, 131064                                | retry in a while: Meta limits what it takes for spam   |
// | 1, 2, 131000, 131016, 133004, 131052, 131053  | retry                                                  |
// | 131047                                        | retry when the person has written: 24 hours are over   |
// | 131026                                        | rejected, unreachable                                  |
// | 131049, 130472, 131050                        | rejected: Meta or the person wants no such message     |
// | 100, 131008, 131009, 131051, 132000 to 132016 | rejected: the same would be refused again              |
// | 131021, 131030, 131062                        | rejected: never to this address                        |
// | 0, 3, 10, 190, 200 to 299                     | retry, the channel waits: token or permission          |
// | 368, 131031, 130497, 131037, 131045, 131057   | retry, the channel waits: the account                  |
// | 131042                                        | retry, the channel waits: nobody pays                  |
// | none: 401, 403, 404, 3xx, 413, 429, 5xx       | as the status says                                     |
// | 2xx without messages[0].id                    | unknown: it may have been sent                         |
// | anything else                                 | retry                                                  |
#pragma once

#include <string>
#include <variant>

#include "gateway/http/message.hpp"
#include "gateway/model/outcome.hpp"

namespace pintu::whatsapp {

// The message's id (wamid), or how the call ended. Reasons are words or codes: never the token, never a sentence of
// Meta's, which may quote somebody.
std::variant<std::string, SendOutcome> judge_sent(const http::Exchange& exchange);

// How a call that was refused ends; for calls without a message (media).
SendOutcome judge_refusal(const http::Response& response);

// Whether the body is an error of the Graph API, whatever the status says.
bool is_error(const http::Response& response);

}  // namespace pintu::whatsapp
