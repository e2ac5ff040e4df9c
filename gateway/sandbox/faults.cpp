// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/faults.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "gateway/sandbox/fault_proxy.hpp"

namespace pintu::sandbox {

namespace {

// The first name of each is the one that is told.
constexpr std::array<std::pair<Fault, std::string_view>, 15> names{{{Fault::too_many, "429"},
                                                                    {Fault::server_error, "500"},
                                                                    {Fault::unavailable, "503"},
                                                                    {Fault::slow, "slow"},
                                                                    {Fault::garbage, "garbage"},
                                                                    {Fault::truncated, "truncated"},
                                                                    {Fault::half_closed, "half-closed"},
                                                                    {Fault::accept_then_drop, "accept-then-drop"},
                                                                    {Fault::accept_then_drop, "drop"},
                                                                    {Fault::silent, "silent"},
                                                                    {Fault::drip, "drip"},
                                                                    {Fault::huge, "huge"},
                                                                    {Fault::refuse, "refuse"},
                                                                    {Fault::duplicate, "duplicate"},
                                                                    {Fault::reorder, "reorder"}}};
constexpr Duration slow_by = std::chrono::seconds(3);
constexpr int most_times = 1'000'000;

http::Response marked(http::Response response, std::string_view how) {
  response.headers.set(sever_header, std::string(how));
  return response;
}

}  // namespace

std::string_view to_string(Fault fault) {
  const auto* const found = std::ranges::find(names, fault, &std::pair<Fault, std::string_view>::first);
  return found == names.end() ? std::string_view() : found->second;
}

std::optional<Fault> fault_from(std::string_view text) {
  const auto* const found = std::ranges::find(names, text, &std::pair<Fault, std::string_view>::second);
  return found == names.end() ? std::nullopt : std::optional(found->first);
}

std::string fault_names() {
  std::string all;
  for (const auto& [fault, name] : names) {
    if (to_string(fault) == name) all += (all.empty() ? "" : ", ") + std::string(name);
  }
  return all;
}

void Faults::teach(std::string words, Refusal refusal, Twist twist) {
  words_ = std::move(words);
  refusal_ = std::move(refusal);
  twist_ = std::move(twist);
}

std::string Faults::names() const { return words_.empty() ? fault_names() : fault_names() + ", " + words_; }

std::optional<Fault> Faults::known(std::string_view word) const {
  if (const auto fault = fault_from(word)) return fault;
  const bool own = (refusal_ && refusal_(word)) || (twist_ && twist_(word, {}));
  return own ? std::optional(Fault::own) : std::nullopt;
}

void Faults::add(Fault fault, int times, int after, std::string on) {
  if (times > 0) planned_.push_back({fault, times, std::max(after, 0), std::move(on), {}});
}

bool Faults::add(std::string_view list) {
  std::vector<Planned> read;
  while (!list.empty()) {
    const auto comma = list.find(',');
    auto word = list.substr(0, comma);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    int times = 1;
    if (const auto colon = word.find(':'); colon != std::string_view::npos) {
      const auto count = word.substr(colon + 1);
      const auto end = std::from_chars(count.data(), count.data() + count.size(), times);
      if (end.ec != std::errc() || end.ptr != count.data() + count.size()) return false;
      word = word.substr(0, colon);
    }
    const auto fault = known(word);
    if (!fault || times < 1 || times > most_times) return false;
    read.push_back({*fault, times, 0, {}, std::string(word)});
  }
  planned_.insert(planned_.end(), read.begin(), read.end());
  return true;
}

bool Faults::order(const Json& wanted) {
  if (member(wanted, "list").is_string()) return add(text_of(wanted, "list"));
  const auto name = text_of(wanted, "fault");
  if (name == "none") {
    clear();
    return true;
  }
  const auto fault = known(name);
  const auto times = integer_of(wanted, "times", 1);
  const auto after = integer_of(wanted, "after");
  if (!fault || times < 1 || times > most_times || after < 0 || after > most_times) return false;
  planned_.push_back({*fault, static_cast<int>(times), static_cast<int>(after), text_of(wanted, "on"), name});
  return true;
}

void Faults::clear() {
  planned_.clear();
  never_answered_.clear();
}

std::optional<Fault> Faults::next(std::initializer_list<Fault> kinds, std::string_view call) {
  const auto taken = take(kinds, call);
  return taken ? std::optional(taken->fault) : std::nullopt;
}

std::optional<Faults::Planned> Faults::take(std::initializer_list<Fault> kinds, std::string_view call) {
  for (auto it = planned_.begin(); it != planned_.end(); ++it) {
    if (std::ranges::find(kinds, it->fault) == kinds.end()) continue;
    if (it->on.empty() ? call == "getUpdates" : it->on != call) continue;
    if (it->after > 0) {
      --it->after;
      return std::nullopt;
    }
    auto taken = *it;
    if (--it->times == 0) planned_.erase(it);
    return taken;
  }
  return std::nullopt;
}

std::size_t Faults::planned() const {
  std::size_t count = 0;
  for (const auto& each : planned_) count += static_cast<std::size_t>(each.times);
  return count;
}

void Faults::answer(std::string_view call, http::Respond respond, const std::function<http::Response()>& right,
                    const std::function<http::Response()>& too_many) {
  const auto planned = take(
      {Fault::too_many, Fault::server_error, Fault::unavailable, Fault::slow, Fault::garbage, Fault::truncated,
       Fault::half_closed, Fault::accept_then_drop, Fault::silent, Fault::drip, Fault::huge, Fault::refuse, Fault::own},
      call);
  if (planned) {
    go_wrong(*planned, std::move(respond), right, too_many);
  } else {
    respond(right());
  }
}

void Faults::go_wrong(const Planned& planned, http::Respond respond, const std::function<http::Response()>& right,
                      const std::function<http::Response()>& too_many) {
  switch (planned.fault) {
    case Fault::own: {
      auto refused = refusal_ ? refusal_(planned.word) : std::nullopt;
      return respond(refused ? *std::move(refused) : *twist_(planned.word, right()));
    }
    case Fault::too_many:
      return respond(too_many());
    case Fault::server_error:
      return respond(json_response(500, R"({"message":"Internal Server Error"})"));
    case Fault::unavailable:
      return respond(json_response(503, R"({"message":"Service Unavailable"})"));
    case Fault::refuse:
      return respond(json_response(200, R"({"success":false,"message":"Isian kurang lengkap"})"));
    case Fault::slow:
      loop_.after(slow_by, [respond, response = right()] { respond(response); });
      return;
    case Fault::garbage: {
      auto response = json_response(200, "<html><body>Gateway login</body></html>");
      response.headers.set("Content-Type", "text/html");
      return respond(std::move(response));
    }
    case Fault::truncated: {
      auto response = right();
      response.body.resize(response.body.size() / 2);
      return respond(std::move(response));
    }
    case Fault::half_closed:
      return respond(marked(right(), sever_half));
    case Fault::accept_then_drop:
      return respond(marked(right(), sever_all));
    case Fault::drip:
      return respond(marked(right(), sever_drip));
    case Fault::huge: {
      auto response = right();
      response.body.insert(0, std::size_t{10} << 20U, ' ');
      return respond(std::move(response));
    }
    case Fault::silent:
      static_cast<void>(right());
      never_answered_.push_back(std::move(respond));
      return;
    case Fault::duplicate:
    case Fault::reorder:
      return respond(right());
  }
}

}  // namespace pintu::sandbox
