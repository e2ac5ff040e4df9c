// SPDX-License-Identifier: Apache-2.0
// The person's side of the fake SMS gateway over HTTP.
#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/fake_sms.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

constexpr std::string_view person_path = "/person/";

http::Response good() { return json_response(200, "{}"); }
http::Response no(int status, const std::string& why) { return json_response(status, dump({{"error", why}})); }

}  // namespace

// For whoever runs this alone: GET /person/NUMBER, POST /person/NUMBER/{say|pieces|photo|off|on|forget}, POST /faults.
http::Response FakeSms::by_hand(const http::Request& request, const std::string& path) {
  const bool post = request.method == "POST";
  const auto body = object_from(request.body);
  if (post && body.is_null()) return no(400, "a JSON object is wanted");
  if (path == "/faults") {
    if (!post) return no(405, "POST is wanted");
    return faults_.order(body) ? good() : no(400, "faults are: " + faults_.names());
  }
  const auto rest = path.substr(person_path.size());
  const auto slash = rest.find('/');
  const auto person = rest.substr(0, slash);
  if (person.empty()) return no(404, "no such person");
  if (post)
    return slash == std::string::npos ? no(404, "no such act") : act_by_hand(rest.substr(slash + 1), person, body);
  Json lines = Json::array();
  for (const auto& line : phone(person)) {
    lines.push_back({{"id", line.id},
                     {"from_person", line.from_person},
                     {"text", line.text},
                     {"segments", line.segments},
                     {"status", line.status}});
  }
  return json_response(200, dump({{"lines", std::move(lines)}}));
}

http::Response FakeSms::act_by_hand(const std::string& verb, const std::string& person, const Json& body) {
  const auto text = text_of(body, "text");
  if (verb == "say" || verb == "pieces") {
    if (text.empty()) return no(400, "text is wanted");
    verb == "say" ? say(person, text) : say_in_pieces(person, text);
  } else if (verb == "photo") {
    auto bytes = crypto::from_base64(text_of(body, "bytes"));
    if (!bytes || bytes->empty()) return no(400, "bytes as base64 are wanted");
    if (!photo(person, *std::move(bytes), text)) return no(404, "this gateway has no MMS");
  } else if (verb == "off" || verb == "on") {
    switch_off(person, verb == "off");
  } else if (verb == "forget") {
    forget(person);
  } else {
    return no(404, "no such act");
  }
  return good();
}

}  // namespace pintu::sandbox
