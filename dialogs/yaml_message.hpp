// SPDX-License-Identifier: Apache-2.0
// libfyaml's messages in the operator's words.
#pragma once

#include <string>
#include <string_view>

namespace pintu::yaml {

struct Saying {
  std::string message;
  std::string fix;
};

// A message that is not in the table gets a general sentence with the original behind it.
Saying say(std::string_view message);

}  // namespace pintu::yaml
