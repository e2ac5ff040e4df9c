// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/asio_loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <unordered_map>

#include "gateway/base/log.hpp"

namespace pintu {

namespace asio = boost::asio;

struct AsioLoop::Parts {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard{context.get_executor()};
  std::unordered_map<std::uint64_t, std::unique_ptr<asio::steady_timer>> timers;
  std::uint64_t last = 0;
};

AsioLoop::AsioLoop() : parts_(std::make_unique<Parts>()) {}
AsioLoop::~AsioLoop() = default;

void AsioLoop::post(std::function<void()> work) { asio::post(parts_->context, std::move(work)); }

std::uint64_t AsioLoop::after(Duration delay, std::function<void()> work) {
  const auto id = ++parts_->last;
  auto timer = std::make_unique<asio::steady_timer>(parts_->context, delay);
  timer->async_wait([this, id, work = std::move(work)](const boost::system::error_code& error) {
    const auto node = parts_->timers.extract(id);
    if (!error && !node.empty()) work();
  });
  parts_->timers.emplace(id, std::move(timer));
  return id;
}

void AsioLoop::cancel(std::uint64_t timer) { parts_->timers.erase(timer); }

void AsioLoop::run() {
  while (!parts_->context.stopped()) {
    try {
      parts_->context.run();
    } catch (const std::exception& error) {
      log::error("loop.work_threw", {{"what", error.what()}});
    }
  }
}

void AsioLoop::stop() { parts_->context.stop(); }

asio::io_context& AsioLoop::context() { return parts_->context; }

}  // namespace pintu
