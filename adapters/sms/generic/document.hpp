// SPDX-License-Identifier: Apache-2.0
// A webhook of a provider we have never seen, read by the names that an operator gave us.
//
// A name is a parameter of the form or query ("msisdn"), a JSON pointer ("/message/from", RFC 6901) or an XML path from
// the root ("sms-request/message/@msisdn"), or a header ("header:X-Token"). In a batch pointers and paths start at the
// item, and where nothing stands there, at the top.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sms/charset.hpp"
#include "gateway/base/result.hpp"
#include "gateway/http/message.hpp"

namespace pintu::sms::generic {

class Item {
 public:
  virtual ~Item() = default;
  // All values of that name, raw; a JSON array gives one each. Objects and null are none.
  virtual std::vector<std::string> values(std::string_view name) const = 0;
  std::optional<std::string> value(std::string_view name) const;
  // Whether a text in a charset of its own stands here percent-encoded, because the format itself is UTF-8.
  virtual bool escapes_bytes() const { return false; }
};

struct Document {
  std::shared_ptr<const void> whole;  // what the items point into
  std::vector<std::unique_ptr<Item>> items;
};

// `items` names the array or the element that repeats; empty: the whole request is one item, and a JSON array at the
// top is a batch unless `indexed` (the operator's own pointers say which of its items). At most 1000 items.
// malformed, unsupported: the body is not what its type says.
Result<Document> read_document(const http::Request& request, std::string_view items, bool indexed,
                               std::optional<Charset> charset);

// The value of a JSON pointer or XML path in an answer.
std::optional<std::string> value_in_answer(const http::Response& response, std::string_view name);

}  // namespace pintu::sms::generic
