// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/far_ends.hpp"

#include <nlohmann/json.hpp>

#include "gateway/model/json.hpp"

namespace pintu::trial {

using namespace std::chrono_literals;

namespace {

constexpr int taken = 200;
constexpr int too_many = 429;
constexpr int refused = 422;
constexpr int window_over = 470;
constexpr Duration delayed_for = 90s;  // past the minute after which a person is told
constexpr std::string_view phone = "https://phone/";
constexpr std::string_view agency = "https://agency/";
constexpr const char* failed = "gagal";
constexpr int broken = 500;
constexpr std::string_view files = "https://files/";
// What every reader of pictures takes for one.
constexpr std::string_view sample_picture = "\xff\xd8\xff\xe0\x00\x10JFIF";

http::Request ask(std::string target, std::string body) {
  http::Request request;
  request.method = "POST";
  request.target = std::move(target);
  request.body = std::move(body);
  request.effect = http::Effect::creates;
  return request;
}

SendOutcome outcome_of(const Exchange& exchange) {
  if (const auto* response = std::get_if<http::Response>(&exchange)) {
    switch (response->status) {
      case taken:
        return Done{response->body, {response->body}};
      case too_many:
        return Retry{"throttled", Duration(2s), Hold::channel};
      case window_over:
        return Retry{"window-closed", std::nullopt, Hold::job, true};
      default:
        return Rejected{response->body, false, {}};
    }
  }
  if (const auto* not_sent = std::get_if<http::NotSent>(&exchange)) {
    return Retry{not_sent->reason, std::nullopt, Hold::job};
  }
  return Unknown{std::get<http::NoAnswer>(exchange).reason};
}

SendStep ask_once(std::string target, std::string body, std::span<const Exchange> so_far) {
  if (so_far.empty()) return ask(std::move(target), std::move(body));
  return outcome_of(so_far.front());
}

}  // namespace

Result<Received> TrialChannel::receive(const http::Request& request) const {
  auto inbound = inbound_from_json(request.body);
  if (!inbound) return fail(Errc::malformed, "not a message");
  Received received;
  received.events.push_back(*std::move(inbound));
  return received;
}

SendStep TrialChannel::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  if (message.as_template) return SendOutcome(Retry{"window-closed", std::nullopt, Hold::job, true});
  return ask_once(std::string(phone) + message.to, to_json(message), so_far);
}

FetchStep TrialChannel::fetch(const Attachment& attachment, std::span<const Exchange> so_far) const {
  if (so_far.empty()) {
    http::Request request;
    request.target = std::string(files) + attachment.ref;
    return request;
  }
  return FetchedFile{std::string(sample_picture), "image/jpeg", "foto.jpg"};
}

Limits TrialChannel::limits() const { return {1000, 1000, 1000}; }

std::optional<Duration> TrialChannel::session() const {
  return kind_ == "whatsapp" ? std::optional<Duration>(24h) : std::nullopt;
}

SendStep TrialAgency::forward(const pintu::Report& report, std::span<const ReportFile>,
                              std::span<const Exchange> so_far) const {
  return ask_once(std::string(agency) + name_, to_json(report), so_far);
}

PollStep TrialAgency::poll(const std::string&, std::span<const Exchange>) const {
  return SendOutcome(Rejected{"not-asked", false, {}});
}

SendStep TrialAgency::follow_up(const std::string& agency_id, const std::string& text, std::span<const ReportFile>,
                                std::span<const Exchange> so_far) const {
  return ask_once("https://additions/" + name_ + "/" + agency_id, text, so_far);
}

void FarEnds::exchange(http::Request request, std::function<void(http::Exchange)> done) {
  http::Exchange answer = http::Response{taken, {}, std::to_string(++last_id_)};
  Duration after{0};
  const std::string_view target = request.target;
  if (target.starts_with(phone)) {
    answer = to_phone(std::string(target.substr(phone.size())), request);
  } else if (target.starts_with(agency)) {
    const std::string name(target.substr(agency.size()));
    answer = to_agency(name, request);
    after = behaviours[name].slow;
  } else if (target.starts_with(connector_url)) {
    const std::string name(target.substr(connector_url.size()));
    answer = to_connector(name, request);
    after = behaviours[name].slow;
  }
  auto tell = [done = std::move(done), answer = std::move(answer)] { done(answer); };
  if (after > Duration{0}) {
    loop_.after(after, std::move(tell));
  } else {
    loop_.post(std::move(tell));
  }
}

http::Exchange FarEnds::to_phone(const std::string& address, const http::Request& request) {
  auto message = outbound_from_json(request.body);
  if (!message) return http::Response{refused, {}, "malformed"};
  const bool to_person = address.starts_with('+');
  const bool throttled = clock_.now() < began_ + network.throttled;
  if (to_person && (throttled || window_closed_)) {
    ++turned_away;
    return http::Response{throttled ? too_many : window_over, {}, {}};
  }
  arrivals.push_back({clock_.now(), address, *std::move(message)});
  if (to_person && network.dies_after) {
    network.dies_after = false;
    throw Killed{};
  }
  return http::Response{taken, {}, std::to_string(last_id_)};
}

http::Exchange FarEnds::to_connector(const std::string& name, const http::Request& request) {
  auto& behaviour = behaviours[name];
  ++behaviour.asked;
  const auto ask = nlohmann::json::parse(request.body, nullptr, false);
  const auto part = [&](const char* key) {
    const auto it = ask.is_object() ? ask.find(key) : ask.end();
    return it != ask.end() && it->is_string() ? it->get<std::string>() : std::string();
  };
  const bool answers = !behaviour.refuses && !behaviour.outcome.empty() && behaviour.outcome != failed;
  const bool down = clock_.now() < began_ + behaviour.down;
  called.push_back({part("script") + "/" + part("step"), answers && !down ? behaviour.outcome : failed});
  if (down) return http::NotSent{"down"};
  if (!answers) return http::Response{broken, {}, {}};
  return http::Response{taken,
                        {},
                        nlohmann::json{{"outcome", behaviour.outcome}, {"give", behaviour.give}}.dump(
                            -1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

http::Exchange FarEnds::to_agency(const std::string& name, const http::Request& request) {
  auto& behaviour = behaviours[name];
  ++behaviour.asked;
  const Instant now = clock_.now();
  const Instant first = first_try_.try_emplace(name, now).first->second;
  if (now < began_ + behaviour.down) return http::NotSent{"down"};
  if (behaviour.outcome == "tertunda" && now < first + delayed_for) return http::NotSent{"down"};
  if (auto report = report_from_json(request.body)) filed.push_back({now, name, *std::move(report)});
  if (behaviour.dies_after) {
    behaviour.dies_after = false;
    throw Killed{};
  }
  if (behaviour.outcome == "perlu_orang") return http::NoAnswer{"timeout"};
  if (behaviour.refuses || behaviour.outcome == "ditolak") {
    const auto reason = behaviour.give.find("alasan");
    return http::Response{refused, {}, reason == behaviour.give.end() ? "data kurang lengkap" : reason->second};
  }
  const auto number = behaviour.give.find("nomor");
  const auto before = filed.size() - 1;
  if (number != behaviour.give.end() && before == 0) return http::Response{taken, {}, number->second};
  return http::Response{taken, {}, std::to_string(9188891 + before)};
}

}  // namespace pintu::trial
