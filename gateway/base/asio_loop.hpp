// SPDX-License-Identifier: Apache-2.0
// The real loop: one io_context, one thread. Only http and app include this.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>

#include "gateway/base/loop.hpp"

namespace pintu {

class AsioLoop final : public Loop {
 public:
  AsioLoop();
  ~AsioLoop() override;
  void post(std::function<void()> work) override;
  std::uint64_t after(Duration delay, std::function<void()> work) override;
  void cancel(std::uint64_t timer) override;

  // Runs until stop(). An exception of a piece of work is logged and costs only that piece.
  void run();
  void stop();  // from any thread; pending work is dropped: drain first
  boost::asio::io_context& context();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace pintu
