// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/tracking.hpp"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>

#include "adapters/lapor/answer.hpp"
#include "adapters/xml.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::lapor {

namespace {

constexpr std::size_t longest_sentence = 200;

struct Said {
  std::set<std::string> ids;
  bool failure = false;
  std::string sentence;
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string trimmed(std::string_view text) {
  const auto from = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  return std::string(text.substr(from, text.find_last_not_of(" \t\r\n") + 1 - from));
}

void hear(Said& said, std::string_view name, std::string_view raw) {
  static constexpr std::array<std::string_view, 5> sentences{"message", "error", "errors", "pesan", "msg"};
  const auto value = trimmed(raw);
  const auto key = lower(name);
  if (value.empty()) return;
  if (key == "trackingid" && is_agency_id(value) && value != "0") said.ids.insert(value);
  if ((key == "success" || key == "status") && says_no(lower(value))) said.failure = true;
  if (said.sentence.empty() && std::ranges::find(sentences, key) != sentences.end()) {
    said.sentence = utf8::shortened(utf8::repaired(value), longest_sentence);
  }
}

// Every element and attribute, without recursion: read_xml has bounded the depth, not the length.
Said listen(const pugi::xml_document& document) {
  Said said;
  auto node = document.first_child();
  while (node) {
    hear(said, node.name(), node.child_value());
    for (const auto& attribute : node.attributes()) hear(said, attribute.name(), attribute.value());
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling()) node = node.parent();
    if (node) node = node.next_sibling();
  }
  return said;
}

}  // namespace

std::variant<std::string, SendOutcome> judge_tracking(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return no_response(exchange);
  const auto document = read_xml(response->body, XmlCharset::as_it_says);
  const auto said = document ? listen(**document) : Said{};
  if (!is_good(*response)) return judge_bad(*response, said.sentence);
  if (!document) return SendOutcome(Unknown{"answer-is-no-xml"});
  if (said.ids.size() == 1) return *said.ids.begin();
  if (said.ids.size() > 1) return SendOutcome(Unknown{"several-ids"});
  if (said.failure && !said.sentence.empty()) return refused(*response, said.sentence);
  return SendOutcome(Unknown{"accepted-without-id"});
}

}  // namespace pintu::lapor
