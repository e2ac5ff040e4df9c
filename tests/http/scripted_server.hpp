// SPDX-License-Identifier: Apache-2.0
// A far end that follows a script on each connection: the faults that no proper server can be talked into.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/loopback.hpp"

namespace pintu::test {

class ScriptedServer {
 public:
  // One accepted connection, seen by the script.
  class Peer {
   public:
    Peer(ScriptedServer& server, int fd, int number) : number(number), server_(server), fd_(fd) {}
    // A whole request, header and body by its Content-Length; "" when the client left.
    std::string request() {
      std::string all;
      std::size_t whole = std::string::npos;
      char buffer[4096];
      while (all.size() < whole) {
        const auto count = ::recv(fd_, buffer, sizeof buffer, 0);
        if (count <= 0) return {};
        all.append(buffer, static_cast<std::size_t>(count));
        const auto end = all.find("\r\n\r\n");
        if (end == std::string::npos) continue;
        const auto length = all.find("Content-Length: ");
        whole = end + 4 + (length < end ? std::stoul(all.substr(length + 16)) : 0);
      }
      const std::lock_guard lock(server_.mutex_);
      server_.requests_.push_back(all);
      return all;
    }
    void say(const std::string& bytes) { ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
    // A reset instead of a proper end.
    void reset() {
      const linger now{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    // Says nothing more until the client leaves.
    void wait_for_end() {
      char buffer[4096];
      while (::recv(fd_, buffer, sizeof buffer, 0) > 0) {
      }
    }
    const int number;  // 0 for the first connection

   private:
    ScriptedServer& server_;
    int fd_;
  };

  explicit ScriptedServer(std::function<void(Peer&)> script)
      : script_(std::move(script)), fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    auto at = loopback(0);
    socklen_t size = sizeof at;
    if (::bind(fd_, reinterpret_cast<const sockaddr*>(&at), size) != 0 || ::listen(fd_, 16) != 0) {
      throw std::runtime_error("cannot listen");
    }
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~ScriptedServer() {
    stop_ = true;
    ::shutdown(fd_, SHUT_RDWR);
    thread_.join();
    ::close(fd_);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::string base() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  int connections() const { return connections_; }

 private:
  void run() {
    std::vector<std::thread> threads;
    while (!stop_) {
      const int peer = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
      if (peer < 0) break;
      threads.emplace_back([this, peer, number = connections_++] {
        Peer view(*this, peer, number);
        script_(view);
        ::close(peer);
      });
    }
    for (auto& thread : threads) thread.join();
  }

  std::function<void(Peer&)> script_;
  int fd_;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace pintu::test
