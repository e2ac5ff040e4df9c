// SPDX-License-Identifier: Apache-2.0
// The demo page's listener (DESIGN 9): phones that act only through the fake providers' real webhooks, what LAPOR got,
// and the life of the last message. Loop thread only.
//
// GET / (the page) · GET /events · POST /phones/{whatsapp|telegram|sms}/{say|tap|pin|photo|forget} · POST /faults ·
// POST /lapor/ID (its next state) · GET /why/ID. Events are {phone, kind, rendering}: "hello" names the phones that are
// there, "lines" is all that a phone shows, "report" all that LAPOR got; "in", "out" and "receipt" tell each message
// and each delivery once.
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
  // Both fakes must outlive the server. `why` answers GET /why/ID with the body of one JSON object; "" = there is no
  // such thing.
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
  nlohmann::json phone_state() const;
  nlohmann::json lapor_state() const;
  void phone_changed();
  void send(const nlohmann::json& what);
  void heartbeat();

  AsioLoop& loop_;
  FakeTelegram& telegram_;
  FakeLapor& lapor_;
  Why why_;
  std::unique_ptr<http::Server> server_;
  std::vector<std::shared_ptr<http::Stream>> streams_;
  std::int64_t told_ = 0, receipted_ = 0;  // the last message, and the last receipt, that was told
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::sandbox
