// SPDX-License-Identifier: Apache-2.0
// Good bodies made bad: bytes changed, taken away, written twice, cut off.
#pragma once

#include <random>
#include <string>

namespace pintu::test {

inline std::string damaged(std::string body, std::mt19937& random, int times) {
  for (int i = 0; i < times && !body.empty(); ++i) {
    const auto at = random() % body.size();
    switch (random() % 4) {
      case 0:
        body[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        body.resize(at);
        break;
      case 2:
        body.insert(at, body.substr(at, random() % 30));
        break;
      default:
        body.erase(at, random() % 30);
        break;
    }
  }
  return body;
}

}  // namespace pintu::test
