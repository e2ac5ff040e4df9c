// SPDX-License-Identifier: Apache-2.0
#include "bench/advance_loop.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <vector>

#include "dialogs/advance.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::bench {

namespace {

using Clock = std::chrono::steady_clock;

class PlainRenderer final : public Renderer {
 public:
  std::string_view kind() const override { return "telegram"; }
  Rendering render(const OutboundMessage& message) const override { return {{{message.text, {}, {}, {}, {}, 0}}, {}}; }
};

DialogEvent said(const char* text) {
  InboundHappened event;
  event.inbound.from = "7";
  event.inbound.text = text;
  return event;
}

}  // namespace

double advance_us(std::chrono::milliseconds length) {
  auto loaded = dialogs::load(dialogs::shipped());
  if (!loaded.good()) throw std::runtime_error("the shipped scripts have faults");
  loaded.set.version = 1;
  dialogs::Library library;
  library.add(std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set)));
  dialogs::language::warm_up();
  const PlainRenderer renderer;
  const dialogs::Contacts contacts{{{"bahaya", "112"}, {"pengelola", "Dinas Uji"}}};
  const std::map<std::string, std::string> promises{{"verifikasi", "3 hari kerja"}};
  dialogs::Context context{.now = Instant{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4}},
                           .fresh = ReportNumber::draw(),
                           .random = "0123456789abcdef",
                           .channel = "telegram",
                           .person_name = "Budi",
                           .contacts = contacts,
                           .promises = promises,
                           .renderer = renderer};
  std::vector<double> turns;
  const auto until = Clock::now() + length;
  while (Clock::now() < until) {
    Conversation conversation;
    const auto turn = [&](const DialogEvent& event) {
      context.now += std::chrono::seconds(5);
      const auto begin = Clock::now();
      auto next = dialogs::advance(library, context, std::move(conversation), event);
      turns.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
      conversation = std::move(next.next);
    };
    turn(said("PJU di depan gang mati"));
    turn(said("gelap sekali kalau malam, sering ada yang jatuh"));
    if (!conversation.talk) throw std::runtime_error("the story began no talk");
    turn(TimerHappened{"join", conversation.talk->epoch, {}});
    for (const auto* answer : {"ya", "Jl. Dago 10, Bandung", "kemarin", "Tidak ada foto", "kirim"}) turn(said(answer));
    if (conversation.reports.size() != 1) throw std::runtime_error("the complaint was not filed");
  }
  const auto middle = turns.begin() + static_cast<std::ptrdiff_t>(turns.size() / 2);
  std::ranges::nth_element(turns, middle);
  return *middle;
}

}  // namespace pintu::bench
