// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iterator>

#include "dialogs/diagram/chart.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::diagram {

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : utf8::repaired(text)) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

std::string node(const Chart& chart, const std::string& id) { return quoted(chart.name + "/" + id); }

// What a way leads to when it is no step: a node of its own, shared by all that lead there.
std::string elsewhere(const Way& way) {
  switch (way.to) {
    case Way::To::script:
      return "naskah " + way.target;
    case Way::To::desk:
      return "petugas: " + way.target;
    case Way::To::pause:
      return "disimpan dulu";
    default:
      return "selesai";
  }
}

void draw(const Chart& chart, const Box& box, std::string& out) {
  auto put = std::back_inserter(out);
  auto label = box.id + (box.text.empty() ? "" : ": " + utf8::shortened(box.text, 60));
  if (box.people >= 0) label += fmt::format(" ({} orang)", box.people);
  fmt::format_to(put, "    {} [label={}{}];\n", node(chart, box.id), quoted(label),
                 box.faults.empty() ? "" : ", color=red, tooltip=" + quoted(box.faults.front()));
  for (const auto& way : box.ways) {
    if (way.to == Way::To::next || way.to == Way::To::question) continue;
    const auto target = way.to == Way::To::step ? node(chart, way.target) : quoted(elsewhere(way));
    fmt::format_to(put, "    {} -> {} [label={}];\n", node(chart, box.id), target, quoted(way.label));
  }
}

}  // namespace

std::string dot(const std::vector<Chart>& charts) {
  std::string out = "digraph naskah {\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
  for (const auto& chart : charts) {
    fmt::format_to(std::back_inserter(out), "  subgraph {} {{\n    label={};\n", quoted("cluster_" + chart.name),
                   quoted(chart.title));
    for (std::size_t i = 0; i < chart.boxes.size(); ++i) {
      draw(chart, chart.boxes[i], out);
      if (chart.boxes[i].goes_on && i + 1 < chart.boxes.size())
        fmt::format_to(std::back_inserter(out), "    {} -> {};\n", node(chart, chart.boxes[i].id),
                       node(chart, chart.boxes[i + 1].id));
    }
    out += "  }\n";
  }
  return out + "}\n";
}

}  // namespace pintu::dialogs::diagram
