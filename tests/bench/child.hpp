// SPDX-License-Identifier: Apache-2.0
// A program under measurement: started, watched through /proc, ended.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace pintu::bench {

class Child {
 public:
  // `log`: where its standard error goes; its standard output is dropped. Throws when it cannot be started.
  Child(const std::vector<std::string>& command, const std::string& log);
  ~Child();  // ends it at once when it still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Until the condition holds; throws with what was awaited after `limit`, or when the child ended.
  void await(const char* what, const std::function<bool()>& condition, std::chrono::milliseconds limit);
  double cpu_seconds() const;  // user and system, all threads
  double peak_mib() const;     // VmHWM
  void stop();                 // SIGTERM, and waits

 private:
  bool running();
  pid_t pid_ = 0;
};

// A port that was free a moment ago.
std::uint16_t free_port();

bool can_connect(std::uint16_t port);

// The body of GET http://127.0.0.1:PORT/PATH when it is 200; empty for everything else.
std::string get(std::uint16_t port, const std::string& path);

// The sum over all series of a metric, of those that have `label` when it is not empty ("stage=\"seal\"").
double sum_of(const std::string& exposition, const std::string& name, const std::string& label = {});

}  // namespace pintu::bench
