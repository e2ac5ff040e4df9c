// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/conversation.hpp"

#include "support/catch.hpp"

using namespace pintu;
using namespace std::chrono_literals;

namespace {

const Instant noon = *from_rfc3339("2026-05-02T05:00:00.250Z");

}  // namespace

TEST_CASE("conversation: what a talk owes outlives the turn") {
  Conversation c;
  c.greeted = c.owes_hint = c.unseen = c.keyboard_up = true;
  c.last_asked = noon;
  c.maybe_asked = noon + 1s;
  c.last_photo = noon + 2s;
  c.live_until = noon + 30min;
  c.officer = "Ani";
  c.pending_values = {{"lokasi", "Jl. Riau 7"}, {"kejadian", "2 \"Mei\""}};
  Draft draft;
  draft.title = "Lampu";
  draft.offered_from = noon + 12h;
  c.drafts.push_back(draft);
  const auto read = conversation_from_json(to_json(c));
  REQUIRE(read);
  CHECK(*read == c);
}

TEST_CASE("conversation: a row of a newer or older program is read, a damaged one is not") {
  const auto newer = conversation_from_json(R"({"language":"su","not_yet_invented":{"a":[1]},"greeted":true})");
  REQUIRE(newer);
  CHECK(newer->language == "su");
  CHECK(newer->greeted);
  const auto older = conversation_from_json("{}");
  REQUIRE(older);
  CHECK(*older == Conversation{});
  for (const auto* damaged :
       {"", "[]", "null", "{", R"({"greeted":"yes"})", R"({"talk":7})", R"({"last_asked":"now"})"}) {
    INFO(damaged);
    CHECK_FALSE(conversation_from_json(damaged));
  }
}
