// SPDX-License-Identifier: Apache-2.0
#include "bench/house.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace pintu::bench {

using namespace std::chrono_literals;

double Reading::turns() const { return sum_of(metrics, "pintu_send_attempts_total", "outcome=\"done\""); }
double Reading::commits() const { return sum_of(metrics, "pintu_commits_total"); }

House::House(std::string binary, std::string folder, std::uint16_t api_port)
    : binary_(std::move(binary)), folder_(std::move(folder)), hooks_(free_port()), admin_(free_port()) {
  std::filesystem::create_directories(folder_);
  // No agency: a report stays with us, as grammY's stays with it. No brake: it is the daemon that is measured.
  std::ofstream(folder_ + "/pintu.yaml") << fmt::format(
      "listen: 127.0.0.1:{}\nadmin: 127.0.0.1:{}\ndata: {}/data\nchannels:\n"
      "  tg: {{kind: telegram, api: \"http://127.0.0.1:{}\", token: \"700001:bench\", secret: {}, rate: 10000/s}}\n",
      hooks_, admin_, folder_, api_port, secret);
}

std::chrono::milliseconds House::start() {
  const auto began = std::chrono::steady_clock::now();
  child_ = std::make_unique<Child>(std::vector<std::string>{binary_, "serve", "-c", folder_ + "/pintu.yaml"},
                                   folder_ + "/log");
  child_->await("ready", [this] { return !get(admin_, "/health/ready").empty(); }, 30s);
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
}

void House::stop() {
  child_->stop();
  child_.reset();
}

Reading House::read() const { return {child_->cpu_seconds(), get(admin_, "/metrics")}; }

}  // namespace pintu::bench
