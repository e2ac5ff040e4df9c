// SPDX-License-Identifier: Apache-2.0
// The real binary between far ends that live in this process, on loopback: started, killed, asked by its own commands.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/http/client.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/fake_telegram.hpp"
#include "support/catch.hpp"
#include "support/serving.hpp"

namespace pintu::test {

// A command of ours, to its end; what it says on standard error is dropped.
inline Ran run(const std::string& arguments, const std::string& input = "/dev/null") {
  const auto ran = run_command(arguments, input);
  REQUIRE(ran.has_value());
  return *ran;
}

class Installed {
 public:
  struct Extra {
    std::string channels = {};    // lines of YAML beside the Telegram channel
    std::string public_url = {};  // its own address when empty
    std::string agencies = {};    // lines of YAML from agencies: on; LAPOR's JSON interface when empty
  };
  explicit Installed(std::uint16_t port) : Installed(port, Extra{}) {}
  Installed(std::uint16_t port, const Extra& extra)
      : telegram(loop, token), lapor(loop, "Bearer test", "test"), port_(port) {
    log::set_level(log::Level::error);
    folder =
        (std::filesystem::temp_directory_path() / ("pintu-e2e-" + crypto::to_hex(crypto::random_bytes(6)))).string();
    std::filesystem::create_directories(folder);
    REQUIRE(telegram.start());
    REQUIRE(lapor.start());
    client = http::make_client(loop, {.allowed_bases = {hooks()}});
    std::ofstream(config()) << "listen: 127.0.0.1:" << port_
                            << "\nadmin: off\npublic_url: " << (extra.public_url.empty() ? hooks() : extra.public_url)
                            << "\ndata: " << folder << "/data\nchannels:\n  tg: {kind: telegram, api: \""
                            << telegram.base() << "\", token: \"" << token << "\", secret: " << secret
                            << ", receive: webhook}\n"
                            << extra.channels << (extra.agencies.empty() ? lapor_by_json() : extra.agencies);
  }
  ~Installed() {
    stop(SIGKILL);
    std::error_code error;
    std::filesystem::remove_all(folder, error);
  }

  std::string config() const { return folder + "/pintu.yaml"; }
  std::string hooks() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::string with_config() const { return " -c " + config(); }

  // As Serving::start.
  void start(const std::vector<std::string>& variables = {}, const std::vector<int>& sockets = {}) {
    REQUIRE(daemon_.start(config(), folder + "/log", variables, sockets));
  }
  // Its exit code, or the signal that ended it, negative.
  int stop(int signal) {
    if (signal == SIGKILL) return daemon_.kill();
    daemon_.signal(signal);
    return wait();
  }
  void signal(int signal) { daemon_.signal(signal); }
  // As it ends by itself.
  int wait() {
    // A graceful end needs its far ends, which live on our loop.
    auto end = daemon_.ended();
    for (; !end; end = daemon_.ended()) spin(std::chrono::milliseconds(5));
    return *end;
  }

  std::string log_text() const {
    std::ifstream in(folder + "/log");
    return {std::istreambuf_iterator<char>(in), {}};
  }

  // Lets the far ends work until it is true; false after `limit`.
  bool until(const std::function<bool()>& condition, Duration limit = std::chrono::seconds(60)) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > end) return false;
      spin(std::chrono::milliseconds(5));
    }
    return true;
  }
  // A command that asks the far ends, which live on our loop.
  Ran run_beside(const std::string& arguments) {
    auto ran = std::async(std::launch::async, [&] { return run(arguments); });
    while (ran.wait_for(std::chrono::seconds(0)) != std::future_status::ready) spin(std::chrono::milliseconds(5));
    return ran.get();
  }
  void spin(Duration by) {
    loop.context().restart();
    loop.context().run_for(by);
  }

  std::vector<std::string> heard(std::int64_t chat) {
    std::vector<std::string> texts;
    for (const auto& line : telegram.phone(chat)) {
      if (!line.from_person) texts.push_back(line.message.value("text", std::string()));
    }
    return texts;
  }
  std::size_t count(std::int64_t chat, const std::string& words) {
    const auto texts = heard(chat);
    return static_cast<std::size_t>(
        std::count_if(texts.begin(), texts.end(), [&](const auto& t) { return t.find(words) != std::string::npos; }));
  }
  bool last_says(std::int64_t chat, const std::string& words) {
    const auto texts = heard(chat);
    return !texts.empty() && texts.back().find(words) != std::string::npos;
  }
  http::Exchange exchange(http::Request request) {
    std::optional<http::Exchange> answer;
    client->exchange(std::move(request), [&](http::Exchange got) { answer = std::move(got); });
    REQUIRE(until([&] { return answer.has_value(); }));
    return *answer;
  }

  static constexpr const char* token = "700001:e2e";
  static constexpr const char* secret = "e2e-secret";
  AsioLoop loop;
  sandbox::FakeTelegram telegram;
  sandbox::FakeLapor lapor;
  std::unique_ptr<http::HttpClient> client;
  std::string folder;

 private:
  std::string lapor_by_json() const {
    return "agencies:\n  lapor: {kind: lapor/json, api: \"" + lapor.base() +
           "\", authorization: Bearer test, token: test, path: complaint-jabar, user_id: \"1\", channel: 7, "
           "rate: 6000/min, poll: 1h}\n";
  }

  std::uint16_t port_;
  Serving daemon_;
};

}  // namespace pintu::test
