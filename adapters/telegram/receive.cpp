// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/telegram/telegram.hpp"
#include "adapters/telegram/update.hpp"
#include "adapters/wire.hpp"

namespace pintu::telegram {

using wire::Json;

namespace {

// Updates of one webhook body, or of a getUpdates answer; nothing for anything else.
std::vector<const Json*> updates_of(const Json& body) {
  std::vector<const Json*> updates;
  if (body.is_object() && body.contains("update_id")) return {&body};
  const Json* result = wire::find(&body, "result");
  if (!wire::is_true(wire::find(&body, "ok")) || result == nullptr || !result->is_array()) return updates;
  for (const auto& update : *result) updates.push_back(&update);
  return updates;
}

bool is_answer(const Json& body) {
  const Json* result = wire::find(&body, "result");
  return wire::is_true(wire::find(&body, "ok")) && result != nullptr && result->is_array();
}

std::int64_t number_of(const Inbound& event) {
  std::int64_t number = -1;
  std::from_chars(event.id.data(), event.id.data() + event.id.size(), number);
  return number;
}

}  // namespace

Result<Received> Telegram::receive_body(std::string_view body) const {
  const auto json = wire::parse(body);
  if (!json) return fail(Errc::malformed, "the body is no JSON");
  const auto updates = updates_of(*json);
  if (updates.empty() && !is_answer(*json)) return fail(Errc::malformed, "the body is no update");
  Received received;
  std::set<std::string> seen;
  for (const Json* update : updates) {
    auto read = read_update(*update);
    if (!read) {
      read.emplace();
      read->event.kind = InboundKind::rejected;
      read->event.reason = "no update";
    }
    if (read->answer_query && !read->answer_query->empty()) {
      const Json answer{{"callback_query_id", *read->answer_query}};
      received.at_once.push_back(call("answerCallbackQuery", wire::dump(answer), http::Effect::none));
    }
    if (!read->event.id.empty() && !seen.insert(read->event.id).second) continue;
    received.events.push_back(std::move(read->event));
  }
  // Long polling goes on after the last one: it must be the one with the highest number.
  std::ranges::sort(received.events, {}, number_of);
  return received;
}

}  // namespace pintu::telegram
