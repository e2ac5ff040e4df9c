// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "flow/house.hpp"
#include "gateway/model/json.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

// A channel that may be written to for a day after its person wrote.
class DayChannel final : public FakeChannel {
 public:
  explicit DayChannel(bool has_template) : template_(has_template) {}
  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override {
    if (message.as_template && !template_) return SendOutcome(Retry{"over", std::nullopt, Hold::job, true});
    OutboundMessage out = message;
    if (message.as_template) out.text = "[template] " + message.text;
    return FakeChannel::send(out, so_far);
  }
  std::optional<Duration> session() const override { return 24h; }
  bool has_template() const override { return template_; }
  bool wants_to_hear_first(std::string_view failure) const override { return failure == "over"; }

 private:
  bool template_;
};

struct DayHouse : House {
  explicit DayHouse(bool has_template = false) { world.channels["tg"] = std::make_unique<DayChannel>(has_template); }

  // A line of ours that becomes due: as news about a report would be.
  void news(const std::string& text) {
    auto party = store->party(PartyKey{"tg", "7"});
    REQUIRE(party);
    store::JobRow job;
    std::int64_t sequence = 0;
    store->transact({}, [&](store::Transaction& transaction) {
      sequence = transaction.draw(party->id.shard(), 1);
      job.id = JobId(party->id.shard(), sequence);
      job.party = party->id;
      job.order_key = "tg:" + std::to_string(party->id.value());
      job.target = "tg";
      job.created = job.due = clock.now();
      job.deadline = clock.now() + 24h;
      job.key = std::to_string(job.id.value());
      OutboundMessage message;
      message.to = "7";
      message.text = text;
      message.open_until = party->last_inbound + 24h;
      job.payload = to_json(message);
      store::Changes changes;
      changes.jobs.push_back(job);
      transaction.write(changes);
    });
    last = job.id;
    delivery->offer({job});
    loop.run_for(1s);
  }
  void receipt(ReceiptStatus status, const std::string& of, const std::string& key, const std::string& reason = "") {
    Inbound inbound;
    inbound.kind = InboundKind::receipt;
    inbound.from = "7";
    inbound.id = "r" + std::to_string(++receipts_);
    inbound.reply_to = of;
    inbound.key = key;
    inbound.status = status;
    inbound.reason = reason;
    ledger->submit({{Event{Arrived{"tg", inbound, ""}}}, {}});
    loop.run_for(50ms);
  }
  std::size_t said(const std::string& text) { return count_of(far.sent_to("7"), text); }
  static std::size_t count_of(const std::vector<std::string>& texts, const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count(texts, text));
  }
  JobId last;

 private:
  int receipts_ = 0;
};

}  // namespace

TEST_CASE("session: within a day a line goes as it is") {
  DayHouse house;
  house.say("7", "menu");
  house.loop.run_for(23h);
  house.news("kabar");
  CHECK(house.said("kabar") == 1);
}

TEST_CASE("session: after a day a line waits, and goes before anything else when the person writes") {
  DayHouse house;
  house.say("7", "menu");
  house.loop.run_for(25h);
  house.far.requests.clear();
  house.news("kabar satu");
  house.news("kabar dua");
  house.loop.run_for(24h * 5);
  CHECK(house.far.sent_to("7").empty());
  CHECK(house.store->job(house.last)->state == store::JobState::waiting);
  SECTION("in one life") {}
  SECTION("across a crash") { house.crash(); }
  house.say("7", "menu");
  house.loop.run_for(10s);
  const auto texts = house.far.sent_to("7");
  REQUIRE(texts.size() == 3);
  CHECK(texts[0] == "kabar satu");
  CHECK(texts[1] == "kabar dua");
}

TEST_CASE("session: with a template the line goes at once, in it") {
  DayHouse house(true);
  house.say("7", "menu");
  house.loop.run_for(25h);
  house.news("kabar");
  CHECK(house.said("[template] kabar") == 1);
}

TEST_CASE("session: a line nobody waited for is tried once more after a month and then is a person's") {
  DayHouse house;
  house.say("7", "menu");
  house.loop.run_for(25h);
  house.news("kabar");
  house.loop.run_for(24h * 31);
  CHECK(house.far.sent_to("7").size() <= 2);
  CHECK(house.store->job(house.last)->state == store::JobState::waiting);
}

TEST_CASE("receipts: a failure that says the session was over puts the line back until the person writes") {
  DayHouse house;
  house.say("7", "menu");
  house.news("kabar");
  REQUIRE(house.said("kabar") == 1);
  const auto sent = house.store->job(house.last);
  REQUIRE(sent->state == store::JobState::done);
  house.receipt(ReceiptStatus::failed, "nobody knows this id", sent->key, "over");
  CHECK(house.store->job(house.last)->state == store::JobState::waiting);
  house.say("7", "menu");
  CHECK(house.said("kabar") == 2);
}

TEST_CASE("receipts: another failure leaves the line sent and is counted, a key of another channel names nothing") {
  DayHouse house;
  house.say("7", "menu");
  house.news("kabar");
  const auto sent = house.store->job(house.last);
  house.receipt(ReceiptStatus::failed, "", sent->key, "131026");
  house.receipt(ReceiptStatus::failed, "", "not a number", "over");
  house.receipt(ReceiptStatus::failed, "", "", "over");
  CHECK(house.store->job(house.last)->state == store::JobState::done);
}

TEST_CASE("receipts: what was in doubt is done when the provider says it arrived, and is not sent again") {
  DayHouse house;
  house.say("7", "menu");
  house.far.next["chat"].push_back(http::NoAnswer{"timeout"});
  house.news("kabar");
  REQUIRE(house.said("kabar") == 1);
  REQUIRE(house.store->job(house.last)->state == store::JobState::waiting);
  house.receipt(ReceiptStatus::delivered, "wamid.9", house.store->job(house.last)->key);
  CHECK(house.store->job(house.last)->state == store::JobState::done);
  CHECK(house.store->job(house.last)->external_id == "wamid.9");
  house.loop.run_for(1h);
  CHECK(house.said("kabar") == 1);
}
