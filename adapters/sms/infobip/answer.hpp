// SPDX-License-Identifier: Apache-2.0
// What an answer of POST /sms/3/messages means. https://www.infobip.com/docs/essentials/response-status-and-error-codes
//
// | answer                               | means                                        |
// |--------------------------------------|----------------------------------------------|
// | 2xx with messageId, group not REJECTED | sent                                       |
// | 2xx without it                       | unknown                                      |
// | REJECTED for want of credit, or route | retry, the channel waits                    |
// | REJECTED else                        | rejected, unreachable, with the name         |
// | else                                 | as every gateway (adapters/sms/answer.hpp)   |
#pragma once

#include "adapters/sms/answer.hpp"

namespace pintu::sms::infobip {

Judged judge_sent(const http::Exchange& exchange);

}  // namespace pintu::sms::infobip
