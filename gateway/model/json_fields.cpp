// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/json_fields.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace pintu::fields {

std::optional<Json> parse_object(std::string_view text) {
  Json value = Json::parse(text, nullptr, false);
  if (!value.is_object()) return std::nullopt;
  return value;
}

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Reader::Reader(const Json& value) : value_(&value), ok_(value.is_object()) {}

const Json* Reader::find(const char* key) const {
  if (!value_->is_object()) return nullptr;
  const auto at = value_->find(key);
  return at == value_->end() ? nullptr : &*at;
}

std::optional<std::int64_t> Reader::integer(const char* key, std::int64_t least, std::int64_t most) {
  const Json* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_unsigned() && value->get<std::uint64_t>() <= static_cast<std::uint64_t>(most)) {
    return static_cast<std::int64_t>(value->get<std::uint64_t>());
  }
  if (value->is_number_integer() && !value->is_number_unsigned()) {
    const auto number = value->get<std::int64_t>();
    if (number >= least && number <= most) return number;
  }
  spoil();
  return std::nullopt;
}

void Reader::read(const char* key, std::string& out) {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (const auto* text = value->get_ptr<const std::string*>()) {
    out = *text;
  } else {
    spoil();
  }
}

void Reader::read(const char* key, bool& out) {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (const auto* flag = value->get_ptr<const bool*>()) {
    out = *flag;
  } else {
    spoil();
  }
}

void Reader::read(const char* key, int& out) {
  if (const auto n = integer(key, std::numeric_limits<int>::min(), std::numeric_limits<int>::max())) {
    out = static_cast<int>(*n);
  }
}

void Reader::read(const char* key, std::uint32_t& out) {
  if (const auto n = integer(key, 0, std::numeric_limits<std::uint32_t>::max())) out = static_cast<std::uint32_t>(*n);
}

void Reader::read(const char* key, std::int64_t& out) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (const auto n = integer(key, Limits::min(), Limits::max())) out = *n;
}

void Reader::read(const char* key, double& out) {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (value->is_number() && std::isfinite(value->get<double>())) {
    out = value->get<double>();
  } else {
    spoil();
  }
}

void Reader::read(const char* key, Instant& out) {
  std::int64_t count = 0;
  read(key, count);
  if (find(key) != nullptr) out = Instant(Duration(count));
}

void Reader::read(const char* key, std::optional<Instant>& out) {
  if (find(key) == nullptr) return;
  Instant at;
  read(key, at);
  out = at;
}

void Reader::read(const char* key, std::vector<std::string>& out) {
  for (const Json* item : items(key)) {
    if (const auto* text = item->get_ptr<const std::string*>()) {
      out.push_back(*text);
    } else {
      spoil();
    }
  }
}

std::vector<const Json*> Reader::items(const char* key) {
  std::vector<const Json*> found;
  const Json* value = find(key);
  if (value == nullptr) return found;
  if (!value->is_array()) {
    spoil();
    return found;
  }
  found.reserve(value->size());
  for (const auto& item : *value) found.push_back(&item);
  return found;
}

std::vector<std::pair<std::string, const Json*>> Reader::members(const char* key) {
  std::vector<std::pair<std::string, const Json*>> found;
  const Json* value = find(key);
  if (value == nullptr) return found;
  if (!value->is_object()) {
    spoil();
    return found;
  }
  for (auto it = value->begin(); it != value->end(); ++it) found.emplace_back(it.key(), &*it);
  return found;
}

void put(Json& out, const char* key, const std::string& value) {
  if (!value.empty()) out[key] = value;
}
void put(Json& out, const char* key, std::string_view value) {
  if (!value.empty()) out[key] = value;
}
void put(Json& out, const char* key, bool value) {
  if (value) out[key] = true;
}
void put(Json& out, const char* key, std::int64_t value) {
  if (value != 0) out[key] = value;
}
void put(Json& out, const char* key, Instant value) { put(out, key, std::int64_t{value.time_since_epoch().count()}); }
void put(Json& out, const char* key, const std::optional<Instant>& value) {
  if (value) out[key] = std::int64_t{value->time_since_epoch().count()};
}
void put(Json& out, const char* key, const std::vector<std::string>& value) {
  if (!value.empty()) out[key] = value;
}

}  // namespace pintu::fields
