// SPDX-License-Identifier: Apache-2.0
// Lines from a person at a terminal, with editing and history (libedit), or from a pipe.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace pintu::commands {

class LineInput {
 public:
  // `idle` is called about ten times a second while the person has not finished their line; what it gives is shown
  // above it.
  explicit LineInput(std::function<std::string()> idle);
  ~LineInput();
  LineInput(const LineInput&) = delete;
  LineInput& operator=(const LineInput&) = delete;

  bool terminal() const;
  std::optional<std::string> next();  // nullopt at the end

 private:
  struct Editor;
  std::unique_ptr<Editor> editor_;  // none for a pipe
};

}  // namespace pintu::commands
