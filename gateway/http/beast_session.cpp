// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/beast_session.hpp"

#include <algorithm>
#include <utility>

#include "gateway/base/metrics.hpp"
#include "gateway/http/response_text.hpp"
#include "gateway/http/router.hpp"

namespace pintu::http {

namespace asio = boost::asio;

namespace {

constexpr int requests_a_connection = 1000;
constexpr Duration handshake_limit = std::chrono::seconds(5);

// Why a request did not come whole: refused, or nobody is there to be told.
struct Stop {
  std::optional<Refusal> refusal;
};
template <class T>
using Arrived = std::expected<T, Stop>;

struct Incoming {
  RequestParser parser;
  RequestHead head;
  BodyPlan plan;
  RouteMatch match;
};

std::unexpected<Stop> refuse(Refusal why) { return std::unexpected(Stop{why}); }

// The far end left, or its time is over: only the latter is worth an answer.
std::unexpected<Stop> interrupted(const Session& session) {
  if (session.wire->expired() && !session.server->closed) return refuse(Refusal::timeout);
  return std::unexpected(Stop{});
}

asio::awaitable<bool> first_byte(std::shared_ptr<Session> session, bool first_request) {
  const auto& options = session->server->options;
  session->wire->limit(first_request ? options.header_limit : options.idle_limit);
  if (session->unread.empty()) {
    const bool came = co_await session->wire->read_into(session->unread);
    if (!came) co_return false;
  }
  // A first request's header limit runs since accept; a later one's begins with its first byte.
  if (!first_request) session->wire->limit(options.header_limit);
  co_return true;
}

asio::awaitable<Arrived<std::size_t>> header_block(std::shared_ptr<Session> session) {
  std::size_t seen = 0;
  for (;;) {
    const auto scan = scan_header(session->unread, seen);
    if (scan.refusal) co_return refuse(*scan.refusal);
    if (scan.size) co_return *scan.size;
    seen = session->unread.size();
    const bool came = co_await session->wire->read_into(session->unread);
    if (!came) co_return interrupted(*session);
  }
}

asio::awaitable<Arrived<Incoming>> read_head(std::shared_ptr<Session> session) {
  const auto size = co_await header_block(session);
  if (!size) co_return std::unexpected(size.error());
  Incoming incoming;
  auto head = incoming.parser.header(std::string_view(session->unread).substr(0, *size));
  session->unread.erase(0, *size);
  if (!head) co_return refuse(head.error());
  incoming.head = std::move(*head);
  const auto plan = judge(incoming.head);
  if (!plan) co_return refuse(plan.error());
  incoming.plan = *plan;
  const auto path = decoded_path(incoming.head.target);
  incoming.match = find_route(session->server->routes, incoming.head.method, *path);
  co_return incoming;
}

// nullopt: the body is whole, in the parser.
asio::awaitable<std::optional<Stop>> read_body(std::shared_ptr<Session> session, Incoming& incoming) {
  const auto limit = incoming.match.route->body_limit;
  if (incoming.plan.length > limit) co_return Stop{Refusal::body_too_large};
  session->wire->limit(session->server->options.body_limit);
  if (incoming.plan.expects_continue && session->unread.empty()) {
    const bool sent = co_await session->wire->write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!sent) co_return interrupted(*session).error();
  }
  while (!incoming.parser.done()) {
    const auto progress = incoming.parser.body(session->unread, limit);
    session->unread.erase(0, progress.used);
    if (!session->hold_body(progress.used)) co_return Stop{Refusal::overload};
    if (progress.refusal) co_return Stop{progress.refusal};
    if (progress.done) break;
    const bool came = co_await session->wire->read_into(session->unread);
    if (!came) co_return interrupted(*session).error();
  }
  co_return std::nullopt;
}

asio::awaitable<bool> send(std::shared_ptr<Session> session, Response response, AnswerStyle style) {
  session->release_body();
  style.now = SystemClock().now();
  session->wire->limit(session->server->options.body_limit);
  auto bytes = to_wire(response, style);
  const bool sent = co_await session->wire->write(std::move(bytes));
  co_return sent;
}

bool keeps(const Session& session, const BodyPlan& plan) {
  return plan.keep_alive && !session.close_after && !session.server->draining;
}

// Says why and ends the connection.
asio::awaitable<void> turn_away(std::shared_ptr<Session> session, Stop stop) {
  if (!stop.refusal) co_return;
  metrics::count("pintu_http_refused_total", {{"reason", std::string(to_string(*stop.refusal))}});
  const int status = status_of(*stop.refusal);
  count_answer(*session->server, nullptr, status);
  auto response = plain_answer(status);
  if (status == 503) response.headers.add("Retry-After", "5");
  const bool sent = co_await send(session, std::move(response), {});
  if (sent) co_await session->wire->close_gently(true);
}

// 404, or 405 with Allow. The body, if any, is not read.
asio::awaitable<bool> no_such_route(std::shared_ptr<Session> session, const Incoming& incoming) {
  auto response = plain_answer(incoming.match.allow.empty() ? 404 : 405);
  if (response.status == 405) response.headers.add("Allow", incoming.match.allow);
  count_answer(*session->server, nullptr, response.status);
  const bool keep = keeps(*session, incoming.plan) && !incoming.plan.has_body();
  const bool head_only = incoming.head.method == "HEAD";
  const AnswerStyle style{.head_only = head_only, .keep_alive = keep};
  const bool sent = co_await send(session, std::move(response), style);
  if (sent && !keep) co_await session->wire->close_gently(incoming.plan.has_body());
  const bool again = sent && keep;
  co_return again;
}

asio::awaitable<bool> answer(std::shared_ptr<Session> session, Incoming& incoming) {
  Request request;
  request.method = std::move(incoming.head.method);
  request.target = std::move(incoming.head.target);
  request.headers = std::move(incoming.head.headers);
  request.body = incoming.parser.take_body();
  request.peer = session->peer;
  const bool head_only = request.method == "HEAD";
  const Route& route = *incoming.match.route;
  if (route.stream && !head_only) {
    co_await run_stream(session, route, std::move(request));
    co_return false;
  }
  std::optional<Response> response;
  if (route.handle) {
    response = co_await ask_handler(session, route, std::move(request));
  } else {
    response = Response{.status = 200, .headers = {{"Content-Type", "text/event-stream"}}, .body = {}};
  }
  if (!response) co_return false;
  count_answer(*session->server, &route, response->status);
  const bool keep = keeps(*session, incoming.plan);
  const AnswerStyle style{.head_only = head_only, .keep_alive = keep};
  const bool sent = co_await send(session, *std::move(response), style);
  if (sent && !keep) co_await session->wire->close_gently(false);
  const bool again = sent && keep;
  co_return again;
}

// One request and its answer; true: the connection may bring another.
asio::awaitable<bool> one_request(std::shared_ptr<Session> session) {
  auto incoming = co_await read_head(session);
  if (!incoming) {
    co_await turn_away(session, incoming.error());
    co_return false;
  }
  if (incoming->match.route == nullptr) {
    const bool again = co_await no_such_route(session, *incoming);
    co_return again;
  }
  if (incoming->plan.has_body()) {
    const auto stopped = co_await read_body(session, *incoming);
    if (stopped) {
      co_await turn_away(session, *stopped);
      co_return false;
    }
  }
  if (session->server->closed) co_return false;
  const bool again = co_await answer(session, *incoming);
  co_return again;
}

}  // namespace

Session::Session(std::shared_ptr<ServerState> state, std::shared_ptr<Wire> connection, std::string address)
    : server(std::move(state)), wire(std::move(connection)), peer(std::move(address)), wake(wire->executor()) {}

Session::~Session() { release_body(); }

bool Session::hold_body(std::size_t bytes) {
  body_bytes_ += bytes;
  server->body_bytes += bytes;
  return server->body_bytes <= server->options.bodies;
}

void Session::release_body() { server->body_bytes -= std::exchange(body_bytes_, 0); }

bool Session::idle() const { return !busy && served > 0 && unread.empty() && !wire->has_unread(); }

void Session::stop() {
  wire->cut();
  wake.cancel();
}

void count_answer(const ServerState& server, const Route* route, int status) {
  const std::string name = route == nullptr ? "none" : route->label.empty() ? route->path : route->label;
  metrics::count("pintu_http_requests_total",
                 {{"server", server.options.server_name}, {"route", name}, {"code", std::to_string(status)}});
}

asio::awaitable<void> run_session(std::shared_ptr<Session> session) {
  session->wire->limit(std::min(handshake_limit, session->server->options.header_limit));
  const bool ready = co_await session->wire->handshake();
  if (!ready) metrics::count("pintu_http_refused_total", {{"reason", "tls_handshake"}});
  bool more = ready;
  // Whoever was accepted gets one answer, also while we drain: nobody told them that we are about to leave.
  while (more && !session->server->closed && (session->served == 0 || !session->server->draining)) {
    more = co_await first_byte(session, session->served == 0);
    if (!more) break;
    session->busy = true;
    session->close_after = session->served + 1 >= requests_a_connection;
    more = co_await one_request(session);
    session->busy = false;
    ++session->served;
  }
  session->wire->cut();
}

}  // namespace pintu::http
