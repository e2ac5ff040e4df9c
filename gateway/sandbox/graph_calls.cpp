// SPDX-License-Identifier: Apache-2.0
// The calls: messages, read marks, files.
#include <algorithm>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

using namespace std::chrono_literals;

namespace {

constexpr Duration window = 24h;
constexpr Duration typing_shown = 25s;
constexpr Duration place_life = 5min;

std::string digits_of(const std::string& text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

}  // namespace

// What goes wrong only after the call was accepted, and comes as a status.
GraphFault FakeGraph::later_fault(const std::string& to, const Json& body) const {
  const auto found = people_.find(to);
  if (found == people_.end()) return {131026, "Message undeliverable"};
  if (text_of(body, "type") != "template" && now() - found->second.heard > window) {
    return {131047, "Message failed to send because more than 24 hours have passed since the customer last replied."};
  }
  const auto& file = member(body, text_of(body, "type").c_str());
  if (const auto id = text_of(file, "id"); !id.empty() && file.is_object() && !media_.contains(id)) {
    return {131053, "Media upload error"};
  }
  return {};
}

http::Response FakeGraph::send(const Json& body) {
  if (const auto fault = message_fault(body); fault.code != 0) return graph_error(fault);
  // With both, the number counts.
  const auto number = digits_of(text_of(body, "to"));
  const auto to = text_of(body, "to").empty() ? text_of(body, "recipient") : number;
  if (to.empty()) return graph_error({131009, "to is no phone number"});
  const auto id = fresh_id("wamid.");
  const auto fault = later_fault(to, body);
  if (fault.code == 0) people_[to].lines.push_back({id, false, body, "accepted"});
  Json contact{{"input", text_of(body, "to").empty() ? to : text_of(body, "to")}};
  if (!number.empty()) contact["wa_id"] = number;
  contact.update(member(profile(to), "user_id").is_null() ? Json::object() : Json{{"user_id", profile(to)["user_id"]}});
  if (fault.code != 0) {
    ChatLine lost{id, false, body, "accepted"};
    tell_status(to, lost, "failed", fault);
  } else {
    arrive(to, id);
  }
  return json_response(
      200, dump({{"messaging_product", "whatsapp"}, {"contacts", {contact}}, {"messages", {{{"id", id}}}}}));
}

// sent, then delivered unless the person blocked us, then read when they look.
void FakeGraph::arrive(const std::string& to, const std::string& id) {
  auto* line = find(to, id);
  auto& person = people_[to];
  person.typing_until = {};
  tell_status(to, *line, "sent");
  if (person.blocked) return changed(to);
  tell_status(to, *line, "delivered");
  if (person.looking) tell_status(to, *line, "read");
  changed(to);
}

http::Response FakeGraph::mark_read(const Json& body) {
  if (text_of(body, "messaging_product") != "whatsapp")
    return graph_error({100, "The parameter messaging_product is required."});
  const auto id = text_of(body, "message_id");
  for (auto& [name, person] : people_) {
    const auto line = std::ranges::find(person.lines, id, &ChatLine::id);
    if (line == person.lines.end() || !line->from_person) continue;
    // Earlier ones are read with it.
    for (auto each = person.lines.begin(); each <= line; ++each) {
      if (each->from_person) each->status = "read";
    }
    if (!member(body, "typing_indicator").is_null()) {
      if (text_of(body["typing_indicator"], "type") != "text")
        return graph_error({131009, "typing_indicator.type must be text"});
      person.typing_until = now() + typing_shown;
      loop_.after(typing_shown + 1ms, [this, alive = alive_, who = name] {
        if (*alive) changed(who);
      });
    }
    changed(name);
    return json_response(200, R"({"success":true})");
  }
  return graph_error({131009, "Message id is not valid"});
}

http::Response FakeGraph::upload(const http::Request& request) {
  std::string product, type;
  const Part* file = nullptr;
  const auto parts = parts_of(request);
  for (const auto& part : parts) {
    if (part.name == "messaging_product") product = part.body;
    if (part.name == "type") type = part.body;
    if (part.name == "file" && !part.file_name.empty()) file = &part;
  }
  if (product != "whatsapp") return graph_error({100, "(#100) The parameter messaging_product is required."});
  if (file == nullptr) return graph_error({100, "(#100) The parameter file is required."});
  if (const auto fault = media_fault(type, file->body.size()); fault.code != 0) return graph_error(fault);
  return json_response(200, dump({{"id", keep_file(type, file->body)}}));
}

http::Response FakeGraph::media_place(const std::string& id) {
  const auto found = media_.find(id);
  if (found == media_.end()) {
    return graph_error({100, "Unsupported get request. Object with that id does not exist."});
  }
  const auto ticket = crypto::to_hex(crypto::random_bytes(12));
  tickets_[ticket] = {id, now() + place_life};
  const auto& [mime, bytes] = found->second;
  return json_response(200, dump({{"messaging_product", "whatsapp"},
                                  {"url", base() + "/file/" + ticket},
                                  {"mime_type", mime},
                                  {"sha256", crypto::to_hex(crypto::sha256(bytes))},
                                  {"file_size", std::to_string(bytes.size())},
                                  {"id", id}}));
}

http::Response FakeGraph::media_bytes(const std::string& ticket) {
  std::erase_if(tickets_, [&](const auto& each) { return each.second.second < now(); });
  const auto found = tickets_.find(ticket);
  const auto* bytes = found == tickets_.end() ? nullptr : media(found->second.first);
  if (bytes == nullptr) return json_response(404, R"({"error":"URL signature expired"})");
  http::Response response;
  response.headers.add("Content-Type", media_[found->second.first].mime);
  response.body = *bytes;
  return response;
}

}  // namespace pintu::sandbox
