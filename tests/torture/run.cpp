// SPDX-License-Identifier: Apache-2.0
#include "torture/run.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <chrono>
#include <fstream>

#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "support/loopback.hpp"
#include "torture/gather.hpp"

namespace pintu::torture {

using namespace std::chrono_literals;

namespace {

constexpr Duration between_looks = 4s;    // of the clerk, while kills go on
constexpr Duration first_patience = 60s;  // for the first process to take webhooks
constexpr Duration last_patience = 180s;  // for everything to come to its end
constexpr std::size_t undisturbed_looks = 2;

bool is_free(std::uint16_t port) {
  const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = test::loopback(port);
  const bool free = ::bind(file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  ::close(file);
  return free;
}

// Below those that the system gives to connections: while the daemon is down nobody else may get it, nor may a
// connection to it meet itself.
std::uint16_t port_of_its_own() {
  for (;;) {
    const auto port = static_cast<std::uint16_t>(20000 + crypto::random_below(12000));
    if (is_free(port)) return port;
  }
}

}  // namespace

Run::Run(Settings settings) : settings_(settings), dice_(settings.seed), far_ends_(loop_) {
  log::set_level(log::Level::error);
  folder_ =
      (std::filesystem::temp_directory_path() / ("pintu-torture-" + crypto::to_hex(crypto::random_bytes(6)))).string();
  config_ = folder_ + "/pintu.yaml";
}

Run::~Run() {
  daemon_.kill();
  std::error_code error;
  if (good_ && !settings_.keep) std::filesystem::remove_all(folder_, error);
}

void Run::spin(Duration by) {
  loop_.context().restart();
  loop_.context().run_for(by);
}

Result<void> Run::set_up() {
  std::error_code error;
  if (!std::filesystem::create_directories(folder_, error)) return fail(Errc::unavailable, "cannot make " + folder_);
  if (auto started = far_ends_.start(); !started) return started;
  const auto port = port_of_its_own();
  relay_ = std::make_unique<Relay>(loop_, "http://127.0.0.1:" + std::to_string(port), settings_.seed,
                                   [this] { happened(Moment::by_event); });
  if (auto started = relay_->start(); !started) return started;
  std::ofstream(config_) << far_ends_.configuration(port, relay_->base(), folder_);
  far_ends_.lapor.on_change([this] { happened(Moment::at_agency); });
  far_ends_.connect(relay_->base(), [this] { connected_ = true; });
  return {};
}

void Run::people_come() {
  std::uint32_t number = 0;
  const auto come = [&](std::unique_ptr<Handset> phone) {
    ++number;
    people_.push_back(std::make_unique<Person>(
        loop_, std::move(phone), number, settings_.seed * 1000 + number, [this] { return life_; },
        [this] { happened(Moment::by_event); }));
    people_.back()->begin();
  };
  for (std::uint32_t i = 1; i <= settings_.people; ++i) {
    come(handset(far_ends_.graph, fmt::format("62812{:08}", i)));
    come(handset(far_ends_.telegram, 620000 + static_cast<std::int64_t>(i)));
    come(handset(far_ends_.sms, fmt::format("+62813{:08}", i)));
  }
}

Result<Outcome> Run::play() {
  const auto began = std::chrono::steady_clock::now();
  if (auto ready = set_up(); !ready) return std::unexpected(ready.error());
  start();
  for (Duration waited{0}; !connected_; waited += 20ms) {
    if (waited > first_patience) return fail(Errc::unavailable, "the daemon took no webhook: see " + folder_ + "/log");
    spin(20ms);
  }
  people_come();
  torment();
  settle();
  auto outcome = judge();
  if (!outcome) return outcome;
  outcome->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return outcome;
}

void Run::torment() {
  plan();
  Duration looked{0};
  while (kills_ < settings_.rounds) {
    spin(20ms);
    looked += 20ms;
    if (looked < between_looks) continue;
    looked = 0ms;
    resolve_unknown();
  }
}

// Nobody begins anything new; what was begun comes to its end, the clerk's work too.
void Run::settle() {
  for (auto& person : people_) person->finish();
  relay_->behave();
  std::size_t settled = 0;
  const auto end = std::chrono::steady_clock::now() + last_patience;
  while (settled < undisturbed_looks && std::chrono::steady_clock::now() < end) {
    spin(500ms);
    if (!daemon_.running()) continue;
    resolve_unknown();
    settled = is_settled() ? settled + 1 : 0;
  }
  daemon_.signal(SIGTERM);
  auto code = daemon_.ended();
  for (; !code; code = daemon_.ended()) spin(10ms);
  if (*code != 0) troubles_.push_back("the last process ended with " + std::to_string(*code));
}

// Beside the data, for whoever looks into what went wrong.
void Run::write_talks() const {
  std::ofstream out(folder_ + "/talks");
  for (const auto& person : people_) {
    const auto& phone = person->phone();
    out << "=== " << phone.channel() << ":" << phone.address() << "\n";
    for (std::size_t i = 0; i < phone.size(); ++i) {
      const auto line = phone.line(i);
      out << (line.from_person ? line.acked ? "warga: " : "warga (no 2xx): " : "Pintu: ") << line.text << "\n";
    }
  }
}

Result<Outcome> Run::judge() {
  auto records = gather(config_, people_, far_ends_.lapor);
  if (!records) return std::unexpected(records.error());
  records->troubles = troubles_;
  Outcome outcome;
  outcome.verdict = check(*records);
  outcome.kills = kills_;
  outcome.unknown_resolved = unknown_resolved_;
  outcome.reports = records->reports.size();
  for (const auto& person : people_) outcome.reminders += person->reminders();
  outcome.webhooks = relay_->tally();
  good_ = outcome.verdict.good();
  if (!good_ || settings_.keep) write_talks();
  return outcome;
}

}  // namespace pintu::torture
