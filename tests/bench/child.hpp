// SPDX-License-Identifier: Apache-2.0
// A program under measurement: started, watched through /proc, ended.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "support/process.hpp"

namespace pintu::bench {

class Child {
 public:
  // Ended at once with this object. `log`: where its standard error goes; its standard output is dropped. Throws when
  // it cannot be started.
  Child(const std::vector<std::string>& command, const std::string& log);
  // Until the condition holds; throws with what was awaited after `limit`, or when the child ended.
  void await(const char* what, const std::function<bool()>& condition, std::chrono::milliseconds limit);
  double cpu_seconds() const;  // user and system, all threads
  double peak_mib() const;     // VmHWM
  void stop() { process_.end(SIGTERM); }

 private:
  test::Process process_;
};

// A port that was free a moment ago.
std::uint16_t free_port();

bool can_connect(std::uint16_t port);

// The body of GET http://127.0.0.1:PORT/PATH when it is 200; empty for everything else.
std::string get(std::uint16_t port, const std::string& path);

// The sum over all series of a metric, of those that have `label` when it is not empty ("stage=\"seal\"").
double sum_of(const std::string& exposition, const std::string& name, const std::string& label = {});

}  // namespace pintu::bench
