// SPDX-License-Identifier: Apache-2.0
// Reading the keys of a channel of this family, with sentences that name the key.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/sms/number.hpp"

namespace pintu::sms {

class ConfigKeys {
 public:
  explicit ConfigKeys(const ChannelConfig& config) : config_(config) {}

  std::string text(std::string_view key, std::string_view otherwise = {}) const;
  bool has(std::string_view key) const { return !text(key).empty(); }
  // configuration error: "channels.sms.KEY: REMEDY"
  std::unexpected<Error> wrong(std::string_view key, std::string_view remedy) const;
  // A base URL; `otherwise` when the key is absent. configuration error when it is none.
  Result<std::string> base(std::string_view key, std::string_view otherwise) const;
  Result<std::string> needed(std::string_view key, std::string_view remedy) const;
  std::vector<std::string> list(std::string_view key) const;
  // webhook_user and webhook_password, what the provider must log in with; both or neither.
  struct Login {
    std::string user, password;
  };
  Result<Login> webhook_login() const;
  // country, and what we send from: `from` and `numbers`.
  Result<Numbers> numbers() const;
  // Messages a second to all together; `otherwise` when the key `rate` is absent.
  Result<double> rate(double otherwise) const;

 private:
  const ChannelConfig& config_;
};

}  // namespace pintu::sms
