// SPDX-License-Identifier: Apache-2.0
// What an answer of Twilio's REST API means. https://www.twilio.com/docs/api/errors
//
// | answer                                      | means                                        |
// |---------------------------------------------|----------------------------------------------|
// | 2xx with sid                                | sent                                         |
// | 2xx without it                              | unknown: it may have been sent               |
// | 21610                                       | rejected, unreachable: they wrote STOP       |
// | 21211, 21214, 21217, 21612, 21614           | rejected, unreachable: no number for SMS     |
// | 20429, 429, 21611, 30001, 63018             | retry, the channel waits: not taken          |
// | 20003, 20005, 20404, 21606, 21659, 21660    | retry, the channel waits: account or number  |
// | 401, 403, 404, 3xx                          | the same                                     |
// | another 4xx                                 | rejected, with the code                      |
// | 5xx, no answer                              | unknown                                      |
#pragma once

#include "adapters/sms/answer.hpp"

namespace pintu::sms::twilio {

Judged judge_sent(const http::Exchange& exchange);

}  // namespace pintu::sms::twilio
