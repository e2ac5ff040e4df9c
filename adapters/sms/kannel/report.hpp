// SPDX-License-Identifier: Apache-2.0
// Kannel's delivery reports, which come to the same URL as messages and are told apart by what they say.
#pragma once

#include "adapters/sms/fields.hpp"
#include "gateway/model/inbound.hpp"

namespace pintu::sms::kannel {

// A GET with id and type, and without a text.
bool is_report(const http::Request& request, const Fields& query);

// | type (%d)            | status                                     |
// |----------------------|--------------------------------------------|
// | 1 delivered          | delivered                                  |
// | 2 failed             | failed                                     |
// | 4 buffered           | sent                                       |
// | 8 accepted by SMSC   | sent                                       |
// | 16 refused by SMSC   | failed                                     |
// | anything else        | an ignored event                           |
// `to` is read as a number of `country`.
Inbound read_report(const Fields& query, std::string_view country);

}  // namespace pintu::sms::kannel
