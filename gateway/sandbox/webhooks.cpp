// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/webhooks.hpp"

#include <algorithm>
#include <charconv>

namespace pintu::sandbox {

using namespace std::chrono_literals;

namespace {

constexpr Duration longest_wait = 60s;
constexpr Duration held_for = 2s;
constexpr int longest_retry_after = 3600;

std::string origin_of(const std::string& url) { return url.substr(0, url.find('/', url.find("://") + 3)); }

int retry_after(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return 0;
  const auto text = response->headers.first("Retry-After").value_or("");
  int seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::clamp(seconds, 0, longest_retry_after);
}

}  // namespace

Webhooks::Webhooks(AsioLoop& loop, Faults& faults, Patience patience)
    : loop_(loop), faults_(faults), patience_(patience), alive_(std::make_shared<bool>(true)) {}

Webhooks::~Webhooks() { *alive_ = false; }

http::HttpClient& Webhooks::client_for(const std::string& url) {
  auto& client = clients_[origin_of(url)];
  if (!client) client = http::make_client(loop_, {.allowed_bases = {origin_of(url)}});
  return *client;
}

Webhooks::Lane& Webhooks::open(const std::string& name) {
  auto& lane = lanes_[name];
  if (lane.born == 0) lane.born = next_++;
  return lane;
}

Webhooks::Lane* Webhooks::same(const std::string& name, std::uint64_t born) {
  const auto found = lanes_.find(name);
  return found == lanes_.end() || found->second.born != born ? nullptr : &found->second;
}

void Webhooks::send(const std::string& name, http::Request request, Done done) {
  auto& lane = open(name);
  Item item{std::move(request), std::move(done)};
  if (lane.held.empty() && faults_.next({Fault::reorder})) {
    lane.held.push_back(std::move(item));
    loop_.after(held_for, [this, alive = alive_, name, born = lane.born] {
      if (*alive && same(name, born) != nullptr) release(name);
    });
    return;
  }
  queue(lane, std::move(item));
  release(name);
}

void Webhooks::once(http::Request request, Done done) {
  ++made_;
  auto& client = client_for(request.target);
  client.exchange(std::move(request), [alive = alive_, done = std::move(done)](const http::Exchange& exchange) {
    if (!*alive) return;
    const auto* response = std::get_if<http::Response>(&exchange);
    done(response != nullptr && response->status / 100 == 2, exchange);
  });
}

void Webhooks::queue(Lane& lane, Item item) {
  if (faults_.next({Fault::duplicate})) lane.items.push_back({item.request, {}});
  lane.items.push_back(std::move(item));
}

// What was held back goes now, behind what came meanwhile.
void Webhooks::release(const std::string& name) {
  auto& lane = open(name);
  while (!lane.held.empty()) {
    auto item = std::move(lane.held.front());
    lane.held.pop_front();
    queue(lane, std::move(item));
  }
  deliver(name);
}

void Webhooks::deliver(const std::string& name) {
  auto& lane = open(name);
  if (lane.in_flight || lane.items.empty()) return;
  lane.in_flight = true;
  ++made_;
  const auto& request = lane.items.front().request;
  client_for(request.target)
      .exchange(request, [this, alive = alive_, name, born = lane.born](const http::Exchange& exchange) {
        if (*alive) answered(name, born, exchange);
      });
}

Duration Webhooks::wait_after(int tries, const http::Exchange& exchange) const {
  if (const int seconds = retry_after(exchange); seconds > 0) return std::chrono::seconds(seconds);
  const int doublings = patience_.growing ? std::min(tries - 1, 12) : 0;
  return std::min(patience_.first_wait * (1 << doublings), longest_wait);
}

void Webhooks::answered(const std::string& name, std::uint64_t born, const http::Exchange& exchange) {
  auto* lane = same(name, born);
  if (lane == nullptr || lane->items.empty()) return;
  const auto* response = std::get_if<http::Response>(&exchange);
  const bool taken =
      response != nullptr && response->status / 100 == 2 && (!patience_.only_200 || response->status == 200);
  ++lane->tries;
  if (!taken && (patience_.tries == 0 || lane->tries < patience_.tries)) {
    loop_.after(wait_after(lane->tries, exchange), [this, alive = alive_, name, born] {
      auto* waiting = *alive ? same(name, born) : nullptr;
      if (waiting == nullptr) return;
      waiting->in_flight = false;
      deliver(name);
    });
    return;
  }
  const auto item = std::move(lane->items.front());
  lane->items.pop_front();
  lane->in_flight = false;
  lane->tries = 0;
  if (item.done) item.done(taken, exchange);
  if (same(name, born) != nullptr) deliver(name);
}

void Webhooks::forget(const std::string& lane) { lanes_.erase(lane); }

std::size_t Webhooks::waiting() const {
  std::size_t count = 0;
  for (const auto& [name, lane] : lanes_) count += lane.items.size() + lane.held.size();
  return count;
}

}  // namespace pintu::sandbox
