// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/whatsapp/update.hpp"
#include "adapters/whatsapp/whatsapp.hpp"
#include "adapters/wire.hpp"

namespace pintu::whatsapp {

using wire::Json;

namespace {

std::string read_mark(const std::string& message_id) {
  return wire::dump(Json{{"messaging_product", "whatsapp"},
                         {"status", "read"},
                         {"message_id", message_id},
                         {"typing_indicator", {{"type", "text"}}}});
}

bool is_said(const Inbound& event) { return event.kind == InboundKind::message || event.kind == InboundKind::tap; }

}  // namespace

Result<Received> WhatsApp::receive(const http::Request& request) const {
  const auto body = wire::parse(request.body);
  if (!body) return fail(Errc::malformed, "the body is no JSON");
  const Json* object = wire::find(&*body, "object");
  if (object == nullptr || *object != "whatsapp_business_account") {
    return fail(Errc::malformed, "the body is no webhook of WhatsApp");
  }
  std::vector<Inbound> events;
  const Json* entries = wire::find(&*body, "entry");
  if (entries != nullptr && entries->is_array()) {
    for (const auto& entry : *entries) read_entry(entry, settings_.phone_number_id, events);
  } else {
    auto& event = events.emplace_back();
    event.kind = InboundKind::rejected;
    event.reason = "body without entries";
  }
  Received received;
  std::set<std::string> seen;
  std::map<std::string, std::string> last_said;  // by sender: marking it marks what they said before
  for (auto& event : events) {
    if (!event.id.empty() && !seen.insert(event.id).second) continue;
    if (is_said(event)) last_said[event.from] = event.message_id;
    received.events.push_back(std::move(event));
  }
  if (settings_.phone_number_id.empty()) return received;
  for (const auto& [sender, id] : last_said) received.at_once.push_back(call(read_mark(id), http::Effect::none));
  return received;
}

}  // namespace pintu::whatsapp
