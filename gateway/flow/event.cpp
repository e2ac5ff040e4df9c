// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/event.hpp"

#include <nlohmann/json.hpp>

#include "gateway/base/crypto.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using nlohmann::json;

std::string to_json(const Event& event) {
  json out;
  if (const auto* arrived = std::get_if<Arrived>(&event.body)) {
    out = {{"kind", "arrived"},
           {"channel", arrived->channel},
           {"inbound", pintu::to_json(arrived->inbound)},
           {"raw", crypto::to_base64(arrived->raw)}};
  } else if (const auto* timer = std::get_if<TimerDue>(&event.body)) {
    const auto& t = timer->timer;
    out = {{"kind", "timer"},
           {"id", t.id.value()},
           {"party", t.party.value()},
           {"name", t.name},
           {"epoch", t.epoch},
           {"detail", t.detail},
           {"due", t.due.time_since_epoch().count()},
           {"emergency", t.emergency}};
  } else {
    return {};
  }
  out["suspicion"] = event.suspicion;
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Event> event_from_json(std::string_view text) {
  const json in = json::parse(text, nullptr, false);
  if (!in.is_object()) return std::nullopt;
  Event event;
  event.suspicion = in.value("suspicion", 0);
  const auto kind = in.value("kind", std::string());
  if (kind == "arrived") {
    auto inbound = inbound_from_json(in.value("inbound", std::string()));
    if (!inbound) return std::nullopt;
    event.body = Arrived{in.value("channel", std::string()), *std::move(inbound),
                         crypto::from_base64(in.value("raw", std::string())).value_or("")};
  } else if (kind == "timer") {
    store::TimerRow timer;
    timer.id = TimerId(in.value("id", std::int64_t{0}));
    timer.party = PartyId(in.value("party", std::int64_t{0}));
    timer.name = in.value("name", std::string());
    timer.epoch = in.value("epoch", std::uint32_t{0});
    timer.detail = in.value("detail", std::string());
    timer.due = Instant(Duration(in.value("due", std::int64_t{0})));
    timer.emergency = in.value("emergency", false);
    event.body = TimerDue{std::move(timer)};
  } else {
    return std::nullopt;
  }
  return event;
}

}  // namespace pintu::flow
