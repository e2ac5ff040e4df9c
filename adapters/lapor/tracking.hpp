// SPDX-License-Identifier: Apache-2.0
// What an answer of LAPOR's XML shape means. Success is a non-empty trackingid and nothing else; where it stands in the
// document, as an element or an attribute, is not documented, so it is looked for everywhere.
//
// | answer                                  | means                                             |
// |-----------------------------------------|---------------------------------------------------|
// | 2xx with one trackingid                 | accepted                                          |
// | 2xx with several that differ            | unknown                                           |
// | 2xx, status or success no and a message | rejected, in the agency's words                   |
// | 2xx else (HTML, cut off, no id)         | unknown                                           |
// | anything else                           | as in the JSON shape (answer.hpp)                 |
#pragma once

#include <string>
#include <variant>

#include "gateway/http/message.hpp"
#include "gateway/model/outcome.hpp"

namespace pintu::lapor {

std::variant<std::string, SendOutcome> judge_tracking(const http::Exchange& exchange);

}  // namespace pintu::lapor
