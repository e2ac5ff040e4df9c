// SPDX-License-Identifier: Apache-2.0
// What an answer of LAPOR means; of its XML shape see tracking.hpp. Success of a report is a non-empty complaint_id and
// nothing else: its older interface says `success: true` to reports that it did not take.
//
// | answer to something that creates  | means                                                    |
// |-----------------------------------|----------------------------------------------------------|
// | 2xx with an id                    | accepted                                                 |
// | 2xx, success: false and a message | rejected, in the agency's words                          |
// | 2xx else (HTML, cut off, no id)   | unknown                                                  |
// | 400, 409, 413, 422, other 4xx     | rejected                                                 |
// | 401, 403                          | retry, all wait: credentials                             |
// | 404, 405, 410                     | retry, all wait: the URL or path is wrong                |
// | 408, 425                          | retry: it did not take the request                       |
// | 429, 503                          | retry after Retry-After, all wait: not processed         |
// | 301, 307, 308                     | retry, all wait: it lives elsewhere, nothing was done    |
// | other 3xx                         | unknown: a form may answer so when it took something     |
// | other 5xx                         | unknown: it may have been taken before something broke   |
// | not sent / no answer              | retry / unknown                                          |
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "gateway/http/message.hpp"
#include "gateway/model/outcome.hpp"

namespace pintu::lapor {

// Letters, digits and dashes, at most 40: what may stand in a URL.
bool is_agency_id(std::string_view id);

// What both of LAPOR's shapes share: every answer but 2xx, with the far end's own `sentence` if it said one; and an
// exchange without an answer.
SendOutcome judge_bad(const http::Response& response, std::string sentence);
SendOutcome no_response(const http::Exchange& exchange);
// Refused for good, in the agency's words.
SendOutcome refused(const http::Response& response, std::string sentence);
bool is_good(const http::Response& response);  // 2xx
// "false", "error", "failed", "fail": what stands under success or status.
bool says_no(std::string_view word);

// The complaint's id, or how it ended.
std::variant<std::string, SendOutcome> judge_report(const http::Exchange& exchange);

// A follow-up has no id to prove it: a 2xx in JSON that does not say success: false is good. Its own id, "" if not
// said.
std::variant<std::string, SendOutcome> judge_follow_up(const http::Exchange& exchange);

struct Uploaded {
  std::vector<std::string> ids;  // as JSON, numbers or quoted strings; empty when LAPOR refused the files for good
};
std::variant<Uploaded, SendOutcome> judge_upload(const http::Exchange& exchange);

// The body of a good answer to a question (effect none), or how it ended; never Unknown.
std::variant<std::string, SendOutcome> judge_question(const http::Exchange& exchange);

}  // namespace pintu::lapor
