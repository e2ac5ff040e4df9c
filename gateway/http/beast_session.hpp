// SPDX-License-Identifier: Apache-2.0
// One connection from its first byte to its last, as a coroutine. What it needs of the server is in ServerState, which
// outlives both: a session that is still suspended when its server is destroyed finds `closed` and leaves.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gateway/http/beast_parser.hpp"
#include "gateway/http/beast_wire.hpp"
#include "gateway/http/server.hpp"

namespace pintu::http {

struct Session;

struct ServerState {
  ServerOptions options;
  std::vector<Route> routes;
  std::shared_ptr<boost::asio::ssl::context> tls;
  std::set<std::shared_ptr<Session>> sessions;
  std::size_t body_bytes = 0;  // of all requests that are not answered yet
  bool draining = false;       // answer what is in flight, take nothing new
  bool closed = false;         // the server is gone: no handler may be called
};

struct Session {
  Session(std::shared_ptr<ServerState> state, std::shared_ptr<Wire> connection, std::string address);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  // Between two requests, with nothing more on its way: nobody loses anything when it ends now.
  bool idle() const;
  void stop();  // cuts the connection and wakes whoever waits
  // The request's share of what all bodies may take, until its answer is on the way. false: together it is too much.
  bool hold_body(std::size_t bytes);
  void release_body();

  std::shared_ptr<ServerState> server;
  std::shared_ptr<Wire> wire;
  std::string peer;
  boost::asio::steady_timer wake;  // its cancellation says: look again
  std::string unread;              // bytes that came and are not used yet
  std::optional<Response> answer;
  bool close_after = false;  // the answer is the last one
  bool busy = false;         // between the first byte of a request and the last of its answer
  int served = 0;            // requests that were answered

 private:
  std::size_t body_bytes_ = 0;
};

// Everything after accept. Never throws for what the far end does.
boost::asio::awaitable<void> run_session(std::shared_ptr<Session> session);

// Calls the route's handler and waits for its answer; 500 when it throws or lets Respond go unused, 503 when it does
// not answer in time, nullopt when the session was stopped.
boost::asio::awaitable<std::optional<Response>> ask_handler(std::shared_ptr<Session> session, const Route& route,
                                                            Request request);
// Answers with an endless stream; ends when the far end or the writer leaves.
boost::asio::awaitable<void> run_stream(std::shared_ptr<Session> session, const Route& route, Request request);

void count_answer(const ServerState& server, const Route* route, int status);

}  // namespace pintu::http
