// SPDX-License-Identifier: Apache-2.0
// Reading an agency's keys; each error names its key and what to write.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/agency.hpp"
#include "gateway/base/result.hpp"

namespace pintu::lapor {

class Keys {
 public:
  explicit Keys(const AgencyConfig& config) : config_(config) {}

  std::unexpected<Error> wrong(std::string_view key, std::string_view remedy) const;
  std::string text(const char* key) const;  // empty when it is absent
  // Missing: `otherwise`. No number: an error.
  Result<std::optional<std::int64_t>> number(const char* key, std::optional<std::int64_t> otherwise) const;
  Result<std::string> base_url() const;         // of `api`
  Result<double> rate(double otherwise) const;  // "30/min" → 30 a minute

 private:
  const AgencyConfig& config_;
};

// Visible ASCII and blanks, at least one: what a header or an attribute holds unharmed.
bool is_one_line(std::string_view text);

}  // namespace pintu::lapor
