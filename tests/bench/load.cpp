// SPDX-License-Identifier: Apache-2.0
#include "bench/load.hpp"

#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "bench/http_bytes.hpp"
#include "support/loopback.hpp"

namespace pintu::bench {

using test::loopback;

using namespace std::chrono_literals;

namespace {

constexpr std::size_t read_size = std::size_t{64} * 1024;

double cpu_of_this_process() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

[[noreturn]] void fail(const char* what) { throw std::runtime_error(fmt::format("{}: errno {}", what, errno)); }

void set_no_delay(int socket) {
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void watch(int epoll, int socket, std::uint32_t events, int how) {
  epoll_event event{};
  event.events = events;
  event.data.fd = socket;
  if (::epoll_ctl(epoll, how, socket, &event) != 0) fail("epoll_ctl");
}

timespec span_of(Steady::duration left) {
  const auto whole = std::chrono::duration_cast<std::chrono::nanoseconds>(std::max(left, Steady::duration{0})).count();
  return {.tv_sec = whole / 1'000'000'000, .tv_nsec = whole % 1'000'000'000};
}

}  // namespace

struct Load::Wire {
  int socket = -1;
  bool far_end = false;  // the daemon called us
  std::string in;
  std::string out;  // what the socket would not take yet
  bool waits_to_write = false;
  std::optional<Due> posted;
};

Load::Load(const Target& target, People& people)
    : target_(target), people_(people), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  auto address = loopback(0);
  socklen_t size = sizeof address;
  if (epoll_ < 0 || listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener_, SOMAXCONN) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    fail("no far end can listen on 127.0.0.1");
  }
  far_end_port_ = ntohs(address.sin_port);
  watch(epoll_, listener_, EPOLLIN, EPOLL_CTL_ADD);
}

Load::~Load() {
  for (const auto& [socket, wire] : wires_) ::close(socket);
  ::close(listener_);
  ::close(epoll_);
}

Window Load::run(const Pace& pace, std::chrono::milliseconds length) {
  pace_ = pace;
  issuing_ = true;
  window_ = {};
  const auto began = Steady::now();
  const double cpu = cpu_of_this_process();
  next_due_ = began;
  while (Steady::now() < began + length) step(began + length);
  issuing_ = false;
  window_.seconds = std::chrono::duration<double>(Steady::now() - began).count();
  window_.cpu_seconds = cpu_of_this_process() - cpu;
  return window_;
}

bool Load::settle(std::chrono::milliseconds limit) {
  issuing_ = false;
  const auto end = Steady::now() + limit;
  while ((in_flight_ > 0 || !waiting_.empty()) && Steady::now() < end) step(end);
  return in_flight_ == 0 && waiting_.empty();
}

void Load::issue(Steady::time_point now) {
  if (!issuing_) return;
  if (pace_.per_second > 0) {
    const auto gap = std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(1 / pace_.per_second));
    for (; next_due_ <= now; next_due_ += gap) {
      ++in_flight_;
      waiting_.push_back({people_.next(now), next_due_});
    }
    return;
  }
  while (in_flight_ < pace_.in_flight) {
    ++in_flight_;
    waiting_.push_back({people_.next(now), now});
  }
}

// In the order they were due, while there is a connection or room for one: also after the server closed some.
void Load::post_waiting() {
  while (!waiting_.empty() && (!idle_.empty() || to_webhook_ < target_.connections)) {
    auto due = std::move(waiting_.front());
    waiting_.pop_front();
    post(std::move(due));
  }
}

void Load::step(Steady::time_point until) {
  issue(Steady::now());
  post_waiting();
  std::array<epoll_event, 256> events{};
  const auto wake = issuing_ && pace_.per_second > 0 ? std::min(until, next_due_) : until;
  const auto timeout = span_of(wake - Steady::now());
  const int count = ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
  for (int i = 0; i < count; ++i) {
    const auto& event = events.at(static_cast<std::size_t>(i));
    if (event.data.fd == listener_) {
      accept_all();
      continue;
    }
    const auto found = wires_.find(event.data.fd);
    if (found == wires_.end()) continue;
    if ((event.events & EPOLLOUT) != 0) flush(*found->second);
    if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) read(*found->second);
  }
}

void Load::accept_all() {
  for (;;) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    set_no_delay(socket);
    auto wire = std::make_unique<Wire>();
    wire->socket = socket;
    wire->far_end = true;
    wires_[socket] = std::move(wire);
    watch(epoll_, socket, EPOLLIN, EPOLL_CTL_ADD);
  }
}

// One that is free, or a new one.
Load::Wire& Load::connection() {
  if (!idle_.empty()) {
    Wire& wire = *idle_.back();
    idle_.pop_back();
    return wire;
  }
  auto wire = std::make_unique<Wire>();
  wire->socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(target_.port);
  // Loopback: it is accepted or refused at once.
  if (::connect(wire->socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    fail("the webhook refuses connections");
  set_no_delay(wire->socket);
  ++to_webhook_;
  watch(epoll_, wire->socket, EPOLLIN, EPOLL_CTL_ADD);
  return *(wires_[wire->socket] = std::move(wire));
}

void Load::post(Due due) {
  Wire& wire = connection();
  const auto request = fmt::format(
      "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
      "X-Telegram-Bot-Api-Secret-Token: {}\r\nContent-Length: {}\r\n\r\n{}",
      target_.path, target_.secret, due.update.body.size(), due.update.body);
  due.update.body.clear();
  wire.posted = std::move(due);
  write(wire, request);
}

void Load::write(Wire& wire, std::string_view bytes) {
  wire.out += bytes;
  flush(wire);
}

void Load::flush(Wire& wire) {
  while (!wire.out.empty()) {
    const auto sent = ::send(wire.socket, wire.out.data(), wire.out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) break;  // when the other side left, reading says so
    wire.out.erase(0, static_cast<std::size_t>(sent));
  }
  if (wire.out.empty() == !wire.waits_to_write) return;
  wire.waits_to_write = !wire.out.empty();
  watch(epoll_, wire.socket, wire.waits_to_write ? EPOLLIN | EPOLLOUT : EPOLLIN, EPOLL_CTL_MOD);
}

void Load::read(Wire& wire) {
  static thread_local std::array<char, read_size> bytes;
  const auto count = ::recv(wire.socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) return drop(wire);
  wire.in.append(bytes.data(), static_cast<std::size_t>(count));
  take(wire);
}

void Load::take(Wire& wire) {
  while (const auto message = whole_message(wire.in)) {
    const auto size = message->size;
    if (wire.far_end) {
      take_call(wire, message->start_line, message->body);
      wire.in.erase(0, size);
      continue;
    }
    const bool over = says_close(*message);
    take_ack(wire, status_of(*message));
    wire.in.erase(0, size);
    if (over) return drop(wire);
    idle_.push_back(&wire);
  }
}

void Load::take_ack(Wire& wire, int status) {
  if (!wire.posted) return;
  const auto now = Steady::now();
  const Due due = *std::exchange(wire.posted, std::nullopt);
  if (status != 200) ++window_.refused;
  ++window_.acknowledged;
  window_.ack_ms.push_back(std::chrono::duration<double, std::milli>(now - due.since).count());
  // A turn that nobody answers ends here.
  if (!due.update.answered) --in_flight_;
  people_.acknowledged(due.update.chat, now);
}

void Load::take_call(Wire& wire, std::string_view start_line, std::string_view body) {
  if (start_line.find("/sendMessage ") == std::string_view::npos) {
    write(wire,
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
          "25\r\n\r\n{\"ok\":true,\"result\":true}\n");
    return;
  }
  const auto chat = number_behind(body, "\"chat_id\":").value_or(0);
  const auto result = fmt::format(
      R"({{"ok":true,"result":{{"message_id":{},"date":1764000000,"chat":{{"id":{},"type":"private"}},"text":"."}}}})",
      ++message_id_, chat);
  write(wire, fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                          result.size(), result));
  if (!people_.heard(chat, body, Steady::now())) return;
  ++window_.replies;
  --in_flight_;
}

void Load::drop(Wire& wire) {
  if (!wire.far_end) {
    --to_webhook_;
    std::erase(idle_, &wire);
    if (wire.posted) throw std::runtime_error("the webhook closed a connection without an answer");
  }
  ::close(wire.socket);
  wires_.erase(wire.socket);
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

}  // namespace pintu::bench
