// SPDX-License-Identifier: Apache-2.0
// One line an event on standard error: `name key=value key="two words"`. Ids and counts only: never a text, a name,
// a number, a place or a token of anybody. Thread-safe.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

#include "gateway/base/strong_id.hpp"

namespace pintu::log {

enum class Level { debug, info, warning, error };

class Field {
 public:
  Field(std::string_view key, std::string_view value) : key(key), value(value) {}
  Field(std::string_view key, const char* value) : key(key), value(value) {}
  template <class N>
    requires std::is_arithmetic_v<N>
  Field(std::string_view key, N value) : key(key), value(std::to_string(value)) {}
  template <class Tag>
  Field(std::string_view key, StrongId<Tag> id) : key(key), value(std::to_string(id.value())) {}

  std::string_view key;
  std::string value;
};

// The line without a time stamp, control characters escaped.
std::string format(std::string_view event, std::initializer_list<Field> fields);

void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});
inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::error, event, fields);
}

// Nothing below this level is written; info at start.
void set_level(Level level);

}  // namespace pintu::log
