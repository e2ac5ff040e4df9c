// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/in_hand.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "gateway/base/crypto.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;

namespace {

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("pintu-hand-" + crypto::to_hex(crypto::random_bytes(6)));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path, error);
  }
  std::string file() const { return (path / "in-hand").string(); }
  std::string bytes() const {
    std::ifstream in(file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

Event said(const std::string& text) {
  Inbound inbound;
  inbound.from = "7";
  inbound.id = "1";
  inbound.text = text;
  Event event;
  event.body = Arrived{"tg", inbound, "raw \x01\xff bytes"};
  return event;
}

const std::string key(32, 'k');

}  // namespace

TEST_CASE("in-hand: what a dead process was deciding comes back under more suspicion") {
  const Folder folder;
  const auto event = said("rahasia sekali");
  {
    InHand hand(folder.file(), key);
    hand.keep({&event});
    CHECK(folder.bytes().find("rahasia") == std::string::npos);
  }
  InHand next(folder.file(), key);
  const auto left = next.left_over();
  REQUIRE(left.size() == 1);
  CHECK(left[0].suspicion == InHand::from_outside);
  const auto& arrived = std::get<Arrived>(left[0].body);
  CHECK(arrived.inbound.text == "rahasia sekali");
  CHECK(arrived.raw == std::get<Arrived>(event.body).raw);
}

TEST_CASE("in-hand: after a commit nothing is left") {
  const Folder folder;
  const auto event = said("halo");
  InHand hand(folder.file(), key);
  hand.keep({&event});
  hand.clear();
  CHECK(InHand(folder.file(), key).left_over().empty());
  hand.wipe();
  CHECK(folder.bytes().empty());
}

TEST_CASE("in-hand: an idle moment does not wipe what is being decided") {
  const Folder folder;
  const auto event = said("halo");
  InHand hand(folder.file(), key);
  hand.keep({&event});
  hand.wipe();
  CHECK(InHand(folder.file(), key).left_over().size() == 1);
}

TEST_CASE("in-hand: a shorter batch after a longer one is read alone") {
  const Folder folder;
  const auto longer = said(std::string(5000, 'a'));
  const auto shorter = said("halo");
  InHand hand(folder.file(), key);
  hand.keep({&longer, &longer});
  hand.clear();
  hand.keep({&shorter});
  const auto left = InHand(folder.file(), key).left_over();
  REQUIRE(left.size() == 1);
  CHECK(std::get<Arrived>(left[0].body).inbound.text == "halo");
}

TEST_CASE("in-hand: bytes that cannot be opened give nothing and stop nothing") {
  const Folder folder;
  std::ofstream(folder.file()) << "not what we wrote";
  CHECK(InHand(folder.file(), key).left_over().empty());
  const auto event = said("halo");
  InHand(folder.file(), key).keep({&event});
  CHECK(InHand(folder.file(), std::string(32, 'x')).left_over().empty());
}

TEST_CASE("in-hand: outcomes of jobs are not kept, their rows are") {
  const Folder folder;
  Event event;
  event.body = JobEnded{JobId(1), Done{"1", {}}, {}, {}};
  InHand hand(folder.file(), key);
  hand.keep({&event});
  CHECK(folder.bytes().empty());
}
