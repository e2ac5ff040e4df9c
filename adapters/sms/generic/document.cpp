// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/generic/document.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "adapters/sms/fields.hpp"
#include "adapters/wire.hpp"
#include "adapters/xml.hpp"

namespace pintu::sms::generic {

using wire::Json;

namespace {

constexpr std::size_t most_items = 1000;
constexpr std::string_view header_prefix = "header:";

// What stands beside the body: query and headers.
struct Around {
  Fields query;
  http::Headers headers;
};

std::vector<std::string> values_around(const Around& around, std::string_view name) {
  if (name.starts_with(header_prefix)) {
    const auto value = around.headers.first(name.substr(header_prefix.size()));
    return value ? std::vector{std::string(*value)} : std::vector<std::string>();
  }
  const auto value = around.query.raw(name);
  return value ? std::vector{std::string(*value)} : std::vector<std::string>();
}

class FormItem final : public Item {
 public:
  FormItem(Fields fields, http::Headers headers) : around_{std::move(fields), std::move(headers)} {}
  std::vector<std::string> values(std::string_view name) const override { return values_around(around_, name); }

 private:
  Around around_;
};

// The part of a pointer up to the next slash, unescaped; `pointer` moves past it.
std::string next_part(std::string_view& pointer) {
  const auto end = pointer.find('/');
  auto part = std::string(pointer.substr(0, end));
  pointer.remove_prefix(end == std::string_view::npos ? pointer.size() : end + 1);
  for (std::size_t at = 0; (at = part.find('~', at)) != std::string::npos; ++at) {
    if (part.substr(at, 2) == "~1") part.replace(at, 2, "/");
    if (part.substr(at, 2) == "~0") part.replace(at, 2, "~");
  }
  return part;
}

// The library's own pointers throw.
const Json* at_pointer(const Json& from, std::string_view pointer) {
  const Json* at = &from;
  if (pointer.starts_with('/')) pointer.remove_prefix(1);
  while (!pointer.empty() && at != nullptr) {
    const auto part = next_part(pointer);
    if (at->is_array()) {
      std::size_t index = 0;
      const auto read = std::from_chars(part.data(), part.data() + part.size(), index);
      const bool whole = read.ec == std::errc() && read.ptr == part.data() + part.size();
      at = whole && index < at->size() ? &(*at)[index] : nullptr;
    } else {
      at = wire::find(at, part.c_str());
    }
  }
  return at;
}

void add_scalar(const Json& value, std::vector<std::string>& into) {
  if (value.is_string()) into.push_back(value.get_ref<const std::string&>());
  if (value.is_number() || value.is_boolean()) into.push_back(wire::dump(value));
}

class JsonItem final : public Item {
 public:
  JsonItem(const Json& item, const Json& whole, std::shared_ptr<const Around> around)
      : item_(item), whole_(whole), around_(std::move(around)) {}
  std::vector<std::string> values(std::string_view name) const override {
    std::vector<std::string> found;
    const Json* at = at_pointer(item_, name);
    if (at == nullptr) at = at_pointer(whole_, name);
    if (at == nullptr) return values_around(*around_, name);
    if (at->is_array()) {
      for (const auto& each : *at) add_scalar(each, found);
    } else {
      add_scalar(*at, found);
    }
    return found;
  }
  bool escapes_bytes() const override { return true; }

 private:
  const Json& item_;
  const Json& whole_;
  std::shared_ptr<const Around> around_;
};

// Elements of a path, with or without the root's own name in front.
std::vector<pugi::xml_node> at_path(const pugi::xml_node& from, std::string_view path) {
  std::vector<pugi::xml_node> level{from};
  if (path.starts_with('/')) path.remove_prefix(1);
  bool first = true;
  while (!path.empty()) {
    const auto part = next_part(path);
    if (part.starts_with('@') || (first && part == from.name())) {
      first = false;
      continue;
    }
    first = false;
    std::vector<pugi::xml_node> next;
    for (const auto& node : level) {
      for (const auto& child : node.children(part.c_str())) next.push_back(child);
    }
    level = std::move(next);
  }
  return level;
}

std::vector<std::string> values_at(const pugi::xml_node& from, std::string_view path) {
  const auto sign = path.rfind('@');
  std::vector<std::string> found;
  for (const auto& node : at_path(from, path)) {
    if (sign == std::string_view::npos) {
      found.emplace_back(node.text().get());
    } else if (const auto attribute = node.attribute(std::string(path.substr(sign + 1)).c_str())) {
      found.emplace_back(attribute.value());
    }
  }
  return found;
}

class XmlItem final : public Item {
 public:
  XmlItem(pugi::xml_node item, pugi::xml_node root, std::shared_ptr<const Around> around)
      : item_(item), root_(root), around_(std::move(around)) {}
  std::vector<std::string> values(std::string_view name) const override {
    auto found = values_at(item_, name);
    if (found.empty()) found = values_at(root_, name);
    return found.empty() ? values_around(*around_, name) : found;
  }
  bool escapes_bytes() const override { return true; }

 private:
  pugi::xml_node item_;
  pugi::xml_node root_;
  std::shared_ptr<const Around> around_;
};

Result<Document> read_json(const http::Request& request, std::string_view items, bool indexed,
                           std::shared_ptr<const Around> around) {
  auto parsed = wire::parse(request.body);
  if (!parsed) return fail(Errc::malformed, "the body is no JSON");
  const auto whole = std::make_shared<const Json>(*std::move(parsed));
  if (!whole->is_object() && !whole->is_array()) return fail(Errc::malformed, "the body is no JSON object or array");
  Document document{whole, {}};
  const Json* batch = items.empty() ? whole.get() : at_pointer(*whole, items);
  if (batch == nullptr) return document;
  if (batch->is_array() && !(items.empty() && indexed)) {
    for (const auto& item : *batch) {
      if (document.items.size() < most_items)
        document.items.push_back(std::make_unique<JsonItem>(item, *whole, around));
    }
  } else {
    document.items.push_back(std::make_unique<JsonItem>(*batch, *whole, around));
  }
  return document;
}

Result<Document> read_xml_items(const http::Request& request, std::string_view items, std::optional<Charset> charset,
                                std::shared_ptr<const Around> around) {
  const auto encoding = charset == Charset::latin1 ? XmlCharset::latin1
                        : charset == Charset::utf8 ? XmlCharset::utf8
                                                   : XmlCharset::as_it_says;
  PINTU_TRY(auto parsed, read_xml(request.body, encoding));
  const auto root = parsed->document_element();
  Document document{std::shared_ptr<const pugi::xml_document>(std::move(parsed)), {}};
  if (items.empty()) {
    document.items.push_back(std::make_unique<XmlItem>(root, root, around));
    return document;
  }
  for (const auto& node : at_path(root, items)) {
    if (document.items.size() < most_items) document.items.push_back(std::make_unique<XmlItem>(node, root, around));
  }
  return document;
}

}  // namespace

std::optional<std::string> Item::value(std::string_view name) const {
  auto all = values(name);
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

Result<Document> read_document(const http::Request& request, std::string_view items, bool indexed,
                               std::optional<Charset> charset) {
  if (is_compressed(request)) return fail(Errc::unsupported, "the body is compressed");
  const auto around =
      std::make_shared<const Around>(Around{Fields(http::parse_form(request.query())), request.headers});
  switch (kind_of_body(request)) {
    case BodyKind::json:
      return read_json(request, items, indexed, around);
    case BodyKind::xml:
      return read_xml_items(request, items, charset, around);
    case BodyKind::other:
      return fail(Errc::unsupported, "the body is neither a form nor JSON nor XML");
    case BodyKind::none:
    case BodyKind::form:
      break;
  }
  PINTU_TRY(auto fields, read_fields(request));
  Document document;
  document.items.push_back(std::make_unique<FormItem>(std::move(fields), request.headers));
  return document;
}

std::optional<std::string> value_in_answer(const http::Response& response, std::string_view name) {
  http::Request request;
  request.headers = response.headers;
  request.body = response.body;
  const auto document = read_document(request, {}, true, std::nullopt);
  if (!document || document->items.empty()) return std::nullopt;
  return document->items.front()->value(name);
}

}  // namespace pintu::sms::generic
