// SPDX-License-Identifier: Apache-2.0
// A 64-bit id that cannot be mistaken for another kind of id: shard (10 bits) and the shard's own sequence (53 bits).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace pintu {

using Shard = std::uint16_t;  // 0..1023

inline constexpr Shard shard_count = 1024;
inline constexpr int sequence_bits = 53;

template <class Tag>
class StrongId {
 public:
  constexpr StrongId() = default;
  constexpr explicit StrongId(std::int64_t value) : value_(value) {}
  constexpr StrongId(Shard shard, std::int64_t sequence)
      : value_((static_cast<std::int64_t>(shard) << sequence_bits) | sequence) {}

  constexpr std::int64_t value() const { return value_; }
  constexpr Shard shard() const { return static_cast<Shard>(value_ >> sequence_bits); }
  constexpr std::int64_t sequence() const { return value_ & ((std::int64_t{1} << sequence_bits) - 1); }
  constexpr explicit operator bool() const { return value_ != 0; }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;

 private:
  std::int64_t value_ = 0;
};

}  // namespace pintu

template <class Tag>
struct std::hash<pintu::StrongId<Tag>> {
  std::size_t operator()(pintu::StrongId<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value()); }
};
