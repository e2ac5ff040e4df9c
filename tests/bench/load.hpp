// SPDX-License-Identifier: Apache-2.0
// Telegram, both ways, on one epoll: posts updates to a webhook over kept connections and answers sendMessage. Lean, so
// that it is not what is measured: its own share of a processor is part of every result.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/people.hpp"

namespace pintu::bench {

struct Target {
  std::uint16_t port = 0;  // where webhooks are posted, on 127.0.0.1
  std::string path = "/hooks/tg";
  std::string secret;
  std::size_t connections = 64;  // at most so many; a provider's pool
};

// Exactly one of both.
struct Pace {
  std::size_t in_flight = 0;  // closed loop: so many turns at a time, each from its webhook to its reply
  double per_second = 0;      // open loop: a turn is due at its time, whether the last is answered or not
};

struct Window {
  double seconds = 0;
  double cpu_seconds = 0;          // of this process
  std::uint64_t acknowledged = 0;  // webhooks answered 200
  std::uint64_t replies = 0;       // sendMessage calls
  std::uint64_t refused = 0;       // webhooks answered with anything else
  std::vector<double> ack_ms;      // from the moment it was due to its 200
};

class Load {
 public:
  Load(const Target& target, People& people);
  ~Load();
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  std::uint16_t far_end_port() const { return far_end_port_; }
  // Where to post from now on: the far end's port must be known before its daemon has one.
  void aim(std::uint16_t port) { target_.port = port; }
  // Blocks for `length`. The next run goes on with the same people.
  Window run(const Pace& pace, std::chrono::milliseconds length);
  // Starts nothing more; until nothing is in flight, at most `limit`. False when something still is.
  bool settle(std::chrono::milliseconds limit);

 private:
  struct Wire;
  struct Due {
    Update update;
    Steady::time_point since;
  };

  void step(Steady::time_point until);
  void issue(Steady::time_point now);
  void post_waiting();
  void post(Due due);
  Wire& connection();
  void accept_all();
  void read(Wire& wire);
  void take(Wire& wire);
  void take_ack(Wire& wire, int status);
  void take_call(Wire& wire, std::string_view start_line, std::string_view body);
  void write(Wire& wire, std::string_view bytes);
  void flush(Wire& wire);
  void drop(Wire& wire);

  Target target_;
  People& people_;
  int epoll_ = -1;
  int listener_ = -1;
  std::uint16_t far_end_port_ = 0;
  std::unordered_map<int, std::unique_ptr<Wire>> wires_;
  std::vector<Wire*> idle_;     // of our connections to the webhook
  std::size_t to_webhook_ = 0;  // connections that are open
  std::deque<Due> waiting_;     // due and not posted yet
  Pace pace_;
  bool issuing_ = false;
  Steady::time_point next_due_;
  std::size_t in_flight_ = 0;  // turns
  std::int64_t message_id_ = 0;
  Window window_;
};

// The value at `share` (0.5, 0.99) of all, by sorting them; 0 when there are none.
double percentile(std::vector<double> values, double share);

}  // namespace pintu::bench
