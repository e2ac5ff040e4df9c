// SPDX-License-Identifier: Apache-2.0
// The demo page's listener (DESIGN 9): phones that act only through the fake providers' real webhooks, what LAPOR got,
// and the life of the last message. Loop thread only.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "gateway/http/server.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/fake_telegram.hpp"

namespace pintu::sandbox {

class DemoServer {
 public:
  // `why` answers GET /why/ID with the body of one JSON object; "" = there is no such thing.
  using Why = std::function<void(std::string id, std::function<void(std::string json)>)>;

  DemoServer(AsioLoop& loop, FakeTelegram& telegram, FakeLapor& lapor, Why why);
  ~DemoServer();
  Result<void> start(std::uint16_t port);
  std::uint16_t port() const { return server_->port(); }

  static constexpr std::int64_t chat = 620001;  // the demo's one person

 private:
  std::vector<http::Route> routes();
  http::Response act(const std::string& phone, const std::string& verb, const http::Request& request);
  http::Response set_fault(const http::Request& request);
  void follow(std::shared_ptr<http::Stream> stream);
  void phone_changed();
  void lapor_changed();
  void send(const nlohmann::json& event);
  void heartbeat();

  AsioLoop& loop_;
  FakeTelegram& telegram_;
  FakeLapor& lapor_;
  Why why_;
  std::unique_ptr<http::Server> server_;
  std::vector<std::shared_ptr<http::Stream>> streams_;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::sandbox
