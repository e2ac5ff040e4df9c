// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/child.hpp"

#include <turbojpeg.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <new>
#include <optional>
#include <string>

#include "gateway/media/clean.hpp"
#include "gateway/media/confine.hpp"

namespace pintu::media {

namespace {

constexpr int cannot_be_confined = 71;
constexpr std::size_t header_size = 8;

// Everything up to the end; nullopt when it breaks or is longer than anything we send.
std::optional<std::string> read_all() {
  std::string bytes;
  std::size_t filled = 0;
  while (true) {
    bytes.resize(filled + (std::size_t{1} << 16U));
    const auto count = ::read(STDIN_FILENO, bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    filled += static_cast<std::size_t>(count);
    if (filled > header_size + largest_input) return std::nullopt;
    if (count > 0) continue;
    bytes.resize(filled);
    return bytes;
  }
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

char letter_of(Errc code) {
  switch (code) {
    case Errc::too_large:
      return 't';
    case Errc::unsupported:
      return 'u';
    default:
      return 'm';
  }
}

std::string answer_to(std::string_view input) {
  if (input.size() < header_size) return "m";
  std::uint64_t largest = 0;
  for (std::size_t i = header_size; i-- > 0;) largest = (largest << 8U) | static_cast<unsigned char>(input[i]);
  if (largest > largest_input) return "m";
  try {
    auto cleaned = clean(input.substr(header_size), static_cast<std::size_t>(largest));
    if (!cleaned) return {letter_of(cleaned.error().code())};
    const char letter = cleaned->ending == "png" ? 'p' : cleaned->ending == "pdf" ? 'd' : 'j';
    return letter + cleaned->bytes;
  } catch (const std::bad_alloc&) {
    return "t";
  }
}

}  // namespace

int run_child() {
  // What a library asks of the machine once, it asks before the doors close.
  tjDestroy(tjInitTransform());
  if (!confine()) return cannot_be_confined;
  const auto input = read_all();
  const bool said = input && write_all(answer_to(*input));
  // Without the destructors of a whole daemon's libraries, which may want what is forbidden now.
  ::_exit(said ? 0 : 1);
}

}  // namespace pintu::media
