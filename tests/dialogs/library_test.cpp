// SPDX-License-Identifier: Apache-2.0
// Which sets are in memory, and what changed between two.
#include "dialogs/library.hpp"
#include "dialogs/difference.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;

namespace {

std::shared_ptr<const ScriptSet> set(std::int64_t version, const std::string& text = "Halo.") {
  auto loaded = load({{"uji.yaml",
                       "script: uji\ntitle: Uji\nlanguages: [id]\nuses: [umum]\nstarts_when: {says_only: "
                       "[uji]}\nsteps:\n  - {id: a, say: \"" +
                           text + "\", end: true}\n"}});
  loaded.set.version = version;
  return std::make_shared<const ScriptSet>(std::move(loaded.set));
}

}  // namespace

TEST_CASE("library: a thousand versions later few are in memory, and each can be had again") {
  Library library;
  int fetched = 0;
  library.set_loader([&](std::int64_t version) {
    ++fetched;
    return version == 13 ? nullptr : set(version);
  });
  for (int version = 1; version <= 1000; ++version) {
    library.add(set(version));
    library.tidy(4);
  }
  CHECK(library.held() == 5);
  CHECK(library.newest().version == 1000);
  CHECK(library.at(7).version == 7);
  CHECK(library.at(7).version == 7);
  CHECK(fetched == 1);
  CHECK(library.held() == 6);
  library.tidy(4);
  CHECK(library.held() == 5);
  CHECK(library.at(7).version == 7);  // used last, so it stayed
  CHECK(fetched == 1);
  CHECK(library.at(13).version == 1000);
  CHECK(library.at(2000).version == 1000);
  CHECK(library.at(0).version == 1000);
}

TEST_CASE("difference: texts old and new, steps, slots and scripts that came and went") {
  const auto one = load({{"a.yaml",
                          "script: a\ntitle: A\nslots:\n  x: {names: [x], label: X, type: text}\nsteps:\n  - {id: p, "
                          "ask: x, text: \"Satu?\"}\n  - {id: q, say: \"Dua.\", end: true}\n"},
                         {"b.yaml", "script: b\ntitle: B\nsteps:\n  - {id: p, say: \"Tiga.\", end: true}\n"}});
  const auto two = load({{"a.yaml",
                          "script: a\ntitle: A\nslots:\n  y: {names: [y], label: X, type: text}\nsteps:\n  - {id: p, "
                          "ask: y, text: \"Empat?\"}\n  - {id: r, say: \"Dua.\", end: true}\n"},
                         {"c.yaml", "script: c\ntitle: C\nsteps:\n  - {id: p, say: \"Lima.\", end: true}\n"}});
  std::string all;
  for (const auto& change : difference(one.set, two.set))
    all += std::string(to_string(change.what)) + " " + change.script + " " + change.name + " " + change.before + " " +
           change.after + "\n";
  CHECK(all.find("step_added a r") != std::string::npos);
  CHECK(all.find("step_removed a q") != std::string::npos);
  CHECK(all.find("slot_added a y") != std::string::npos);
  CHECK(all.find("slot_removed a x") != std::string::npos);
  CHECK(all.find("text a p.text Satu? Empat?") != std::string::npos);
  CHECK(all.find("script_added c") != std::string::npos);
  CHECK(all.find("script_removed b") != std::string::npos);
  CHECK(difference(one.set, one.set).empty());
}
