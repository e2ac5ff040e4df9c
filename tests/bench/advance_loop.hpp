// SPDX-License-Identifier: Apache-2.0
// What a turn of a dialog costs by itself: dialogs::advance on the shipped complaint, from the story to the number,
// with nothing around it.
#pragma once

#include <chrono>

namespace pintu::bench {

// The median of single turns in microseconds, measured for so long.
double advance_us(std::chrono::milliseconds length);

}  // namespace pintu::bench
