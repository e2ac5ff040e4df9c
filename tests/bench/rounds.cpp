// SPDX-License-Identifier: Apache-2.0
#include "bench/rounds.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "bench/advance_loop.hpp"
#include "bench/house.hpp"
#include "bench/load.hpp"
#include "bench/people.hpp"
#include "bench/store_loop.hpp"

namespace pintu::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto settle_limit = 60s;
constexpr double much_of_maximum = 0.6;

double machine_load() {
  double load = 0;
  return ::getloadavg(&load, 1) == 1 ? load : 0;
}

class Round {
 public:
  Round(const Plan& plan, Figures& figures, int number) : plan_(plan), figures_(figures), number_(number) {}

  void play() {
    figures_.add("machine_load", machine_load());
    with_daemon();
    figures_.add("advance_us", advance_us(plan_.bare / 4));
    figures_.add("store_ceiling_per_s", store_turns_per_s(plan_.folder, shape_, plan_.bare));
    bare_server();
    if (!plan_.grammy.empty()) grammy();
    compare();
  }

 private:
  static void settled(Load& load, const People& people) {
    if (!load.settle(settle_limit)) throw std::runtime_error("a turn never got its reply");
    // A machine that stands still for seconds lets a timer of the script speak between two lines: a few, never many.
    if (people.unexpected() * 100 > people.expected()) {
      throw std::runtime_error(fmt::format("{} replies were not the script's, the first: {}", people.unexpected(),
                                           people.first_unexpected()));
    }
  }

  void with_daemon() {
    People people(1'000'000'000);
    Load load({.port = 0, .secret = House::secret, .connections = 256}, people);
    // A database of its own: the timers of people that another round left in the middle would speak in this one.
    const auto folder = fmt::format("{}/round-{}", plan_.folder, number_ + 1);
    House house(plan_.binary, folder, load.far_end_port());
    house.start();
    load.aim(house.port());
    closed_loop(house, load);
    settled(load, people);
    open_loop(load);
    settled(load, people);
    figures_.add("rss_mb", house.peak_mib());
    house.stop();
    const auto turns_a_commit = shape_.turns_a_commit;
    shape_ = shape_of(house.database());
    shape_.turns_a_commit = turns_a_commit;
    figures_.add("ready_ms", static_cast<double>(house.start().count()));
    house.stop();
    std::filesystem::remove_all(folder + "/data");
  }

  void closed_loop(House& house, Load& load) {
    load.run({.in_flight = plan_.in_flight}, plan_.warm_up);
    const auto before = house.read();
    const auto window = load.run({.in_flight = plan_.in_flight}, plan_.closed);
    const auto after = house.read();
    const double turns = after.turns() - before.turns();
    if (turns < 1) throw std::runtime_error("the daemon settled no turn");
    const double commits = std::max(1.0, after.commits() - before.commits());
    figures_.add("turns_per_s", turns / window.seconds);
    figures_.add("cpu_ms_per_turn", (after.cpu_seconds - before.cpu_seconds) * 1000 / turns);
    figures_.add("generator_cpu_share", window.cpu_seconds / window.seconds);
    figures_.add("refused", static_cast<double>(window.refused));
    figures_.add("turns_a_commit", turns / commits);
    figures_.add("turn_ms_at_maximum", static_cast<double>(plan_.in_flight) * 1000 * window.seconds / turns);
    shape_.turns_a_commit = std::max(1.0, turns / commits);
    stages(before, after, turns);
  }

  // Microseconds a turn, of wall time on the thread that does it.
  void stages(const Reading& before, const Reading& after, double turns) {
    for (const auto* stage : {"receive", "in_hand", "load", "decide", "write", "seal", "commit", "send", "outcome"}) {
      const auto label = fmt::format("stage=\"{}\"", stage);
      const double spent = sum_of(after.metrics, "pintu_stage_seconds_total", label) -
                           sum_of(before.metrics, "pintu_stage_seconds_total", label);
      if (spent > 0) figures_.add(std::string("stage_us_per_turn.") + stage, spent * 1e6 / turns);
    }
  }

  void open_loop(Load& load) {
    const double most = figures_.median("turns_per_s") * much_of_maximum;
    const double turns = std::min(plan_.per_second, most);
    // A line that nobody answers is posted too.
    const double posts =
        turns * static_cast<double>(People::lines_a_walk()) / static_cast<double>(People::replies_a_walk());
    load.run({.per_second = posts}, plan_.open / 4);
    const auto window = load.run({.per_second = posts}, plan_.open);
    figures_.add("ack_at_turns_per_s", turns);
    figures_.add("ack_p50_ms", percentile(window.ack_ms, 0.5));
    figures_.add("ack_p99_ms", percentile(window.ack_ms, 0.99));
  }

  void bare_server() {
    const auto port = free_port();
    Child server({plan_.self, "--bare-server", std::to_string(port)}, plan_.folder + "/bare-server.log");
    server.await("listening", [port] { return can_connect(port); }, 10s);
    People people(1, false);
    Load load({.port = port, .secret = House::secret, .connections = plan_.in_flight}, people);
    load.run({.in_flight = plan_.in_flight}, plan_.bare / 4);
    const auto window = load.run({.in_flight = plan_.in_flight}, plan_.bare);
    if (window.refused > 0) throw std::runtime_error("the bare server refused what the daemon takes");
    figures_.add("http_ceiling_per_s", static_cast<double>(window.acknowledged) / window.seconds);
    load.settle(settle_limit);
  }

  void grammy() {
    const auto port = free_port();
    People people(1'000);
    Load load({.port = port, .secret = House::secret, .connections = 256}, people);
    const auto api = fmt::format("http://127.0.0.1:{}", load.far_end_port());
    Child bot({"node", plan_.grammy, std::to_string(port), api, House::secret}, plan_.folder + "/grammy.log");
    bot.await("listening", [port] { return can_connect(port); }, 20s);
    load.run({.in_flight = plan_.in_flight}, plan_.warm_up);
    const double cpu = bot.cpu_seconds();
    const auto window = load.run({.in_flight = plan_.in_flight}, plan_.closed);
    const auto turns = static_cast<double>(window.replies);
    if (turns < 1) throw std::runtime_error("grammY answered nobody");
    figures_.add("grammy_turns_per_s", turns / window.seconds);
    figures_.add("grammy_cpu_ms_per_turn", (bot.cpu_seconds() - cpu) * 1000 / turns);
    settled(load, people);
  }

  void compare() {
    const auto ratio = [this](const char* name, const char* of, const char* to) {
      if (figures_.has(to)) figures_.add(name, figures_.last(of) / figures_.last(to));
    };
    ratio("turns_vs_store", "turns_per_s", "store_ceiling_per_s");
    ratio("turns_vs_http", "turns_per_s", "http_ceiling_per_s");
    ratio("turns_vs_grammy", "turns_per_s", "grammy_turns_per_s");
  }

  const Plan& plan_;
  Figures& figures_;
  int number_;
  TurnShape shape_;
};

}  // namespace

Figures measure(const Plan& plan) {
  std::filesystem::remove_all(plan.folder);
  std::filesystem::create_directories(plan.folder);
  Figures figures;
  for (int number = 0; number < plan.rounds; ++number) {
    std::fprintf(stderr, "round %d of %d\n", number + 1, plan.rounds);
    Round(plan, figures, number).play();
  }
  return figures;
}

}  // namespace pintu::bench
