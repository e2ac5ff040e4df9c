// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/poller.hpp"

#include "gateway/base/backoff.hpp"
#include "gateway/base/log.hpp"

namespace pintu::flow {

using namespace std::chrono_literals;

Poller::Poller(std::string channel, const Channel& adapter, Intake& intake, http::HttpClient& client, Loop& loop,
               const Clock& clock)
    : channel_(std::move(channel)),
      adapter_(adapter),
      intake_(intake),
      client_(client),
      loop_(loop),
      clock_(clock),
      alive_(std::make_shared<bool>(true)) {}

Poller::~Poller() { *alive_ = false; }

void Poller::ask() {
  if (stopped_) return;
  auto request = adapter_.poll(last_id_);
  if (!request) return;
  asked_ = clock_.now();
  client_.exchange(*std::move(request), [this, alive = alive_](http::Exchange exchange) {
    if (*alive) answered(std::move(exchange));
  });
}

void Poller::answered(http::Exchange exchange) {
  auto* response = std::get_if<http::Response>(&exchange);
  auto received =
      response == nullptr ? Result<Received>(fail(Errc::unavailable, "no answer")) : adapter_.receive_polled(*response);
  if (!received) {
    log::warning("poll.failed", {{"channel", channel_}, {"why", to_string(received.error().code())}});
    later();
    return;
  }
  failures_ = 0;
  if (received->events.empty() && clock_.now() - asked_ < 1s) {
    // A far end that does not hold the question open is asked once a second.
    loop_.after(1s, [this, alive = alive_] {
      if (*alive) ask();
    });
    return;
  }
  std::string last = received->events.empty() ? last_id_ : received->events.back().id;
  intake_.take(channel_, *std::move(received), std::move(response->body),
               [this, alive = alive_, last = std::move(last)](bool stored) {
                 if (!*alive) return;
                 if (!stored) {
                   later();
                   return;
                 }
                 last_id_ = last;
                 ask();
               });
}

void Poller::later() {
  ++failures_;
  loop_.after(backoff(failures_, 1s, 60s, 0), [this, alive = alive_] {
    if (*alive) ask();
  });
}

}  // namespace pintu::flow
