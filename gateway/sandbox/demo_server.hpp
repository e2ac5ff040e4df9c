// SPDX-License-Identifier: Apache-2.0
// The demo page's listener (DESIGN 9): phones that act only through the fake providers' real webhooks, what LAPOR got,
// and the life of the last message. Loop thread only.
//
// GET / (the page) · GET /events · POST /phones/NAME/{say|tap|pin|photo|voice|video|forget} · GET /phones/NAME/file/ID
// · POST /faults · POST /lapor/ID (its next state, or a question {"ask"}) · GET /lapor/file/ID · GET /why/ID. Events
// are {phone, kind, rendering}: "hello" names the phones that are there, citizens' and officers', and what each looks
// like, "lines" is all that a phone shows, "report" all that LAPOR got; "in", "out" and "receipt" tell each message and
// each delivery once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "gateway/http/server.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/phone.hpp"

namespace pintu::sandbox {

class DemoServer {
 public:
  // `lapor` must outlive the server; a phone is known by its name. `why` answers GET /why/ID with the body of one JSON
  // object; "" = there is no such thing.
  using Why = std::function<void(std::string id, std::function<void(std::string json)>)>;

  // `officers` have phones beside the citizens'.
  DemoServer(AsioLoop& loop, std::vector<std::unique_ptr<Phone>> citizens, std::vector<std::unique_ptr<Phone>> officers,
             FakeLapor& lapor, Why why);
  ~DemoServer();
  Result<void> start(std::uint16_t port);
  std::uint16_t port() const { return server_->port(); }
  std::span<const std::unique_ptr<Phone>> citizens() const { return {phones_.data(), citizens_}; }

 private:
  std::vector<http::Route> routes();
  void add_phone_routes(std::vector<http::Route>& all, Phone& phone);
  http::Response set_fault(const http::Request& request);
  http::Response lapor_file(const std::string& id) const;
  void follow(std::shared_ptr<http::Stream> stream);
  nlohmann::json lapor_state() const;
  void phone_changed(Phone& phone);
  void send(const nlohmann::json& what);
  void heartbeat();

  AsioLoop& loop_;
  std::vector<std::unique_ptr<Phone>> phones_;  // the citizens' first
  std::size_t citizens_;
  FakeLapor& lapor_;
  Why why_;
  std::unique_ptr<http::Server> server_;
  std::vector<std::shared_ptr<http::Stream>> streams_;
  std::map<const Phone*, std::map<std::string, std::string>> told_;  // lines that were told, and their last status
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::sandbox
