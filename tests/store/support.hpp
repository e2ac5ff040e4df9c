// SPDX-License-Identifier: Apache-2.0
// Stores to run the contract on: each backend in a folder of its own that goes with the test.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "store/store.hpp"
#include "support/catch.hpp"

namespace pintu::store::test {

inline const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4}};

class TemporaryStore {
 public:
  explicit TemporaryStore(std::string url = "sqlite") : url_(std::move(url)) {
    log::set_level(log::Level::error);
    folder =
        (std::filesystem::temp_directory_path() / ("pintu-store-" + crypto::to_hex(crypto::random_bytes(6)))).string();
    open();
  }
  ~TemporaryStore() {
    store.reset();
    std::error_code error;
    std::filesystem::remove_all(folder, error);
  }
  void open() {
    auto opened = store::open(url_, options());
    if (!opened) UNSCOPED_INFO(opened.error().message());
    REQUIRE(opened);
    store = *std::move(opened);
  }
  void reopen() {
    store.reset();
    open();
  }
  OpenOptions options() const { return {folder, master_key, &clock, sync}; }
  Store& operator*() { return *store; }
  Store* operator->() { return store.get(); }

  // What a thief of the disk sees.
  std::string raw_bytes() const {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }

  mutable ManualClock clock{start};
  std::string master_key = std::string(32, 'm');
  std::string folder;
  bool sync = false;
  std::unique_ptr<Store> store;

 private:
  std::string url_;
};

inline std::vector<std::string> backends() { return {"sqlite"}; }

// A person with one message in and one reply waiting.
struct Sample {
  PartyRow party;
  MessageRow message;
  JobRow job;
};
inline Sample write_sample(Store& store, const std::string& address, const std::string& words = "kata rahasia warga") {
  Sample sample;
  store.transact({}, [&](Transaction& tx) {
    const Shard shard = crypto::shard_of("tg", address);
    const auto first = tx.draw(shard, 3);
    sample.party.id = PartyId(shard, first);
    sample.party.key = {"tg", address};
    sample.party.name = "Budi Canary";
    sample.party.conversation = "{\"words\":\"" + words + "\"}";
    sample.party.sequence = 2;
    sample.message.id = MessageId(shard, first + 1);
    sample.message.party = sample.party.id;
    sample.message.sequence = 1;
    sample.message.direction = Direction::out;
    sample.message.at = store.now();
    sample.message.body = words;
    sample.job.id = JobId(shard, first + 2);
    sample.job.party = sample.party.id;
    sample.job.message = sample.message.id;
    sample.job.order_key = "tg:" + std::to_string(sample.party.id.value());
    sample.job.target = "tg";
    sample.job.payload = words;
    sample.job.created = store.now();
    sample.job.due = store.now();
    sample.job.deadline = store.now() + std::chrono::hours(24);
    sample.message.job = sample.job.id;
    Changes changes;
    changes.parties = {sample.party};
    changes.messages = {sample.message};
    changes.jobs = {sample.job};
    tx.write(changes);
  });
  return sample;
}

inline void write(Store& store, const Changes& changes) {
  store.transact({}, [&](Transaction& tx) { tx.write(changes); });
}

}  // namespace pintu::store::test
