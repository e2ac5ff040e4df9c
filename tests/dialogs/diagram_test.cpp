// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dialogs/diagram/chart.hpp"
#include "dialogs/diagram/layout.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;
using namespace pintu::dialogs::diagram;

namespace {

constexpr std::string_view market = R"(script: pasar
title: Kios <pasar> & "retribusi"
languages: [id]
starts_when: {says_only: [kios, pasar, sewa kios, kios pasar, retribusi], menu: Kios pasar}
slots:
  urusan: {names: [urusan], label: Urusan, type: choice, options: [{id: sewa, label: Sewa kios}, {id: rusak, label: Kios rusak}, {id: lain, label: Lainnya}]}
  kios: {names: [kios], label: Nomor kios, type: number}
steps:
  - {id: urusan, ask: urusan, text: "Urusan *apa*?\nPilih satu.", after_tries: {3: {set: {urusan: lain}, go: nomor}}}
  - id: arah
    when: {urusan: rusak}
    then: {go: nomor}
    else: {go: menu}
  - id: menu
    choose: [{id: a, label: Lihat tarif, go: tarif}, {id: b, label: Minta dihubungi, handoff: umum}, {id: c, label: Ke awal, go: urusan}]
    text: "Mau apa?"
  - {id: tarif, say: "Rp5.000 untuk kios {kios}.", go: menu}
  - {id: nomor, ask: kios, text: "Nomor?"}
  - id: kirim
    send: {to: lapor, as: pengaduan}
    text: "Nomor: *{nomor}*"
    outcomes:
      ditolak: {say: "Ditolak {nomer}.", handoff: verifikator}
)";

Loaded market_set() { return load({{"pasar.yaml", std::string(market)}}); }

Chart market_chart(const Loaded& loaded, const Counts* counts = nullptr) {
  return chart(loaded.set, loaded.set.scripts.at("pasar"), loaded.findings, counts);
}

const Box& box(const Chart& chart, std::string_view id) {
  const auto it = std::ranges::find(chart.boxes, id, &Box::id);
  REQUIRE(it != chart.boxes.end());
  return *it;
}

// Every element that is opened is closed, in order, and no text holds a bare < or &.
bool well_formed(std::string_view xml) {
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = xml.find('<', at)) != std::string_view::npos;) {
    const auto end = xml.find('>', at);
    if (end == std::string_view::npos) return false;
    const auto tag = xml.substr(at + 1, end - at - 1);
    if (tag.find('<') != std::string_view::npos) return false;
    const auto name = std::string(
        tag.substr(tag.starts_with('/') ? 1 : 0, tag.find_first_of(" /", 1) - (tag.starts_with('/') ? 1 : 0)));
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    } else if (!tag.ends_with('/')) {
      open.push_back(name);
    }
    at = end;
  }
  for (std::size_t at = 0; (at = xml.find('&', at)) != std::string_view::npos; ++at) {
    const auto end = xml.find(';', at);
    if (end == std::string_view::npos || end - at > 6) return false;
  }
  return open.empty();
}

Script long_script(int steps) {
  Script script;
  script.name = "panjang";
  for (int i = 0; i < steps; ++i) {
    Step step;
    step.id = fmt::format("langkah-{}", i);
    step.body = SayStep{};
    step.go = fmt::format("langkah-{}", (i * 7 + 3) % steps);
    script.steps.push_back(std::move(step));
  }
  return script;
}

}  // namespace

TEST_CASE("A chart has the steps in their order, each with its ways", "[diagram]") {
  const auto loaded = market_set();
  const auto drawn = market_chart(loaded);
  REQUIRE(drawn.boxes.size() == 6);
  CHECK(drawn.starts == "kios, pasar, sewa kios, kios pasar, … · menu “Kios pasar”");
  CHECK(box(drawn, "urusan").text == "Urusan apa? Pilih satu.");
  REQUIRE(box(drawn, "urusan").ways.size() == 1);
  CHECK(box(drawn, "urusan").ways.front() ==
        Way{Way::To::step, "sesudah 3 kali belum dimengerti", "isi Urusan: Lainnya", "nomor"});
  CHECK(box(drawn, "arah").ways == std::vector<Way>{{Way::To::step, "bila Urusan: Kios rusak", {}, "nomor"},
                                                    {Way::To::step, "selain itu", {}, "menu"}});
  CHECK_FALSE(box(drawn, "arah").goes_on);
  CHECK(box(drawn, "menu").goes_on);
  CHECK(box(drawn, "menu").ways[1] == Way{Way::To::desk, "Minta dihubungi", {}, "umum"});
  CHECK_FALSE(box(drawn, "tarif").goes_on);
  CHECK(box(drawn, "tarif").text == "Rp5.000 untuk kios ‹Nomor kios›.");
  CHECK(box(drawn, "kirim").ways.front() == Way{Way::To::desk, "ditolak", "“Ditolak ‹nomer›.”", "verifikator"});
  CHECK(box(drawn, "kirim").ways.back().to == Way::To::end);
}

TEST_CASE("A fault of the checker is marked in the box of its step", "[diagram]") {
  const auto drawn = market_chart(market_set());
  REQUIRE(box(drawn, "kirim").faults.size() == 1);
  CHECK(box(drawn, "kirim").faults.front().starts_with("baris 23: P0153 "));
  CHECK(box(drawn, "menu").faults.empty());
  CHECK(svg({drawn}).find("baris 23: P0153") != std::string::npos);
}

TEST_CASE("Counts stand at the steps where people are", "[diagram]") {
  const auto loaded = market_set();
  const Counts counts{{"nomor", 12}};
  const auto drawn = market_chart(loaded, &counts);
  CHECK(box(drawn, "nomor").people == 12);
  CHECK(box(drawn, "menu").people == 0);
  CHECK(svg({drawn}).find("12 orang") != std::string::npos);
  CHECK(svg({market_chart(loaded)}).find("orang</text>") == std::string::npos);
}

TEST_CASE("Whatever a script says, the picture is well-formed and holds every step", "[diagram]") {
  const auto drawn = market_chart(market_set());
  const auto picture = svg({drawn});
  CHECK(well_formed(picture));
  CHECK(picture.find("&lt;pasar&gt; &amp;") != std::string::npos);
  for (const auto& each : drawn.boxes) CHECK(picture.find(">" + each.id + "</text>") != std::string::npos);

  auto hostile = long_script(3);
  hostile.title = "</svg><script>alert(1)</script>\x01\xff";
  std::get<SayStep>(hostile.steps[0].body).text.base =
      "{belum ditutup ]]> <a href='x'> \"&amp;\" " + std::string(3000, 'x');
  CHECK(well_formed(svg({chart({}, hostile, {})})));
  CHECK(svg({chart({}, hostile, {})}).find("<script") == std::string::npos);
  CHECK(well_formed(svg({})));
}

TEST_CASE("At 20 steps with 20 jumps nothing lies on anything else", "[diagram]") {
  const auto script = long_script(20);
  const auto drawn = chart({}, script, {});
  const auto layout = lay_out(drawn);
  for (std::size_t i = 1; i < layout.boxes.size(); ++i)
    CHECK(layout.boxes[i].y >= layout.boxes[i - 1].y + layout.boxes[i - 1].height + 20);
  CHECK(layout.lanes.size() == 20);
  std::set<std::tuple<bool, int, int>> taken;  // side, lane, pixel row
  for (const auto& lane : layout.lanes) {
    const auto [low, high] = std::ranges::minmax(lane.from);
    for (int y = std::min(low, lane.to); y <= std::max(high, lane.to); ++y)
      CHECK(taken.emplace(lane.back, lane.number, y).second);
  }
  CHECK(layout.width < 1000);
}

TEST_CASE("Lines are broken between words and end in … when something is left out", "[diagram]") {
  CHECK(wrapped("", 10, 2).empty());
  CHECK(wrapped("satu dua tiga", 8, 3) == std::vector<std::string>{"satu dua", "tiga"});
  CHECK(wrapped("satu dua tiga empat", 8, 1) == std::vector<std::string>{"satu du…"});
  for (const auto& line : wrapped(std::string(500, 'x') + " y", 20, 2)) CHECK(pintu::utf8::code_points(line) <= 20);
}

TEST_CASE("Every shipped script can be drawn, as SVG and for Graphviz", "[diagram]") {
  const auto loaded = load(shipped());
  std::vector<Chart> charts;
  for (const auto& [name, script] : loaded.set.scripts) charts.push_back(chart(loaded.set, script, loaded.findings));
  CHECK(well_formed(svg(charts)));
  const auto graph = dot(charts);
  CHECK(std::ranges::count(graph, '{') == std::ranges::count(graph, '}'));
  CHECK(graph.find("\"lapor-aduan/bukti\" -> \"lapor-aduan/periksa\"") != std::string::npos);
}
