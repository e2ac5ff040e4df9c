// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "dialogs/diagram/layout.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::diagram {

namespace {

struct Style {
  std::string_view word;   // what a step of this kind is called
  std::string_view color;  // of its stripe; dark enough for white letters
};
// In the order of Box::Kind.
constexpr std::array<Style, 9> styles{{{"pesan", "#5b6472"},
                                       {"pertanyaan", "#1f5fbf"},
                                       {"pilihan", "#1f5fbf"},
                                       {"periksa", "#7a3fb0"},
                                       {"cabang", "#8a5a00"},
                                       {"sistem lain", "#0b6e6e"},
                                       {"naskah lain", "#0b6e6e"},
                                       {"kirim", "#1c7a3c"},
                                       {"petugas", "#b3261e"}}};
constexpr std::array<std::string_view, 5> lane_colors{"#1f5fbf", "#8a5a00", "#7a3fb0", "#0b6e6e", "#5b6472"};
constexpr int between_charts = 36;

const Style& style(const Box& box) { return styles.at(static_cast<std::size_t>(box.kind)); }

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : utf8::repaired(text)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

class Drawing {
 public:
  void text(int x, int y, std::string_view text, std::string_view kind) {
    fmt::format_to(std::back_inserter(out_), "<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y, kind,
                   escaped(text));
  }
  void lines(int x, int y, const std::vector<std::string>& all, std::string_view kind) {
    for (std::size_t i = 0; i < all.size(); ++i) text(x, y + static_cast<int>(i) * line_height, all[i], kind);
  }
  void raw(std::string_view element) { out_ += element; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string_view pill_color(const Way& way) {
  switch (way.to) {
    case Way::To::desk:
      return "#b3261e";
    case Way::To::end:
      return "#1c7a3c";
    case Way::To::script:
      return "#0b6e6e";
    case Way::To::step:
      return "#1f5fbf";
    default:
      return "#5b6472";
  }
}

void draw_row(Drawing& drawing, int x, const Row& row) {
  drawing.raw(fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#e3e7ee\"/>\n", x + 6, row.y,
                          x + box_width, row.y));
  const int right = x + box_width - 8;
  if (row.way->to == Way::To::next) {
    drawing.text(right - 6, row.y + 17, row.leads, "about");
  } else {
    const int pill = static_cast<int>(utf8::code_points(row.leads)) * 7 + 22;
    drawing.raw(fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"10\" fill=\"{}\"/>\n",
                            right - pill, row.y + 3, pill, pill_color(*row.way)));
    drawing.text(right - pill / 2, row.y + 17, row.leads, "pill");
  }
  drawing.lines(x + 18, row.y + 17, row.label, "label");
  drawing.lines(x + 18, row.y + 17 + static_cast<int>(row.label.size()) * line_height, row.does, "does");
}

void draw_box(Drawing& drawing, int x, const Placed& placed) {
  const auto& box = *placed.box;
  const auto& look = style(box);
  const bool faulty = !box.faults.empty();
  drawing.raw(
      fmt::format("<g><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"#ffffff\" "
                  "stroke=\"{}\" stroke-width=\"{}\"/>\n",
                  x, placed.y, box_width, placed.height, faulty ? "#b3261e" : "#c3cad6", faulty ? 2 : 1));
  drawing.raw(fmt::format("<rect x=\"{}\" y=\"{}\" width=\"6\" height=\"{}\" rx=\"3\" fill=\"{}\"/>\n", x, placed.y,
                          placed.height, look.color));
  const int word = static_cast<int>(look.word.size()) * 7 + 18;
  drawing.raw(fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"4\" fill=\"{}\"/>\n", x + 16,
                          placed.y + 8, word, look.color));
  drawing.text(x + 16 + word / 2, placed.y + 22, look.word, "pill");
  drawing.text(x + 26 + word, placed.y + 23, box.id, "id");
  std::string right = box.about == box.id ? std::string() : utf8::shortened(box.about, 26);
  if (box.people >= 0) right = fmt::format("{}{}{} orang", right, right.empty() ? "" : " · ", box.people);
  if (!right.empty()) drawing.text(x + box_width - 12, placed.y + 23, right, box.people > 0 ? "count" : "about");
  drawing.lines(x + 18, placed.text_y, placed.text, "said");
  drawing.lines(x + 18, placed.notes_y, placed.notes, "note");
  drawing.lines(x + 18, placed.faults_y, placed.faults, "fault");
  for (const auto& row : placed.rows) draw_row(drawing, x, row);
  drawing.raw("</g>\n");
}

void draw_lane(Drawing& drawing, const Layout& layout, const Lane& lane, std::string_view color) {
  const int edge = lane.back ? layout.left : layout.left + box_width;
  const int away = (lane.number + 1) * lane_width + 4;
  const int x = lane.back ? edge - away : edge + away;
  const int bend = lane.back ? 6 : -6;
  for (const int from : lane.from) {
    const int turn = from < lane.to ? 6 : -6;
    drawing.raw(
        fmt::format("<path d=\"M{} {} H{} Q{} {} {} {} V{} Q{} {} {} {} H{}\" fill=\"none\" stroke=\"{}\" "
                    "stroke-width=\"1.6\" marker-end=\"url(#ke)\"/>\n",
                    edge, from, x + bend, x, from, x, from + turn, lane.to - turn, x, lane.to, x + bend, lane.to,
                    lane.back ? edge - 2 : edge + 2, color));
  }
}

std::string drawn(const Layout& layout) {
  Drawing drawing;
  for (std::size_t i = 0; i < layout.title.size(); ++i)
    drawing.text(layout.left, 20 + static_cast<int>(i) * title_height, layout.title[i], "title");
  drawing.lines(layout.left, layout.head_y, layout.head, "note");
  drawing.lines(layout.left, layout.faults_y, layout.faults, "fault");
  for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
    const auto& placed = layout.boxes[i];
    draw_box(drawing, layout.left, placed);
    if (!placed.box->goes_on) continue;
    const int x = layout.left + 40;
    drawing.raw(
        fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\" stroke=\"#5b6472\" stroke-width=\"1.6\" "
                    "marker-end=\"url(#ke)\"/>\n",
                    x, placed.y + placed.height, layout.boxes[i + 1].y - 2));
  }
  for (std::size_t i = 0; i < layout.lanes.size(); ++i)
    draw_lane(drawing, layout, layout.lanes[i], lane_colors.at(i % lane_colors.size()));
  return drawing.take();
}

constexpr std::string_view look = R"(<style>
text{font-family:"Noto Sans","DejaVu Sans",Arial,sans-serif;font-size:13px;fill:#1d2530}
.title{font-size:19px;font-weight:bold}.id{font-weight:bold;font-size:14px}.said{fill:#1d2530}
.note,.does,.about{fill:#5b6472;font-size:12px}.label{font-weight:bold}
.pill{fill:#fff;font-size:11px;text-anchor:middle;font-weight:bold}.about,.count{text-anchor:end}
.count{font-weight:bold;fill:#1f5fbf}.fault{fill:#b3261e;font-weight:bold;font-size:12px}
</style>
<defs><marker id="ke" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#39414d"/></marker></defs>
)";

}  // namespace

std::string svg(const std::vector<Chart>& charts) {
  std::string inner;
  int width = 0;
  int height = 0;
  for (const auto& chart : charts) {
    const auto layout = lay_out(chart);
    if (width > 0) width += between_charts;
    inner += fmt::format("<g transform=\"translate({},{})\"><title>{}</title>\n{}</g>\n", width, padding,
                         escaped(chart.name), drawn(layout));
    width += layout.width;
    height = std::max(height, layout.height);
  }
  height += 2 * padding;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\">\n"
      "{2}<rect width=\"100%\" height=\"100%\" fill=\"#f5f7fa\"/>\n{3}</svg>\n",
      width, height, look, inner);
}

}  // namespace pintu::dialogs::diagram
