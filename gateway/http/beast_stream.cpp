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

constexpr std::size_t waiting_limit = std::size_t{1} << 20;

// What the writer and the session share; either may outlive the other.
struct Outbox {
  std::string waiting;
  std::size_t on_the_way = 0;  // handed to the kernel, not taken yet
  bool far_end_left = false;
  bool writer_left = false;
  std::weak_ptr<Session> session;

  void wake() const {
    if (const auto s = session.lock()) s->wake.cancel();
  }
  bool over() const { return far_end_left || (writer_left && waiting.empty()); }
};

class SessionStream final : public Stream {
 public:
  explicit SessionStream(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}
  ~SessionStream() override {
    outbox_->writer_left = true;
    outbox_->wake();
  }
  SessionStream(const SessionStream&) = delete;
  SessionStream& operator=(const SessionStream&) = delete;

  void write(std::string bytes) override {
    if (closed()) return;
    if (outbox_->on_the_way + outbox_->waiting.size() + bytes.size() > waiting_limit) {
      outbox_->far_end_left = true;
      if (const auto session = outbox_->session.lock()) session->stop();
      return;
    }
    outbox_->waiting += bytes;
    outbox_->wake();
  }
  bool closed() const override { return outbox_->far_end_left || outbox_->session.expired(); }

 private:
  std::shared_ptr<Outbox> outbox_;
};

bool start(const Route& route, Request request, const std::shared_ptr<Outbox>& outbox) {
  try {
    route.stream(std::move(request), std::make_shared<SessionStream>(outbox));
    return true;
  } catch (const std::exception& error) {
    log::error("http.handler_threw",
               {{"route", route.label.empty() ? route.path : route.label}, {"type", typeid(error).name()}});
    return false;
  }
}

asio::awaitable<void> pump(std::shared_ptr<Session> session, std::shared_ptr<Outbox> outbox) {
  const auto forever = std::chrono::steady_clock::time_point::max();
  while (session->wire->open() && !session->server->draining && !outbox->over()) {
    if (outbox->waiting.empty()) {
      session->wake.expires_at(forever);
      co_await session->wake.async_wait(asio::as_tuple(asio::use_awaitable));
      continue;
    }
    session->wire->limit(session->server->options.body_limit);
    auto bytes = std::exchange(outbox->waiting, {});
    outbox->on_the_way = bytes.size();
    const bool sent = co_await session->wire->write(std::move(bytes));
    outbox->on_the_way = 0;
    if (!sent) break;
    session->wire->unlimited();
  }
}

}  // namespace

asio::awaitable<void> run_stream(std::shared_ptr<Session> session, const Route& route, Request request) {
  auto outbox = std::make_shared<Outbox>();
  outbox->session = session;
  const bool started = start(route, std::move(request), outbox);
  auto response = started ? Response{.status = 200, .headers = {{"Content-Type", "text/event-stream"}}, .body = {}}
                          : plain_answer(500);
  count_answer(*session->server, &route, response.status);
  const AnswerStyle style{.endless = started, .now = SystemClock().now()};
  session->wire->limit(session->server->options.body_limit);
  auto head = to_wire(response, style);
  const bool sent = co_await session->wire->write(std::move(head));
  if (sent && started) {
    session->busy = false;  // a drain does not wait for what has no end
    session->wire->unlimited();
    session->wire->keep_alive_probes();
    session->wire->watch([outbox] {
      outbox->far_end_left = true;
      outbox->wake();
    });
    co_await pump(session, outbox);
  }
  outbox->far_end_left = true;
  if (sent && !started) {
    co_await session->wire->close_gently(false);
  } else {
    session->wire->cut();
  }
}

}  // namespace pintu::http
