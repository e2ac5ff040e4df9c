// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/intake.hpp"

#include <algorithm>

#include "dialogs/language/language.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"

namespace pintu::flow {

namespace {

http::Response answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(body);
  return response;
}

http::Response try_later() {
  auto response = answer(503, "try again later");
  response.headers.add("Retry-After", "5");
  return response;
}

// What the provider sent and nobody can read: kept for a person, and answered well, since it would come again
// unchanged.
Received set_aside() {
  Received received;
  Inbound event;
  event.kind = InboundKind::rejected;
  event.reason = "malformed";
  received.events.push_back(std::move(event));
  received.answer = answer(200, "");
  return received;
}

}  // namespace

Intake::Intake(const World& world, Ledger& ledger, http::HttpClient& client)
    : world_(world), ledger_(ledger), client_(client) {}

void Intake::set_rules(const std::string& channel, IntakeRules rules) { rules_[channel] = std::move(rules); }

bool Intake::refused(const std::string& channel, const http::Request& request) const {
  const auto rules = rules_.find(channel);
  if (rules == rules_.end() || rules->second.allow_from.empty()) return false;
  return std::ranges::find(rules->second.allow_from, request.peer) == rules->second.allow_from.end();
}

bool Intake::urgent(const Inbound& inbound) const {
  if (inbound.kind != InboundKind::message && inbound.kind != InboundKind::edit) return false;
  if (inbound.text.empty()) return false;
  return dialogs::language::says_danger(inbound.text, inbound.location.has_value() || !inbound.attachments.empty());
}

void Intake::receive(const std::string& name, http::Request request, std::function<void(http::Response)> respond) {
  const metrics::Stage stage("receive");
  const auto* channel = world_.channel(name);
  const bool from_allowed = channel != nullptr && !refused(name, request);
  if (from_allowed) {
    if (auto verified = channel->verification(request)) {
      metrics::count("pintu_webhook_requests_total", {{"channel", name}, {"code", std::to_string(verified->status)}});
      respond(*std::move(verified));
      return;
    }
  }
  const bool genuine = from_allowed && channel->authentic(request);
  if (!genuine) {
    metrics::count("pintu_webhook_requests_total", {{"channel", name}, {"code", "401"}});
    respond(answer(401, "unauthorized"));
    return;
  }
  auto received = channel->receive(request);
  if (!received) {
    log::warning("intake.malformed",
                 {{"channel", name}, {"bytes", request.body.size()}, {"why", to_string(received.error().code())}});
    received = set_aside();
  }
  const auto began = std::chrono::steady_clock::now();
  http::Response good = received->answer;
  // What a GET says stands in its query.
  auto raw = request.body.empty() ? std::move(request.target) : std::move(request.body);
  take(name, *std::move(received), std::move(raw),
       [name, began, good = std::move(good), respond = std::move(respond)](bool stored) {
         metrics::count("pintu_webhook_requests_total",
                        {{"channel", name}, {"code", stored ? std::to_string(good.status) : "503"}});
         const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
         metrics::observe_seconds("pintu_webhook_ack_seconds", took.count(), {{"channel", name}});
         respond(stored ? good : try_later());
       });
}

void Intake::take(const std::string& name, Received received, std::string raw, std::function<void(bool)> done) {
  for (auto& request : received.at_once) {
    client_.exchange(std::move(request), [](const http::Exchange&) {});
  }
  if (received.events.empty()) {
    done(true);
    return;
  }
  Submission submission;
  bool any_urgent = false;
  for (auto& inbound : received.events) {
    Event event;
    event.emergency = urgent(inbound);
    any_urgent = any_urgent || event.emergency;
    event.body = Arrived{name, std::move(inbound), raw};
    submission.events.push_back(std::move(event));
  }
  const auto rules = rules_.find(name);
  const Duration too_old = rules == rules_.end() ? IntakeRules{}.too_old : rules->second.too_old;
  if (stopped_ || (!any_urgent && ledger_.queue_age() > too_old)) {
    metrics::count("pintu_overload_total", {{"channel", name}});
    done(false);
    return;
  }
  submission.done = std::move(done);
  ledger_.submit(std::move(submission));
}

}  // namespace pintu::flow
