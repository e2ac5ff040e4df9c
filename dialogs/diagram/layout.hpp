// SPDX-License-Identifier: Apache-2.0
// Where everything of one chart stands: pixels, the origin at the chart's upper left corner.
#pragma once

#include "dialogs/diagram/chart.hpp"

namespace pintu::dialogs::diagram {

inline constexpr int box_width = 520;
inline constexpr int line_height = 18;
inline constexpr int row_height = 26;
inline constexpr int title_height = 25;
inline constexpr int lane_width = 14;
inline constexpr int padding = 14;

struct Row {  // one way
  const Way* way = nullptr;
  std::string leads;               // where to, on the right; empty: nowhere, it is only told
  std::vector<std::string> label;  // lines
  std::vector<std::string> does;   // lines under the label
  int y = 0;
  int height = 0;
};

struct Placed {
  const Box* box = nullptr;
  std::vector<std::string> text;   // lines
  std::vector<std::string> notes;  // lines
  std::vector<std::string> faults;
  std::vector<Row> rows;
  int y = 0;
  int text_y = 0, notes_y = 0, faults_y = 0;  // of the first line's baseline
  int height = 0;
};

// All ways to one step that leave on the same side share a lane.
struct Lane {
  bool back = false;  // on the left: upwards
  int number = 0;     // 0 is next to the boxes
  std::vector<int> from;
  int to = 0;
};

struct Layout {
  std::vector<std::string> title;
  std::vector<std::string> head;    // lines under the title
  std::vector<std::string> faults;  // lines
  std::vector<Placed> boxes;
  std::vector<Lane> lanes;
  int left = 0;  // x of the boxes
  int width = 0;
  int height = 0;
  int head_y = 0, faults_y = 0;  // of the first line's baseline
};

// The chart must outlive the layout.
Layout lay_out(const Chart& chart);
// At most `most` lines of about `letters` letters, broken between words; the last ends in … when something is left out.
std::vector<std::string> wrapped(std::string_view text, std::size_t letters, std::size_t most);

}  // namespace pintu::dialogs::diagram
