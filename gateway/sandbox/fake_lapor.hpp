// SPDX-License-Identifier: Apache-2.0
// A fake SP4N-LAPOR! of the JSON shape (DOMAIN 1.8 B) over loopback. Loop thread only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "gateway/base/result.hpp"
#include "gateway/http/server.hpp"
#include "gateway/sandbox/faults.hpp"

namespace pintu::sandbox {

struct Complaint {
  std::string id;  // 7 digits
  std::string title, content, category;
  std::size_t files = 0;
  bool anonymous = true;
  bool secret = false;
  int state = 0;  // place in the list of states
  std::vector<std::string> followups;
};

class FakeLapor {
 public:
  FakeLapor(AsioLoop& loop, std::string authorization, std::string token);

  Result<void> start(std::uint16_t port = 0);
  std::string base() const;
  Faults& faults() { return faults_; }
  const std::vector<Complaint>& complaints() const { return complaints_; }
  // The next state of the usual life; false at its end or for an unknown id.
  bool move_on(const std::string& id);
  std::string state_of(const Complaint& complaint) const;
  // How many complaints carry this text (our number): more than one is a duplicate.
  std::size_t count_containing(const std::string& text) const;
  void on_change(std::function<void()> observer) { observer_ = std::move(observer); }

 private:
  void handle(const http::Request& request, http::Respond respond);
  http::Response call(const http::Request& request, const std::string& path);
  http::Response upload(const http::Request& request);
  http::Response take(const http::Request& request);
  http::Response show(const std::string& id);
  http::Response followups(const std::string& id);
  http::Response add_followup(const http::Request& request);
  Complaint* find(const std::string& id);

  AsioLoop& loop_;
  std::string authorization_, token_;
  Faults faults_;
  std::unique_ptr<http::Server> server_;
  std::vector<Complaint> complaints_;
  std::map<std::string, std::size_t> uploads_;  // id → bytes
  std::int64_t next_id_ = 9188891;
  std::int64_t next_file_ = 1;
  std::function<void()> observer_;
};

}  // namespace pintu::sandbox
