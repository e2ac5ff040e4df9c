// SPDX-License-Identifier: Apache-2.0
// The process that decodes what people sent: our own binary, started anew for one file, that may think and nothing
// else.
//
// It is told the file over its standard input and answers on its standard output, both one socket:
//   in:  8 bytes, the largest size allowed, low byte first; then the file to the end
//   out: one letter, then the clean file: 'j' JPEG, 'p' PNG, 'd' PDF; or alone: 'm' malformed, 't' too large, 'u'
//   unsupported
// Anything else (nothing, a signal, a deadline) is a child that failed: the file does not leave us.
#pragma once

#include <cstddef>
#include <string_view>

namespace pintu::media {

// How our own binary is called for it; not for people.
inline constexpr const char* child_command = "clean-file";
inline constexpr std::size_t largest_input = std::size_t{26} << 20U;

// The child's whole life; its exit code. Gives up everything first: limits of memory, CPU time, files and processes, no
// new privileges, and a filter that lets it read, write, take memory and end. It ends with 71 when it cannot be
// confined.
int run_child();

}  // namespace pintu::media
