// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/outcome.hpp"

#include "gateway/base/overloaded.hpp"

namespace pintu {

std::string_view name_of(const SendOutcome& outcome) {
  return std::visit(overloaded{[](const Done&) { return std::string_view("done"); },
                               [](const Retry&) { return std::string_view("retry"); },
                               [](const Rejected&) { return std::string_view("rejected"); },
                               [](const Unknown&) { return std::string_view("unknown"); }},
                    outcome);
}

}  // namespace pintu
