// SPDX-License-Identifier: Apache-2.0
#include "torture/relay.hpp"

#include <array>

namespace pintu::torture {

using namespace std::chrono_literals;

namespace {

constexpr int answers_lost = 5;      // of a hundred
constexpr int sent_again = 15;       // of a hundred, and once more as often
constexpr int longest_after = 2500;  // ms
constexpr std::array<std::string_view, 4> of_this_connection{"Host", "Connection", "Content-Length", "Accept-Encoding"};

bool stays_here(const std::string& name) {
  const auto same = [&](std::string_view other) {
    return std::ranges::equal(name, other, [](char a, char b) { return std::tolower(a) == std::tolower(b); });
  };
  return std::ranges::any_of(of_this_connection, same);
}

http::Response unavailable() {
  http::Response response;
  response.status = 503;
  return response;
}

}  // namespace

Relay::Relay(AsioLoop& loop, std::string behind, std::uint32_t seed, std::function<void()> happened)
    : loop_(loop),
      behind_(std::move(behind)),
      dice_(seed),
      happened_(std::move(happened)),
      client_(http::make_client(loop, {.allowed_bases = {behind_}})),
      alive_(std::make_shared<bool>(true)) {}

Relay::~Relay() { *alive_ = false; }

Result<void> Relay::start() {
  std::vector<http::Route> routes;
  for (const auto* method : {"GET", "POST"}) {
    http::Route route;
    route.method = method;
    route.path = "/hooks/*";
    route.body_limit = std::size_t{4} << 20U;
    route.handle = [this](const http::Request& request, http::Respond respond) { pass(request, std::move(respond)); };
    routes.push_back(std::move(route));
  }
  http::ServerOptions options;
  options.server_name = "relay";
  auto server = http::serve(loop_, options, std::move(routes));
  if (!server) return std::unexpected(server.error());
  server_ = *std::move(server);
  return {};
}

std::string Relay::base() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

void Relay::pass(const http::Request& request, http::Respond respond) {
  ++tally_.passed;
  happened_();
  http::Request onward;
  onward.method = request.method;
  onward.target = behind_ + request.target;
  for (const auto& [name, value] : request.headers.all()) {
    if (!stays_here(name)) onward.headers.add(name, value);
  }
  onward.body = request.body;
  client_->exchange(onward, [this, alive = alive_, onward, respond = std::move(respond)](const http::Exchange& got) {
    if (*alive) answer(onward, got, respond);
  });
}

void Relay::answer(const http::Request& request, const http::Exchange& exchange, const http::Respond& respond) {
  const auto* response = std::get_if<http::Response>(&exchange);
  happened_();
  if (response == nullptr) return respond(unavailable());
  if (response->status / 100 != 2) return respond(*response);
  const bool verification = request.method == "GET" && request.target.find("hub.mode=") != std::string::npos;
  if (!behaves_ && !verification && chance(answers_lost)) {
    ++tally_.swallowed;
    return respond(unavailable());
  }
  ++tally_.answered;
  http::Response back;
  back.status = response->status;
  back.body = response->body;
  if (const auto type = response->headers.first("Content-Type")) back.headers.add("Content-Type", std::string(*type));
  respond(std::move(back));
  for (int times = 0; times < 2 && !behaves_ && chance(sent_again); ++times) send_again(request);
}

void Relay::send_again(const http::Request& request) {
  const auto wait = std::chrono::milliseconds(std::uniform_int_distribution<int>(0, longest_after)(dice_));
  loop_.after(wait, [this, alive = alive_, request] {
    if (!*alive) return;
    ++tally_.again;
    client_->exchange(request, [](const http::Exchange&) {});
  });
}

}  // namespace pintu::torture
