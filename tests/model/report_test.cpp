// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/report.hpp"

#include <set>

#include "gateway/model/inbound.hpp"
#include "gateway/model/lane.hpp"
#include "support/catch.hpp"

using namespace pintu;

TEST_CASE("a drawn number reads back however people type it") {
  for (int i = 0; i < 500; ++i) {
    const auto number = ReportNumber::draw();
    REQUIRE(number.compact().size() == 8);
    CHECK(number.shown() == number.compact().substr(0, 4) + "-" + number.compact().substr(4));
    CHECK(ReportNumber::read(number.shown()) == number);
    std::string sloppy;
    for (char c : number.compact()) {
      if (c == '0') c = 'o';
      if (c == '1') c = 'L';
      sloppy += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      sloppy += ' ';
    }
    CHECK(ReportNumber::read(sloppy) == number);
  }
}

TEST_CASE("one wrong symbol is always noticed") {
  static constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const auto number = ReportNumber::draw();
  for (std::size_t i = 0; i < 8; ++i) {
    for (const char c : alphabet) {
      auto text = number.compact();
      if (text[i] == c) continue;
      text[i] = c;
      CHECK_FALSE(ReportNumber::read(text));
    }
  }
}

TEST_CASE("what is no number is none") {
  const auto text = GENERATE(as<std::string>{}, "", "7K2M", "7K2M9QXCX", "7K2M-9QX!", "UUUUUUUU", "7K2M 9QX\n");
  CAPTURE(text);
  CHECK_FALSE(ReportNumber::read(text));
}

TEST_CASE("numbers are drawn from the whole range") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(ReportNumber::draw().compact());
  CHECK(seen.size() >= 999);
}

TEST_CASE("every word of the model reads back") {
  for (const auto state : {ReportState::submitted, ReportState::verified, ReportState::forwarded,
                           ReportState::in_progress, ReportState::need_info, ReportState::rerouted, ReportState::closed,
                           ReportState::archived, ReportState::unknown}) {
    CHECK(report_state_from(to_string(state)) == state);
  }
  for (const auto state : {ForwardState::waiting, ForwardState::accepted, ForwardState::rejected, ForwardState::unknown,
                           ForwardState::manual}) {
    CHECK(forward_state_from(to_string(state)) == state);
  }
  for (const auto kind :
       {InboundKind::message, InboundKind::tap, InboundKind::receipt, InboundKind::edit, InboundKind::revoke,
        InboundKind::reaction, InboundKind::system, InboundKind::ignored, InboundKind::rejected}) {
    CHECK(inbound_kind_from(to_string(kind)) == kind);
  }
  for (const auto lane : {Lane::emergency, Lane::reply, Lane::status, Lane::bulk})
    CHECK(lane_from(to_string(lane)) == lane);
  CHECK_FALSE(report_state_from("lost"));
  CHECK_FALSE(lane_from(""));
}

TEST_CASE("a receipt never takes a message back, but read after failed is news") {
  CHECK(rank(ReceiptStatus::sent) < rank(ReceiptStatus::failed));
  CHECK(rank(ReceiptStatus::failed) < rank(ReceiptStatus::delivered));
  CHECK(rank(ReceiptStatus::delivered) < rank(ReceiptStatus::read));
}
