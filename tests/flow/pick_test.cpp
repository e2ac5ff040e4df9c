// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/pick.hpp"

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;

namespace {

flow::Waiting from(const std::string& person, const std::string& id, bool emergency = false) {
  flow::Waiting waiting;
  Event event;
  Inbound inbound;
  inbound.from = person;
  inbound.id = id;
  event.body = Arrived{"tg", inbound, {}};
  event.emergency = emergency;
  waiting.submission.events.push_back(std::move(event));
  return waiting;
}

std::string ids(const std::vector<Submission>& batch) {
  std::string out;
  for (const auto& submission : batch) {
    for (const auto& event : submission.events) out += std::get<Arrived>(event.body).inbound.id;
  }
  return out;
}

}  // namespace

TEST_CASE("pick: without an emergency the order of arrival stays") {
  std::deque<flow::Waiting> waiting;
  waiting.push_back(from("a", "1"));
  waiting.push_back(from("b", "2"));
  waiting.push_back(from("a", "3"));
  CHECK(ids(pick(waiting, 2)) == "12");
  CHECK(ids(pick(waiting, 2)) == "3");
}

TEST_CASE("pick: an emergency jumps other people, never its own sender") {
  std::deque<flow::Waiting> waiting;
  waiting.push_back(from("a", "1"));
  waiting.push_back(from("b", "2"));
  waiting.push_back(from("c", "3"));
  waiting.push_back(from("b", "4", true));
  waiting.push_back(from("b", "5"));
  CHECK(ids(pick(waiting, 2)) == "24");
  CHECK(ids(pick(waiting, 9)) == "135");
}

TEST_CASE("pick: a submission larger than a batch goes alone") {
  std::deque<flow::Waiting> waiting;
  auto large = from("a", "1");
  large.submission.events.push_back(large.submission.events.front());
  large.submission.events.push_back(large.submission.events.front());
  waiting.push_back(std::move(large));
  waiting.push_back(from("b", "2"));
  CHECK(ids(pick(waiting, 2)) == "111");
  CHECK(ids(pick(waiting, 2)) == "2");
}
