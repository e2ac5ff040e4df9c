// SPDX-License-Identifier: Apache-2.0
#include "dialogs/diagram/layout.hpp"

#include <algorithm>
#include <map>

#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::diagram {

namespace {

constexpr int gap = 30;  // between boxes, room for an arrow
constexpr int header = 34;
constexpr std::size_t letters_of_title = 42;
constexpr std::size_t letters_of_text = 68;
constexpr std::size_t letters_of_row = 62;

int lines(std::size_t count) { return static_cast<int>(count) * line_height; }

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

std::string leads_to(const Way& way, Box::Kind kind) {
  switch (way.to) {
    // What becomes of a report is told later: it leads nowhere.
    case Way::To::next:
      return kind == Box::Kind::send ? "" : "lanjut";
    case Way::To::step:
      return "ke " + way.target;
    case Way::To::script:
      return "naskah " + way.target;
    case Way::To::desk:
      return "petugas: " + way.target;
    case Way::To::end:
      return "selesai";
    case Way::To::pause:
      return "disimpan dulu";
    case Way::To::question:
      return "tanya lagi";
  }
  return {};
}

// Letters of 13 pixels in bold are wider than those of 12.
Row place(const Way& way, Box::Kind kind) {
  Row out;
  out.way = &way;
  out.leads = leads_to(way, kind);
  const auto beside = letters_of_row - std::min<std::size_t>(utf8::code_points(out.leads) + 4, 40);
  out.label = wrapped(way.label, beside, 2);
  out.does = wrapped(way.does, way.label.empty() ? beside : beside + 8, 2);
  out.height = row_height + lines(std::max<std::size_t>(out.label.size() + out.does.size(), 1) - 1);
  return out;
}

Placed place(const Box& box, int y) {
  Placed out;
  out.box = &box;
  out.y = y;
  out.text = wrapped(box.text, letters_of_text, 3);
  std::string notes;
  for (const auto& note : box.notes) notes += (notes.empty() ? "" : " · ") + note;
  out.notes = wrapped(notes, letters_of_text + 4, 3);
  for (const auto& fault : box.faults) append(out.faults, wrapped(fault, letters_of_text, 3));
  int at = header;
  out.text_y = y + at + 12;
  at += lines(out.text.size());
  out.notes_y = y + at + 12;
  at += lines(out.notes.size());
  out.faults_y = y + at + 12;
  at += lines(out.faults.size()) + (out.text.empty() && out.notes.empty() && out.faults.empty() ? 0 : 8);
  for (const auto& way : box.ways) {
    auto row = place(way, box.kind);
    row.y = y + at;
    at += row.height;
    out.rows.push_back(std::move(row));
  }
  out.height = at;
  return out;
}

// Ways to steps, one lane for each target and side; a lane is as near as those beside it allow.
std::vector<Lane> lanes_of(const std::vector<Placed>& boxes) {
  std::map<std::pair<bool, std::size_t>, Lane> found;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (const auto& row : boxes[i].rows) {
      if (row.way->to != Way::To::step) continue;
      const auto target =
          std::ranges::find(boxes, row.way->target, [](const Placed& placed) { return placed.box->id; });
      if (target == boxes.end()) continue;
      const auto to = static_cast<std::size_t>(target - boxes.begin());
      auto& lane = found[{to <= i, to}];
      lane.back = to <= i;
      lane.to = target->y + header / 2;
      lane.from.push_back(row.y + row_height / 2);
    }
  }
  std::vector<Lane> out;
  for (auto& [key, lane] : found) out.push_back(std::move(lane));
  const auto span = [](const Lane& lane) {
    const auto [low, high] = std::ranges::minmax(lane.from);
    return std::pair(std::min(low, lane.to), std::max(high, lane.to));
  };
  std::ranges::sort(out, {}, [&](const Lane& lane) { return span(lane).second - span(lane).first; });
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (std::size_t other = 0; other < i;) {
      const auto [low, high] = span(out[i]);
      const auto [other_low, other_high] = span(out[other]);
      const bool meets = out[i].back == out[other].back && out[i].number == out[other].number && low <= other_high &&
                         other_low <= high;
      other = meets ? 0 : other + 1;
      if (meets) ++out[i].number;
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t letters, std::size_t most) {
  std::vector<std::string> out;
  std::string line;
  while (!text.empty()) {
    const auto space = text.find(' ');
    const auto word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (word.empty()) continue;
    if (!line.empty() && utf8::code_points(line) + 1 + utf8::code_points(word) > letters) {
      if (out.size() + 1 == most) {
        out.push_back(utf8::shortened(line + " " + std::string(word), utf8::code_points(line)));
        return out;
      }
      out.push_back(std::move(line));
      line.clear();
    }
    line += (line.empty() ? "" : " ") + utf8::shortened(word, letters);
  }
  if (!line.empty()) out.push_back(std::move(line));
  return out;
}

Layout lay_out(const Chart& chart) {
  Layout out;
  out.title = wrapped(chart.title.empty() ? chart.name : chart.title, letters_of_title, 2);
  if (!chart.starts.empty()) append(out.head, wrapped("Mulai: " + chart.starts, letters_of_text, 2));
  if (!chart.always.empty()) append(out.head, wrapped("Selalu berlaku: " + chart.always, letters_of_text, 2));
  for (const auto& fault : chart.faults) append(out.faults, wrapped(fault, letters_of_text, 3));
  int y = static_cast<int>(out.title.size()) * title_height + 10;
  out.head_y = y + 12;
  y += lines(out.head.size());
  out.faults_y = y + 12;
  y += lines(out.faults.size()) + gap;
  for (const auto& box : chart.boxes) {
    out.boxes.push_back(place(box, y));
    y += out.boxes.back().height + gap;
  }
  out.lanes = lanes_of(out.boxes);
  int left_lanes = 0;
  int right_lanes = 0;
  for (const auto& lane : out.lanes) {
    auto& side = lane.back ? left_lanes : right_lanes;
    side = std::max(side, lane.number + 1);
  }
  out.left = padding + (left_lanes > 0 ? left_lanes * lane_width + 10 : 0);
  out.width = out.left + box_width + padding + (right_lanes > 0 ? right_lanes * lane_width + 10 : 0);
  out.height = y;
  return out;
}

}  // namespace pintu::dialogs::diagram
