// SPDX-License-Identifier: Apache-2.0
// Accepts, counts and ends sessions. Every coroutine here is in the state's books until it has finished.
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <typeinfo>

#include "gateway/base/asio_loop.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/http/beast_listen.hpp"
#include "gateway/http/beast_session.hpp"
#include "gateway/http/beast_tls.hpp"

namespace pintu::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr Duration accept_pause = std::chrono::milliseconds(100);
constexpr Duration first_request_grace = std::chrono::milliseconds(500);

struct Listener {
  Listener(Acceptor from, std::shared_ptr<ServerState> server_state)
      : acceptor(std::move(from)),
        state(std::move(server_state)),
        room(acceptor.get_executor()),
        drain_timer(acceptor.get_executor()),
        patience(acceptor.get_executor()) {}

  Acceptor acceptor;
  std::shared_ptr<ServerState> state;
  asio::steady_timer room;  // cancelled when a session ends
  asio::steady_timer drain_timer;
  asio::steady_timer patience;  // while draining, with connections that have brought no request yet
  std::function<void()> drained;
  bool accepting = true;
};

void log_thrown(const char* where, const std::exception_ptr& thrown) {
  if (!thrown) return;
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    log::error(where, {{"type", typeid(error).name()}});
  }
}

void stop_sessions(const std::shared_ptr<Listener>& listener, bool (*which)(const Session&)) {
  for (const auto& session : listener->state->sessions) {
    if (which(*session)) session->stop();
  }
}

void tell_if_drained(const std::shared_ptr<Listener>& listener) {
  if (!listener->state->draining || listener->accepting || !listener->state->sessions.empty()) return;
  if (listener->state->closed || !listener->drained) return;
  listener->drain_timer.cancel();
  listener->patience.cancel();
  asio::post(listener->acceptor.get_executor(), [listener] {
    const auto done = std::exchange(listener->drained, nullptr);
    if (done && !listener->state->closed) done();
  });
}

void publish_connections(const ServerState& state) {
  metrics::set("pintu_http_connections", static_cast<double>(state.sessions.size()),
               {{"server", state.options.server_name}});
}

bool too_many_of(const ServerState& state, const std::string& peer) {
  if (state.options.per_peer == 0 || peer.empty()) return false;
  const auto theirs = std::ranges::count_if(state.sessions, [&](const auto& session) { return session->peer == peer; });
  return static_cast<std::size_t>(theirs) >= state.options.per_peer;
}

void start_session(const std::shared_ptr<Listener>& listener, Wire::Socket socket) {
  const auto state = listener->state;
  error_code ignored;  // a unix socket has no such option
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  auto peer = peer_of(socket);
  if (too_many_of(*state, peer)) {
    metrics::count("pintu_http_refused_total", {{"reason", "per_peer"}});
    return;
  }
  auto wire = Wire::make(std::move(socket), state->tls);
  auto session = std::make_shared<Session>(state, std::move(wire), std::move(peer));
  state->sessions.insert(session);
  publish_connections(*state);
  asio::co_spawn(listener->acceptor.get_executor(), run_session(session),
                 [listener, session](const std::exception_ptr& thrown) {
                   log_thrown("http.session_threw", thrown);
                   session->wire->cut();
                   listener->state->sessions.erase(session);
                   publish_connections(*listener->state);
                   listener->room.cancel();
                   tell_if_drained(listener);
                 });
}

asio::awaitable<void> accept_all(std::shared_ptr<Listener> listener) {
  auto& state = *listener->state;
  while (listener->acceptor.is_open()) {
    if (state.sessions.size() >= state.options.connections) {
      listener->room.expires_at(std::chrono::steady_clock::time_point::max());
      co_await listener->room.async_wait(token);
      continue;
    }
    auto [error, socket] = co_await listener->acceptor.async_accept(token);
    if (!error) {
      start_session(listener, std::move(socket));
    } else if (error != asio::error::operation_aborted && error != asio::error::connection_aborted) {
      // Out of file descriptors or memory: trying again at once would only burn the processor.
      log::warning("http.accept_failed", {{"server", state.options.server_name}, {"code", error.value()}});
      listener->room.expires_after(accept_pause);
      co_await listener->room.async_wait(token);
    }
  }
}

void spawn_accepting(const std::shared_ptr<Listener>& listener) {
  asio::co_spawn(listener->acceptor.get_executor(), accept_all(listener), [listener](const std::exception_ptr& thrown) {
    log_thrown("http.accept_threw", thrown);
    // One connection that could not be set up must not leave the server deaf.
    if (listener->acceptor.is_open()) return spawn_accepting(listener);
    listener->accepting = false;
    tell_if_drained(listener);
  });
}

class BeastServer final : public Server {
 public:
  explicit BeastServer(std::shared_ptr<Listener> listener)
      : listener_(std::move(listener)), port_(port_of(listener_->acceptor)) {
    spawn_accepting(listener_);
  }
  ~BeastServer() override {
    listener_->state->closed = true;
    listener_->drained = nullptr;
    listener_->drain_timer.cancel();
    listener_->patience.cancel();
    stop_accepting();
    // The frames hold their sessions; the books would hold them in a circle if the loop never ran again.
    const auto sessions = std::exchange(listener_->state->sessions, {});
    for (const auto& session : sessions) session->stop();
    publish_connections(*listener_->state);
  }
  BeastServer(const BeastServer&) = delete;
  BeastServer& operator=(const BeastServer&) = delete;

  std::uint16_t port() const override { return port_; }

  void drain(Duration limit, std::function<void()> done) override {
    listener_->state->draining = true;
    listener_->drained = std::move(done);
    stop_accepting();
    // Not at once: what has just been read is still on its way to its session.
    asio::post(listener_->acceptor.get_executor(), [listener = listener_] {
      if (!listener->state->closed) stop_sessions(listener, [](const Session& session) { return session.idle(); });
    });
    // Who has just connected may still bring a request; who brings none does not hold us up.
    listener_->patience.expires_after(std::min(limit, first_request_grace));
    listener_->patience.async_wait([listener = listener_](const error_code& error) {
      if (!error) stop_sessions(listener, [](const Session& session) { return !session.busy; });
    });
    listener_->drain_timer.expires_after(limit);
    listener_->drain_timer.async_wait([listener = listener_](const error_code& error) {
      if (!error) stop_sessions(listener, [](const Session&) { return true; });
    });
    tell_if_drained(listener_);
  }

 private:
  void stop_accepting() {
    if (!listener_->acceptor.is_open()) return;
    error_code ignored;
    listener_->acceptor.close(ignored);
    listener_->room.cancel();
    const auto& path = listener_->state->options.unix_path;
    if (!path.empty()) ::unlink(path.c_str());
  }
  std::shared_ptr<Listener> listener_;
  std::uint16_t port_;
};

}  // namespace

Result<std::unique_ptr<Server>> serve(AsioLoop& loop, ServerOptions options, std::vector<Route> routes) {
  auto state = std::make_shared<ServerState>();
  if (options.certificate.empty() != options.key.empty()) {
    return fail(Errc::configuration, "TLS needs both a certificate and a key");
  }
  if (!options.certificate.empty()) {
    PINTU_TRY(state->tls, tls_context(options.certificate, options.key, options.server_name));
  }
  PINTU_TRY(auto acceptor, listen(loop.context(), options));
  state->options = std::move(options);
  state->routes = std::move(routes);
  return std::make_unique<BeastServer>(std::make_shared<Listener>(std::move(acceptor), std::move(state)));
}

}  // namespace pintu::http
