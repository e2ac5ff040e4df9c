// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/systemd.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace pintu::app {

namespace {

constexpr int first_passed = 3;
constexpr std::int64_t most_passed = 16;

std::optional<std::int64_t> number(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return value;
}

std::vector<std::string> split(std::string_view names) {
  std::vector<std::string> out;
  while (true) {
    const auto colon = names.find(':');
    out.emplace_back(names.substr(0, colon));
    if (colon == std::string_view::npos) return out;
    names.remove_prefix(colon + 1);
  }
}

}  // namespace

void notify_systemd(std::string_view state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  if (path == nullptr || std::strlen(path) < 2 || std::strlen(path) >= sizeof(address.sun_path)) return;
  address.sun_family = AF_UNIX;
  std::strcpy(address.sun_path, path);
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const int file = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (file < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(path));
  static_cast<void>(::sendto(file, state.data(), state.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                             reinterpret_cast<const sockaddr*>(&address), size));
  ::close(file);
}

std::optional<Duration> watchdog_period(const Environment& environment, pid_t self) {
  const auto period = number(environment("WATCHDOG_USEC"));
  if (!period || *period < 2000) return std::nullopt;
  if (const auto meant = environment("WATCHDOG_PID"); meant && number(meant) != self) return std::nullopt;
  return std::chrono::duration_cast<Duration>(std::chrono::microseconds(*period));
}

Result<std::vector<PassedSocket>> passed_sockets(const Environment& environment, pid_t self) {
  std::vector<PassedSocket> sockets;
  if (number(environment("LISTEN_PID")) != self) return sockets;
  const auto count = number(environment("LISTEN_FDS"));
  if (!count || *count < 0 || *count > most_passed) {
    return fail(Errc::configuration, "LISTEN_FDS must say how many sockets are passed, 16 at most");
  }
  const auto names = split(environment("LISTEN_FDNAMES").value_or(""));
  for (int i = 0; i < static_cast<int>(*count); ++i) {
    const int descriptor = first_passed + i;
    if (::fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0) {
      return fail(Errc::configuration, "LISTEN_FDS says more sockets than were passed");
    }
    const auto at = static_cast<std::size_t>(i);
    sockets.push_back({at < names.size() ? names[at] : std::string(), descriptor});
  }
  return sockets;
}

}  // namespace pintu::app
