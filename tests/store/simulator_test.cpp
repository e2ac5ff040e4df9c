// SPDX-License-Identifier: Apache-2.0
// What simulators need of the store: nothing on disk, and a death just before the commit.
#include "store/support.hpp"

using namespace pintu;
using namespace pintu::store;
using namespace pintu::store::test;

namespace {

struct Dead {};

std::vector<bool> remember(Store& store, const std::string& id) {
  std::vector<bool> fresh;
  const std::vector<SeenKey> keys{{"tg", id}};
  store.transact({}, [&](Transaction& transaction) { fresh = transaction.remember(keys); });
  return fresh;
}

}  // namespace

TEST_CASE("store: in memory it keeps what it was told, and leaves no file") {
  TemporaryStore store("sqlite::memory:");
  CHECK(remember(*store, "1") == std::vector<bool>{true});
  CHECK(remember(*store, "1") == std::vector<bool>{false});
  CHECK_FALSE(std::filesystem::exists(store.folder));
  store.reopen();
  CHECK(remember(*store, "1") == std::vector<bool>{true});
}

TEST_CASE("store: who dies before the commit leaves nothing behind, and the store goes on") {
  for (const auto* url : {"sqlite", "sqlite::memory:"}) {
    TemporaryStore where;
    bool dies = false;
    OpenOptions options = where.options();
    options.folder += "-other";
    options.before_commit = [&] {
      if (dies) throw Dead{};
    };
    {
      auto store = store::open(url, options);
      REQUIRE(store);
      dies = true;
      CHECK_THROWS_AS(remember(**store, "1"), Dead);
      dies = false;
      CHECK(remember(**store, "1") == std::vector<bool>{true});
    }
    std::filesystem::remove_all(options.folder);
  }
}
