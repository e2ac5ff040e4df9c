// SPDX-License-Identifier: Apache-2.0
// The wire between providers and the daemon, as badly as it is in life: an answer gets lost on its way back, so that
// the provider sends again what was taken; a webhook that was answered 2xx comes again some time later. Loop thread
// only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>

#include "gateway/base/asio_loop.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"

namespace pintu::torture {

class Relay {
 public:
  struct Tally {
    std::int64_t passed = 0;     // webhooks that came from providers
    std::int64_t answered = 0;   // 2xx of the daemon that went back
    std::int64_t swallowed = 0;  // 2xx of the daemon that the provider never saw
    std::int64_t again = 0;      // sent once more after a 2xx
  };

  // `behind`: "http://127.0.0.1:PORT" of the daemon. `happened` is called before each webhook is passed on and when
  // its answer is there.
  Relay(AsioLoop& loop, std::string behind, std::uint32_t seed, std::function<void()> happened);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  Result<void> start();
  std::string base() const;  // what providers are told to call
  // From now on everything passes as it is.
  void behave() { behaves_ = true; }
  const Tally& tally() const { return tally_; }

 private:
  void pass(const http::Request& request, http::Respond respond);
  void answer(const http::Request& request, const http::Exchange& exchange, const http::Respond& respond);
  void send_again(const http::Request& request);
  bool chance(int percent) { return std::uniform_int_distribution<int>(1, 100)(dice_) <= percent; }

  AsioLoop& loop_;
  std::string behind_;
  std::mt19937 dice_;
  std::function<void()> happened_;
  bool behaves_ = false;
  Tally tally_;
  std::unique_ptr<http::HttpClient> client_;
  std::unique_ptr<http::Server> server_;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::torture
