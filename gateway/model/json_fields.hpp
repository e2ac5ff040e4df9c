// SPDX-License-Identifier: Apache-2.0
// Reading and writing the fields of one JSON object, for the json*.cpp files of this folder only. A field that has its
// default is not written; a missing one keeps its default; one of a wrong type spoils the whole object.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/base/clock.hpp"

namespace pintu::fields {

using Json = nlohmann::json;

// Parses one object; nullopt for anything else. Never throws.
std::optional<Json> parse_object(std::string_view text);

// One line; malformed UTF-8 becomes U+FFFD. Never throws.
std::string dump(const Json& value);

class Reader {
 public:
  explicit Reader(const Json& value);

  bool ok() const { return ok_; }
  void spoil() { ok_ = false; }
  const Json* find(const char* key) const;  // nullptr when missing

  void read(const char* key, std::string& out);
  void read(const char* key, bool& out);
  void read(const char* key, int& out);
  void read(const char* key, std::uint32_t& out);
  void read(const char* key, std::int64_t& out);
  void read(const char* key, double& out);
  void read(const char* key, Instant& out);
  void read(const char* key, std::optional<Instant>& out);
  void read(const char* key, std::vector<std::string>& out);

  // An enumeration by its word; `from` gives nullopt for a word it does not know.
  template <class E, class From>
  void read_word(const char* key, E& out, From from) {
    std::string word;
    read(key, word);
    if (word.empty()) return;
    if (const auto value = from(word)) {
      out = *value;
    } else {
      spoil();
    }
  }

  // A list of objects; `one` gives an optional of an item.
  template <class T, class One>
  void read_list(const char* key, std::vector<T>& out, One one) {
    for (const Json* item : items(key)) {
      if (auto value = one(*item)) {
        out.push_back(*std::move(value));
      } else {
        spoil();
      }
    }
  }

  template <class T, class One>
  void read_object(const char* key, std::optional<T>& out, One one) {
    const Json* value = find(key);
    if (value == nullptr) return;
    out = one(*value);
    if (!out) spoil();
  }

  // Name and value of each member of the object under `key`.
  std::vector<std::pair<std::string, const Json*>> members(const char* key);

 private:
  std::vector<const Json*> items(const char* key);
  std::optional<std::int64_t> integer(const char* key, std::int64_t least, std::int64_t most);

  const Json* value_;
  bool ok_;
};

void put(Json& out, const char* key, const std::string& value);
void put(Json& out, const char* key, std::string_view value);
void put(Json& out, const char* key, bool value);
void put(Json& out, const char* key, std::int64_t value);
void put(Json& out, const char* key, Instant value);  // milliseconds since 1970
void put(Json& out, const char* key, const std::optional<Instant>& value);
void put(Json& out, const char* key, const std::vector<std::string>& value);

}  // namespace pintu::fields
