// SPDX-License-Identifier: Apache-2.0
// What holds for any script and any talk.
#include <cstdlib>

#include "scripts/random_talk.hpp"
#include "support/properties.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

[[maybe_unused]] const int same_every_time =
    setenv("RC_PARAMS", "seed=2026 max_success=150 max_size=200 noshrink=1", 0);

std::vector<unsigned> tape_of(std::size_t length) {
  return *rc::gen::container<std::vector<unsigned>>(length, rc::gen::inRange(0U, 1U << 16));
}

const std::vector<std::string> channels{"telegram", "whatsapp", "sms"};

}  // namespace

TEST_CASE("properties: any script, any talk: no turn throws, loses, repeats itself or stops without a question") {
  CHECK(rc::check("a turn keeps its promises", [] {
    Tape script(tape_of(300));
    Tape events(tape_of(120));
    RandomTalk talk(random_set(script, Shape::anything), events.of(channels));
    talk.says("lampu jalan di depan rumah saya mati sudah seminggu");
    for (int i = 0; i < 30; ++i) talk.random_event(events);
    talk.waits(24h * 9);
  }));
}

TEST_CASE("properties: in a script that asks each thing once, what was answered is not asked again") {
  CHECK(rc::check("no question twice", [] {
    Tape script(tape_of(300));
    Tape events(tape_of(60));
    static const std::vector<std::string> answers{"lampu jalan di depan rumah saya mati",
                                                  "kemarin",
                                                  "Jl. Dago 10",
                                                  "ya",
                                                  "tidak tahu",
                                                  "1",
                                                  "lampu",
                                                  "0812 3456 7890",
                                                  "dua puluh",
                                                  "xyzzy",
                                                  "halo",
                                                  "terima kasih"};
    RandomTalk talk(random_set(script, Shape::linear), events.of(channels));
    for (int i = 0; i < 20; ++i) {
      const auto before = talk.conversation();
      talk.says(events.of(answers));
      talk.waits(30s);
      if (!before.talk || !talk.conversation().talk || before.talk->began != talk.conversation().talk->began) continue;
      const auto& open = before.talk->stack.back();
      for (const auto& reply : talk.replies()) {
        if (reply.asks.empty() || reply.step == open.script + "/" + open.step) continue;
        for (const auto& frame : before.talk->stack) {
          const auto slot = frame.slots.find(reply.asks);
          const bool known =
              slot != frame.slots.end() && !slot->second.guessed && reply.step.starts_with(frame.script + "/");
          if (known) RC_FAIL("asked again: " + reply.step + " for " + reply.asks);
        }
      }
    }
  }));
}
