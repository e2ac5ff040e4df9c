// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/note.hpp"

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;

TEST_CASE("A note tells what took a message and can be read again", "[note]") {
  const Took took{"word:batal", {"officer", "aside", "triage:none"}, "lapor-aduan/di-mana", 12};
  const auto note = note_of(took);
  CHECK(note == "rule=word:batal not=officer not=aside not=triage:none at=lapor-aduan/di-mana set=12");
  const auto read = took_of(note);
  REQUIRE(read);
  CHECK(read->rule == took.rule);
  CHECK(read->passed == took.passed);
  CHECK(read->step == took.step);
  CHECK(read->version == took.version);
}

TEST_CASE("A note of an earlier version, of a reply or of nothing is no harm", "[note]") {
  CHECK(took_of("rule=answer not=word")->version == 0);
  CHECK_FALSE(took_of("asks=lokasi step=lapor-aduan/di-mana"));
  CHECK_FALSE(took_of(""));
  CHECK(took_of("rule= set=x  not")->rule.empty());
}
