// SPDX-License-Identifier: Apache-2.0
// The real loop on a thread of its own, so that a test can be the blocking far end.
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

#include "gateway/base/asio_loop.hpp"
#include "gateway/http/server.hpp"

namespace pintu::test {

class LoopThread {
 public:
  LoopThread() : thread_([this] { loop.run(); }) {}
  ~LoopThread() { halt(); }
  LoopThread(const LoopThread&) = delete;
  LoopThread& operator=(const LoopThread&) = delete;

  // The loop stays as it is and never runs again.
  void halt() {
    loop.stop();
    if (thread_.joinable()) thread_.join();
  }

  // Runs `work` on the loop thread and gives its result.
  template <class F>
  auto call(F work) {
    std::packaged_task<std::invoke_result_t<F>()> task(std::move(work));
    auto result = task.get_future();
    loop.post([&task] { task(); });
    return result.get();
  }

  AsioLoop loop;

 private:
  std::thread thread_;
};

// A server on a loop thread; it is destroyed there too.
class Served {
 public:
  Served(LoopThread& thread, http::ServerOptions options, std::vector<http::Route> routes) : thread_(thread) {
    auto served = thread_.call([&] { return http::serve(thread_.loop, std::move(options), std::move(routes)); });
    if (!served) throw std::runtime_error(served.error().message());
    server_ = *std::move(served);
  }
  ~Served() { stop(); }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  void stop() {
    thread_.call([&] { server_.reset(); });
  }
  std::uint16_t port() const { return server_->port(); }
  // Drains and waits for the end of it.
  void drain(Duration limit) { start_drain(limit).get(); }
  std::future<void> start_drain(Duration limit) {
    auto done = std::make_shared<std::promise<void>>();
    auto drained = done->get_future();
    thread_.call([&] { server_->drain(limit, [done] { done->set_value(); }); });
    return drained;
  }

 private:
  LoopThread& thread_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace pintu::test
