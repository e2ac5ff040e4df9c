// SPDX-License-Identifier: Apache-2.0
#include "flow/house.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

struct Asked : House {
  Asked() {
    world.desks["verifikator"].officers = {{"tg", "99"}};
    file_complaint(*this, "7");
    loop.run_for(1min);
    REQUIRE(store->reports(1).front().forward == ForwardState::accepted);
    far.next["lapor"].push_back(http::Response{200, {}, "Nomor tiang berapa?"});
    loop.run_for(4h);
    REQUIRE(said("7", "Nomor tiang berapa?") == 1);
  }
  std::ptrdiff_t said(const std::string& who, const std::string& words) const {
    return std::ranges::count_if(far.sent_to(who), [&](const auto& t) { return t.find(words) != std::string::npos; });
  }
  std::vector<std::string> added() const {
    std::vector<std::string> texts;
    for (const auto& request : far.requests) {
      if (request.target.starts_with("https://lapor/add/")) texts.push_back(request.body);
    }
    return texts;
  }
};

}  // namespace

TEST_CASE("agency question: polled, asked, answered, and the answer goes back to the report") {
  Asked house;
  house.crash();
  house.say("7", "tiang nomor 14");
  house.loop.run_for(1min);
  REQUIRE(house.added().size() == 1);
  CHECK(house.added()[0] == "tiang nomor 14");
  CHECK(house.said("99", "laporan") == 0);
}

TEST_CASE("agency question: nobody answers, so there is one warning, over a restart too") {
  Asked house;
  for (int i = 0; i < 200; ++i) house.far.next["lapor"].push_back(http::Response{200, {}, "Nomor tiang berapa?"});
  house.loop.run_for(24h * 6);
  CHECK(house.said("7", "akan ditutup") == 0);
  house.crash();
  house.loop.run_for(24h * 3);
  CHECK(house.said("7", "akan ditutup") == 1);
  house.loop.run_for(24h * 5);
  CHECK(house.said("7", "akan ditutup") == 1);
}

TEST_CASE("agency question: an answer that may not have arrived is a person's") {
  Asked house;
  house.far.next["lapor"].push_back(http::NoAnswer{"time-out"});
  house.say("7", "tiang nomor 14");
  house.loop.run_for(1min);
  CHECK(house.added().size() == 1);
  CHECK(house.said("99", "belum pasti sampai") == 1);
  CHECK(house.said("99", "tiang nomor 14") == 0);
  CHECK(house.store->jobs({.states = {store::JobState::unknown}, .kind = store::JobKind::follow_up}).size() == 1);
  house.loop.run_for(24h);
  CHECK(house.added().size() == 1);
}
