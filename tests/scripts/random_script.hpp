// SPDX-License-Identifier: Apache-2.0
// Scripts and talks drawn from a tape of numbers: rapidcheck shrinks the tape, and with it what went wrong.
#pragma once

#include <string>
#include <vector>

#include "dialogs/library.hpp"

namespace pintu::dialogs::test {

class Tape {
 public:
  explicit Tape(std::vector<unsigned> numbers) : numbers_(std::move(numbers)) {}
  // 0 … below - 1; 0 for ever behind the end.
  std::size_t next(std::size_t below) { return at_ < numbers_.size() ? numbers_[at_++] % below : 0; }
  bool one_in(std::size_t n) { return next(n) == n - 1; }
  template <class T>
  const T& of(const std::vector<T>& values) {
    return values[next(values.size())];
  }

 private:
  std::vector<unsigned> numbers_;
  std::size_t at_ = 0;
};

enum class Shape {
  anything,  // goes, circles, scripts that use themselves: what the checker would refuse too
  linear,    // every step once, in order: nothing may be asked twice
};

// The shipped rules and emergencies around scripts nobody wrote: any story starts `acak`, which may use `dalam`.
ScriptSet random_set(Tape& tape, Shape shape);

}  // namespace pintu::dialogs::test
