// SPDX-License-Identifier: Apache-2.0
// What an answer of POST /sms/json means. https://developer.vonage.com/en/api-errors/sms
//
// It is 200 always, with a status for each segment:
//
// | status                          | means                                             |
// |---------------------------------|---------------------------------------------------|
// | 0 for all                       | sent                                              |
// | 0 for some                      | unknown: a part of the message left               |
// | 1, 10                           | retry, the channel waits: too fast                |
// | 4, 8, 9, 11, 14, 15             | retry, the channel waits: account, credit, sender |
// | 6, 7, 29, 33                    | rejected, unreachable                             |
// | 5                               | unknown                                           |
// | anything else                   | rejected, with the code                           |
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "gateway/http/message.hpp"
#include "gateway/model/outcome.hpp"

namespace pintu::sms::vonage {

// The ids of all segments, at least one.
std::variant<std::vector<std::string>, SendOutcome> judge_sent(const http::Exchange& exchange);

}  // namespace pintu::sms::vonage
