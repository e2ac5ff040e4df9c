// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/beast_wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace pintu::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_size = std::size_t{16} * 1024;
constexpr Duration again_after = std::chrono::milliseconds(10);
constexpr Duration farewell_limit = std::chrono::seconds(1);
constexpr std::size_t farewell_bytes = std::size_t{1} << 20;

// Marks an operation as under way for as long as its frame is in it.
class UnderWay {
 public:
  explicit UnderWay(bool& flag) : flag_(flag) { flag_ = true; }
  ~UnderWay() { flag_ = false; }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;

 private:
  bool& flag_;
};

}  // namespace

std::shared_ptr<Wire> Wire::make(Socket socket, std::shared_ptr<asio::ssl::context> tls) {
  auto wire = std::make_shared<Wire>(std::move(socket), std::move(tls));
  wire->self_ = wire;
  return wire;
}

Wire::Wire(Socket socket, std::shared_ptr<asio::ssl::context> tls)
    : socket_(std::move(socket)), context_(std::move(tls)), timer_(socket_.get_executor()) {
  if (context_) tls_.emplace(socket_, *context_);
}

void Wire::limit(Duration time) {
  expired_ = false;
  deadline_ = std::chrono::steady_clock::now() + time;
  // A timer that fires early looks at the deadline again: most phases then cost no timer at all.
  if (deadline_ < armed_for_) arm();
}

void Wire::unlimited() {
  expired_ = false;
  deadline_ = std::chrono::steady_clock::time_point::max();
}

void Wire::arm() {
  armed_for_ = deadline_;
  timer_.expires_at(deadline_);
  timer_.async_wait([weak = self_](const error_code& error) {
    const auto self = weak.lock();
    if (!self || error || !self->socket_.is_open()) return;
    if (std::chrono::steady_clock::now() < self->deadline_) return self->arm();
    self->armed_for_ = std::chrono::steady_clock::time_point::max();
    self->expired_ = true;
    error_code ignored;
    self->socket_.cancel(ignored);
    if (!self->under_way_) return;
    // An operation of several steps that was just between two of them was not there to be cancelled.
    self->deadline_ = std::chrono::steady_clock::now() + again_after;
    self->arm();
  });
}

asio::awaitable<bool> Wire::handshake() {
  if (!tls_) co_return true;
  const UnderWay mark(under_way_);
  const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, token);
  co_return !error;
}

asio::awaitable<bool> Wire::read_into(std::string& into) {
  // The limit may have ended between two reads, when there was nothing to cancel.
  if (expired_ || !socket_.is_open()) co_return false;
  const UnderWay mark(under_way_);
  const auto before = into.size();
  into.resize(before + read_size);
  const auto space = asio::buffer(into.data() + before, read_size);
  error_code error;
  std::size_t count = 0;
  if (tls_) {
    std::tie(error, count) = co_await tls_->async_read_some(space, token);
  } else {
    std::tie(error, count) = co_await socket_.async_read_some(space, token);
  }
  into.resize(before + count);
  co_return !error && count > 0;
}

asio::awaitable<bool> Wire::write(std::string bytes) {
  if (expired_ || !socket_.is_open()) co_return false;
  const UnderWay mark(under_way_);
  error_code error;
  std::size_t count = 0;
  if (tls_) {
    std::tie(error, count) = co_await asio::async_write(*tls_, asio::buffer(bytes), token);
  } else {
    std::tie(error, count) = co_await asio::async_write(socket_, asio::buffer(bytes), token);
  }
  co_return !error;
}

asio::awaitable<void> Wire::drop_incoming() {
  error_code error;
  socket_.shutdown(asio::socket_base::shutdown_send, error);
  std::array<char, 4096> dropped{};
  std::size_t total = 0;
  while (!error && !expired_ && total < farewell_bytes) {
    std::size_t count = 0;
    std::tie(error, count) = co_await socket_.async_read_some(asio::buffer(dropped), token);
    total += count;
  }
}

asio::awaitable<void> Wire::close_gently(bool unread) {
  if (!socket_.is_open()) co_return;
  limit(farewell_limit);
  const UnderWay mark(under_way_);
  error_code error;
  // Sends close_notify, and ends with an error when the far end sends data instead of its own.
  if (tls_) std::tie(error) = co_await tls_->async_shutdown(token);
  if (!tls_ || unread) co_await drop_incoming();
  cut();
}

void Wire::watch(std::function<void()> gone) {
  auto handler = [self = self_.lock(), gone = std::move(gone)](const error_code&, std::size_t) { gone(); };
  if (tls_) {
    tls_->async_read_some(asio::buffer(watched_), std::move(handler));
  } else {
    socket_.async_read_some(asio::buffer(watched_), std::move(handler));
  }
}

bool Wire::has_unread() const {
  error_code error;
  return socket_.available(error) > 0 && !error;
}

void Wire::cut() {
  error_code ignored;
  timer_.cancel();
  armed_for_ = std::chrono::steady_clock::time_point::max();
  socket_.close(ignored);
}

void Wire::keep_alive_probes() {
  error_code ignored;  // a unix socket has none
  socket_.set_option(asio::socket_base::keep_alive(true), ignored);
}

}  // namespace pintu::http
