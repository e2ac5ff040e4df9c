// SPDX-License-Identifier: Apache-2.0
// A provider's calls to the gateway: one after the other in each lane, repeated with growing waits until they are taken
// or given up. Loop thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "gateway/base/asio_loop.hpp"
#include "gateway/http/client.hpp"
#include "gateway/sandbox/faults.hpp"

namespace pintu::sandbox {

struct Patience {
  int tries = 0;  // 0 = until it is taken
  Duration first_wait = std::chrono::milliseconds(250);
  bool growing = true;    // each wait twice the one before, at most a minute
  bool only_200 = false;  // other 2xx answers are failures
};

class Webhooks {
 public:
  // How it ended: taken or given up, and the last answer.
  using Done = std::function<void(bool taken, const http::Exchange& last)>;

  // `faults` (duplicate, reorder) must outlive this.
  Webhooks(AsioLoop& loop, Faults& faults, Patience patience);
  ~Webhooks();
  Webhooks(const Webhooks&) = delete;
  Webhooks& operator=(const Webhooks&) = delete;

  // `request.target` is the whole URL. `done` may be empty; it is not called for what is forgotten.
  void send(const std::string& lane, http::Request request, Done done = {});
  // One call outside of all lanes, without repeats; its answer to `done`.
  void once(http::Request request, Done done);
  // What waits in the lane is gone; the answer to what is on its way is not waited for.
  void forget(const std::string& lane);
  std::size_t waiting() const;
  std::int64_t made() const { return made_; }  // tries so far, the repeated ones too

 private:
  struct Item {
    http::Request request;
    Done done;
  };
  struct Lane {
    std::uint64_t born = 0;  // tells this lane from one of the same name that was forgotten
    std::deque<Item> items;
    std::deque<Item> held;  // to come after the next
    bool in_flight = false;
    int tries = 0;
  };
  Lane& open(const std::string& name);
  Lane* same(const std::string& name, std::uint64_t born);
  void queue(Lane& lane, Item item);
  void release(const std::string& name);
  void deliver(const std::string& name);
  void answered(const std::string& name, std::uint64_t born, const http::Exchange& exchange);
  Duration wait_after(int tries, const http::Exchange& exchange) const;
  http::HttpClient& client_for(const std::string& url);

  AsioLoop& loop_;
  Faults& faults_;
  Patience patience_;
  std::map<std::string, Lane> lanes_;
  std::map<std::string, std::unique_ptr<http::HttpClient>> clients_;  // by origin: each may reach no other
  std::uint64_t next_ = 1;
  std::int64_t made_ = 0;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::sandbox
