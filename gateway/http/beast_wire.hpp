// SPDX-License-Identifier: Apache-2.0
// One accepted connection, plain or TLS, TCP or unix, with one absolute deadline a phase: bytes that trickle in do not
// extend it. Loop thread only.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "gateway/base/clock.hpp"

namespace pintu::http {

class Wire {
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;
  // `tls` null: plain.
  static std::shared_ptr<Wire> make(Socket socket, std::shared_ptr<boost::asio::ssl::context> tls);
  Wire(Socket socket, std::shared_ptr<boost::asio::ssl::context> tls);

  // The phase that begins now may take this long; when it is over, the read or write under way fails.
  void limit(Duration time);
  void unlimited();
  bool expired() const { return expired_; }

  boost::asio::awaitable<bool> handshake();
  // Appends what came to `into`; false: the far end left, the limit is over, or the wire was cut.
  boost::asio::awaitable<bool> read_into(std::string& into);
  boost::asio::awaitable<bool> write(std::string bytes);
  // Ends so that the last answer arrives: what the far end still sends is read and dropped for a moment (`unread`:
  // it is known to be sending), for a reset would take the answer with it.
  boost::asio::awaitable<void> close_gently(bool unread);
  // Tells when the far end leaves or sends anything; for streams, which expect nothing more. Calls `gone` once,
  // possibly with the wire already cut.
  void watch(std::function<void()> gone);
  void cut();               // at once, from anywhere on the loop thread
  bool has_unread() const;  // something came that nobody has read yet
  bool open() const { return socket_.is_open(); }
  Socket::executor_type executor() { return socket_.get_executor(); }
  void keep_alive_probes();  // lets the kernel find out about peers that vanished

 private:
  void arm();
  boost::asio::awaitable<void> drop_incoming();

  std::weak_ptr<Wire> self_;
  Socket socket_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  std::optional<boost::asio::ssl::stream<Socket&>> tls_;
  boost::asio::steady_timer timer_;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
  std::chrono::steady_clock::time_point armed_for_ = std::chrono::steady_clock::time_point::max();
  bool expired_ = false;
  bool under_way_ = false;
  std::array<char, 1> watched_{};
};

}  // namespace pintu::http
