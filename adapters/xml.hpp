// SPDX-License-Identifier: Apache-2.0
// XML of providers, read by pugixml: no document type, no entity but the five and characters by number, nothing
// fetched, at most 64 levels. For the adapters' .cpp files.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "gateway/base/result.hpp"

namespace pugi {
class xml_document;
}

namespace pintu {

enum class XmlCharset { as_it_says, utf8, latin1 };

struct XmlDeleter {
  void operator()(pugi::xml_document* document) const;
};
using XmlDocument = std::unique_ptr<pugi::xml_document, XmlDeleter>;

// malformed: no XML, or with a document type, or too deep. Names and values are whatever bytes they were, so clean
// them.
Result<XmlDocument> read_xml(std::string_view bytes, XmlCharset charset);

// The same text in what XML 1.0 can hold: valid UTF-8, no control character but tab and line breaks.
std::string xml_text(std::string_view text);

}  // namespace pintu
