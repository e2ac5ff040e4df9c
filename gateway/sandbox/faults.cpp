// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/faults.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace pintu::sandbox {

namespace {

constexpr std::array<std::pair<Fault, std::string_view>, 10> names{{{Fault::too_many, "429"},
                                                                    {Fault::server_error, "500"},
                                                                    {Fault::unavailable, "503"},
                                                                    {Fault::slow, "slow"},
                                                                    {Fault::garbage, "garbage"},
                                                                    {Fault::truncated, "truncated"},
                                                                    {Fault::accept_then_drop, "drop"},
                                                                    {Fault::refuse, "refuse"},
                                                                    {Fault::duplicate, "duplicate"},
                                                                    {Fault::reorder, "reorder"}}};
constexpr Duration slow_by = std::chrono::seconds(3);

}  // namespace

std::string_view to_string(Fault fault) {
  for (const auto& [value, name] : names) {
    if (value == fault) return name;
  }
  return {};
}

std::optional<Fault> fault_from(std::string_view text) {
  for (const auto& [value, name] : names) {
    if (name == text) return value;
  }
  return std::nullopt;
}

http::Response json_response(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

void Faults::add(Fault fault, int times) {
  if (times > 0) planned_.push_back({fault, times});
}

bool Faults::add(std::string_view list) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    auto word = list.substr(0, comma);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    int times = 1;
    if (const auto colon = word.find(':'); colon != std::string_view::npos) {
      const auto count = word.substr(colon + 1);
      if (std::from_chars(count.data(), count.data() + count.size(), times).ec != std::errc{}) return false;
      word = word.substr(0, colon);
    }
    const auto fault = fault_from(word);
    if (!fault) return false;
    add(*fault, times);
  }
  return true;
}

std::optional<Fault> Faults::next(std::initializer_list<Fault> kinds) {
  for (auto it = planned_.begin(); it != planned_.end(); ++it) {
    if (std::ranges::find(kinds, it->fault) == kinds.end()) continue;
    const Fault fault = it->fault;
    if (--it->times == 0) planned_.erase(it);
    return fault;
  }
  return std::nullopt;
}

std::size_t Faults::planned() const {
  std::size_t count = 0;
  for (const auto& each : planned_) count += static_cast<std::size_t>(each.times);
  return count;
}

void Faults::answer(http::Respond respond, const std::function<http::Response()>& right,
                    const std::function<http::Response()>& too_many) {
  const auto fault = next({Fault::too_many, Fault::server_error, Fault::unavailable, Fault::slow, Fault::garbage,
                           Fault::truncated, Fault::accept_then_drop, Fault::refuse});
  if (!fault) {
    respond(right());
    return;
  }
  switch (*fault) {
    case Fault::too_many:
      respond(too_many());
      return;
    case Fault::server_error:
      respond(json_response(500, "{\"message\":\"Internal Server Error\"}"));
      return;
    case Fault::unavailable:
      respond(json_response(503, "{\"message\":\"Service Unavailable\"}"));
      return;
    case Fault::slow:
      loop_.after(slow_by, [respond, response = right()] { respond(response); });
      return;
    case Fault::garbage: {
      auto response = json_response(200, "<html><body>Gateway login</body></html>");
      response.headers.set("Content-Type", "text/html");
      respond(std::move(response));
      return;
    }
    case Fault::truncated: {
      auto response = right();
      response.body.resize(response.body.size() / 2);
      respond(std::move(response));
      return;
    }
    case Fault::accept_then_drop:
      static_cast<void>(right());
      never_answered_.push_back(std::move(respond));
      return;
    case Fault::refuse:
      respond(json_response(200, "{\"success\":false,\"message\":\"Isian kurang lengkap\"}"));
      return;
    case Fault::duplicate:
    case Fault::reorder:
      respond(right());
      return;
  }
}

}  // namespace pintu::sandbox
