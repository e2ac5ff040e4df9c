// SPDX-License-Identifier: Apache-2.0
// Our neutral mark-up (*bold*, line breaks) as plain text with spans, and cutting it into messages. Shared by
// renderers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/model/renderer.hpp"

namespace pintu {

struct MarkedText {
  std::string text;            // without marks
  std::vector<TextSpan> bold;  // in order, never overlapping, never empty
  friend bool operator==(const MarkedText&, const MarkedText&) = default;
};

// A pair of stars is bold when it hugs its words on one line: "*Jalan rusak*". Every other star stays a star.
MarkedText read_markup(std::string_view neutral);

using Measure = std::size_t (*)(std::string_view);

// Pieces of at most `limit` by `measure`, cut after a paragraph, else a line, a sentence, a word, and within a word
// only when it alone is too long; never inside a code point; a bold passage is not cut when it fits the next piece.
// Only white space at the cuts is lost. At least one piece, which may be empty.
std::vector<MarkedText> split_text(const MarkedText& whole, std::size_t limit, Measure measure);

// The part [begin, end) in bytes, with its spans.
MarkedText slice(const MarkedText& whole, std::size_t begin, std::size_t end);

}  // namespace pintu
