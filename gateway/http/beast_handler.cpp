// SPDX-License-Identifier: Apache-2.0
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <typeinfo>

#include "gateway/base/log.hpp"
#include "gateway/http/beast_session.hpp"
#include "gateway/http/response_text.hpp"

namespace pintu::http {

namespace asio = boost::asio;

namespace {

// The one chance to answer a request, shared by all copies of its Respond.
class Ticket {
 public:
  explicit Ticket(std::weak_ptr<Session> session) : session_(std::move(session)) {}
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() { settle(plain_answer(500)); }

  void settle(Response response) {
    if (std::exchange(settled_, true)) return;
    const auto session = session_.lock();
    if (!session) return;
    session->answer = std::move(response);
    session->wake.cancel();
  }

 private:
  std::weak_ptr<Session> session_;
  bool settled_ = false;
};

// Only the type: what() may quote what a citizen wrote.
void log_thrown(const Route& route, const char* type) {
  log::error("http.handler_threw", {{"route", route.label.empty() ? route.path : route.label}, {"type", type}});
}

}  // namespace

asio::awaitable<std::optional<Response>> ask_handler(std::shared_ptr<Session> session, const Route& route,
                                                     Request request) {
  session->answer.reset();
  session->wake.expires_after(session->server->options.handler_limit);
  // Waiting for the handler is no phase of the far end.
  session->wire->limit(session->server->options.handler_limit + session->server->options.body_limit);
  auto ticket = std::make_shared<Ticket>(session);
  try {
    route.handle(std::move(request), [ticket](Response response) { ticket->settle(std::move(response)); });
  } catch (const std::exception& error) {
    log_thrown(route, typeid(error).name());
    ticket->settle(plain_answer(500));
  }
  ticket.reset();
  while (!session->answer && session->wire->open()) {
    const auto [error] = co_await session->wake.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!error && !session->answer) {
      log::warning("http.handler_silent", {{"route", route.label.empty() ? route.path : route.label}});
      session->answer = plain_answer(503);
      session->answer->headers.add("Retry-After", "30");
      session->close_after = true;
    }
  }
  if (!session->wire->open()) co_return std::nullopt;
  co_return std::move(session->answer);
}

}  // namespace pintu::http
