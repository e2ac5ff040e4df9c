// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include "adapters/sms/fields.hpp"
#include "adapters/sms/generic/generic.hpp"
#include "adapters/sms/media.hpp"
#include "adapters/sms/parts.hpp"
#include "adapters/sms/time.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::sms::generic {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t most_files = 10;

// What the mapped name says; empty when the map has none or the item nothing.
std::string word(const Settings& settings, const Item& item, const std::string& key) {
  const auto name = settings.map.find(key);
  if (name == settings.map.end()) return {};
  return item.value(name->second).value_or("");
}

// SMPP's data_coding, which aggregators hand on (SMPP 3.4, 5.2.19).
std::optional<Charset> charset_of_coding(const std::string& coding) {
  if (coding == "8") return Charset::utf16be;
  if (coding == "3") return Charset::latin1;
  if (coding == "2" || coding == "4") return Charset::binary;
  return std::nullopt;
}

void read_place(const Settings& settings, const Item& item, Inbound& event) {
  const auto latitude = to_number(word(settings, item, "lat"));
  const auto longitude = to_number(word(settings, item, "lon"));
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) return;
  event.location = Location{*latitude, *longitude, clean(word(settings, item, "place"), longest_name)};
}

void read_files(const Settings& settings, const Item& item, Inbound& event) {
  const auto name = settings.map.find("media");
  if (name == settings.map.end()) return;
  const auto mime = word(settings, item, "mime");
  for (const auto& url : item.values(name->second)) {
    if (!url.empty() && event.attachments.size() < most_files) event.attachments.push_back(attachment_of(url, mime));
  }
}

std::optional<Part> part_of_item(const Settings& settings, const Item& item, const std::string& to) {
  if (auto by_header = read_written_udh(word(settings, item, "udh"), to)) return by_header;
  const auto part = to_number(word(settings, item, "part"));
  const auto parts = to_number(word(settings, item, "parts"));
  if (!part || !parts || std::abs(*part) > 255 || std::abs(*parts) > 255) return std::nullopt;
  return part_of(word(settings, item, "ref"), std::lround(*part), std::lround(*parts), to);
}

// Empty when nothing says at which second it was written: the same word twice in a day is two messages.
std::string hash_of(const Inbound& event, const std::string& to, const std::string& at) {
  constexpr std::size_t longest_date = 10;
  const bool only_a_date = at.size() <= longest_date && event.at && event.at->time_since_epoch() % 24h == 0h;
  if (!event.at || only_a_date) return {};
  std::string all;
  for (const auto& each : {event.from, to, at, event.text, event.part ? std::to_string(event.part->number) : ""}) {
    all += std::to_string(each.size()) + ":" + each;
  }
  return "h" + crypto::to_hex(crypto::sha256(all)).substr(0, 32);
}

bool says_nothing(const http::Request& request) { return request.body.empty() && request.query().empty(); }

}  // namespace

Result<Document> Generic::document_of(const http::Request& request) const {
  const auto items = settings_.map.find("items");
  const bool indexed = std::ranges::any_of(settings_.map, [](const auto& each) {
    const auto& name = each.second;
    return name.size() > 1 && name[0] == '/' && name[1] >= '0' && name[1] <= '9';
  });
  return read_document(request, items == settings_.map.end() ? "" : items->second, indexed, settings_.charset);
}

std::string Generic::text_of(const Item& item, const http::Request& request, Inbound& event) const {
  const auto bytes = word(settings_, item, "text");
  auto charset = charset_of_coding(word(settings_, item, "coding"));
  if (!charset) charset = charset_from(word(settings_, item, "charset"));
  if (!charset) charset = settings_.charset;
  if (!charset && !item.escapes_bytes()) charset = charset_from(said_charset(request));
  if (charset == Charset::binary) event.reason = "binary";
  if (!charset || charset == Charset::utf8) return clean(bytes);
  const bool latin_xml = charset == Charset::latin1 && kind_of_body(request) == BodyKind::xml;
  if (latin_xml) return clean(bytes);
  return decode(item.escapes_bytes() ? http::url_decode(bytes, true) : bytes, *charset);
}

Inbound Generic::read_item(const Item& item, const http::Request& request) const {
  Inbound event;
  const auto to = word(settings_, item, "to");
  const auto at = word(settings_, item, "at");
  event.text = text_of(item, request, event);
  event.name = clean(word(settings_, item, "name"), longest_name);
  event.at = read_time(at, settings_.zone);
  event.part = part_of_item(settings_, item, to);
  read_files(settings_, item, event);
  read_place(settings_, item, event);
  if (event.text.empty() && event.attachments.empty() && !event.location && event.reason.empty()) {
    event.reason = "empty";
  }
  set_sender(event, word(settings_, item, "from"), to, settings_.numbers);
  event.id = clean(word(settings_, item, "id"), longest_name);
  if (event.id.empty()) event.id = hash_of(event, to, at);
  event.message_id = event.id;
  return event;
}

Result<Received> Generic::receive(const http::Request& request) const {
  Received received;
  const auto& said = settings_.answer;
  const auto* type = said.starts_with('<')   ? "text/xml; charset=utf-8"
                     : said.starts_with('{') ? "application/json"
                                             : "text/plain; charset=utf-8";
  received.answer = answer(type, said);
  if (says_nothing(request)) return received;
  PINTU_TRY(const auto document, document_of(request));
  std::set<std::string> seen;
  bool any = false;
  for (const auto& item : document.items) {
    auto event = read_item(*item, request);
    any = any || !event.from.empty() || event.reason != "no-sender" || !event.text.empty();
    if (event.id.empty() || seen.insert(event.id).second) received.events.push_back(std::move(event));
  }
  if (!any) return fail(Errc::malformed, "nothing stands where the map says: neither a sender nor a text");
  return received;
}

}  // namespace pintu::sms::generic
