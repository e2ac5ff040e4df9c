// SPDX-License-Identifier: Apache-2.0
#include "adapters/xml.hpp"

#include <pugixml.hpp>

#include "gateway/base/utf8.hpp"

namespace pintu {

namespace {

constexpr int deepest = 64;

// Without recursion: the depth is what the sender chose.
bool too_deep(const pugi::xml_document& document) {
  int depth = 0;
  auto node = document.first_child();
  while (node) {
    if (const auto child = node.first_child()) {
      if (++depth > deepest) return true;
      node = child;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node) node = node.next_sibling();
  }
  return false;
}

}  // namespace

void XmlDeleter::operator()(pugi::xml_document* document) const { delete document; }

Result<XmlDocument> read_xml(std::string_view bytes, XmlCharset charset) {
  if (bytes.find("<!DOCTYPE") != std::string_view::npos || bytes.find("<!ENTITY") != std::string_view::npos) {
    return fail(Errc::malformed, "the XML has a document type");
  }
  const auto encoding = charset == XmlCharset::utf8     ? pugi::encoding_utf8
                        : charset == XmlCharset::latin1 ? pugi::encoding_latin1
                                                        : pugi::encoding_auto;
  XmlDocument document(new pugi::xml_document);
  const auto read = document->load_buffer(bytes.data(), bytes.size(), pugi::parse_default, encoding);
  if (!read || !document->document_element()) return fail(Errc::malformed, "the body is no XML");
  if (too_deep(*document)) return fail(Errc::malformed, "the XML is nested too deep");
  return document;
}

std::string xml_text(std::string_view text) {
  auto clean = utf8::repaired(text);
  std::erase_if(clean,
                [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r'; });
  // U+FFFE and U+FFFF are no characters.
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (auto at = clean.find(none); at != std::string::npos; at = clean.find(none, at)) clean.erase(at, none.size());
  }
  return clean;
}

}  // namespace pintu
