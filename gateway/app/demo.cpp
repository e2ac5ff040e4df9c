// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/demo.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "gateway/app/assemble.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::app {

namespace {

constexpr const char* bot_token = "700001:demo";
// The demo's one person has a phone of each kind.
constexpr std::int64_t chat = 620001;
constexpr const char* number = "6281200000001";
// The desk's group on Telegram, and the one who alone reads what is secret.
constexpr std::int64_t desk_group = -1001000000620;
constexpr std::int64_t verifier = 620099;

// Telegram must be told our address before we listen, so the port is chosen here.
std::uint16_t free_port() {
  const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  const bool found = ::bind(file, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                     ::getsockname(file, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(file);
  return found ? ntohs(address.sin_port) : std::uint16_t{0};
}

}  // namespace

Demo::Demo(AsioLoop& loop, const Clock& clock, bool manual)
    : loop_(loop),
      clock_(clock),
      manual_(manual),
      graph_(loop, {}),
      telegram_(loop, bot_token),
      sms_(loop, {}),
      lapor_(loop, "Bearer demo", "demo") {
  folder_ =
      (std::filesystem::temp_directory_path() / ("pintu-demo-" + crypto::to_hex(crypto::random_bytes(6)))).string();
}

Demo::~Demo() {
  page_.reset();
  daemon_.reset();
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

std::string Demo::configuration() const {
  const sandbox::GraphNumber wa;
  const sandbox::SmsNumber sms;
  const auto agency = manual_ ? std::string("{kind: manual, desk: verifikator}")
                              : fmt::format(
                                    "{{kind: lapor/json, api: \"{}\", authorization: Bearer demo, token: demo, path: "
                                    "complaint-jabar, user_id: \"1\", channel: 7, rate: 600/min, poll: 5s}}",
                                    lapor_.base());
  return fmt::format(
      "listen: {0}\nadmin: off\npublic_url: http://{0}\ndata: {1}/data\nchannels:\n"
      "  wa: {{kind: whatsapp, api: \"{2}\", phone_number_id: \"{3}\", token: {4}, app_secret: {5}, verify_token: "
      "{6}}}\n"
      "  tg: {{kind: telegram, api: \"{7}\", token: \"{8}\", secret: {9}, receive: webhook}}\n"
      "  sms: {{kind: sms/kannel, api: \"{10}\", username: {11}, password: {12}, from: \"{13}\", allow_from: "
      "[127.0.0.1]}}\n"
      "agencies:\n  lapor: {14}\n"
      "desks:\n  verifikator:\n    officers: [{{channel: tg, chat: \"{15}\"}}]\n"
      "    verifier: {{channel: tg, chat: \"{16}\", name: Ani}}\n"
      "  darurat: {{officers: [{{channel: tg, chat: \"{15}\"}}]}}\n"
      "promises: {{verifikasi: {{working_days: 3, source: \"SP4N-LAPOR!\"}}}}\n",
      hooks_.substr(hooks_.find("//") + 2), folder_, graph_.api(), wa.phone_number_id, wa.token, wa.app_secret,
      wa.verify_token, telegram_.base(), bot_token, crypto::to_hex(crypto::random_bytes(16)), sms_.base(), sms.username,
      sms.password, sms.number, agency, desk_group, verifier);
}

// The same file that an installer writes, read the same way.
Result<Installation> Demo::install() {
  std::filesystem::create_directories(folder_);
  const std::string path = folder_ + "/pintu.yaml";
  std::ofstream(path) << configuration();
  const auto loaded = load_config(path, real_surroundings());
  if (!loaded.faults.empty()) return fail(Errc::internal, to_string(loaded.faults.front()));
  auto installation = assemble(loaded.config);
  if (!installation) return fail(Errc::internal, to_string(installation.error().front()));
  return *std::move(installation);
}

Result<void> Demo::start(std::uint16_t page_port, std::function<void()> ready) {
  if (auto started = graph_.start(); !started) return started;
  if (auto started = telegram_.start(); !started) return started;
  if (auto started = sms_.start(); !started) return started;
  if (auto started = lapor_.start(); !started) return started;
  std::vector<std::unique_ptr<sandbox::Phone>> phones;
  phones.push_back(sandbox::whatsapp_phone(graph_, number));
  phones.push_back(sandbox::telegram_phone(telegram_, chat));
  phones.push_back(sandbox::sms_phone(sms_, std::string("+") + number));
  // Both are known to the bot, as they must be to be written to.
  telegram_.unblock(verifier);
  telegram_.found_group(desk_group, "Meja Pengaduan", {{"id", verifier}, {"first_name", "Ani"}});
  std::vector<std::unique_ptr<sandbox::Phone>> officers;
  officers.push_back(sandbox::telegram_phone(telegram_, desk_group, "petugas"));
  officers.push_back(sandbox::telegram_phone(telegram_, verifier, "verifikator"));
  page_ = std::make_unique<sandbox::DemoServer>(
      loop_, std::move(phones), std::move(officers), lapor_,
      [this](const std::string& id, std::function<void(std::string)> tell) { why(id, std::move(tell)); });
  if (auto started = page_->start(page_port); !started) return started;
  hooks_ = "http://127.0.0.1:" + std::to_string(free_port());
  PINTU_TRY(auto installation, install());
  daemon_ = std::make_unique<Daemon>(loop_, clock_, std::move(installation));
  return daemon_->start([this, ready = std::move(ready)] { connect(ready); });
}

// What an installer tells each provider; Telegram is told by the daemon.
void Demo::connect(std::function<void()> ready) {
  sms_.subscribe(hooks_ + "/hooks/sms");
  graph_.subscribe(hooks_ + "/hooks/wa", std::move(ready));
}

// "last" is the newest thing the person wrote.
void Demo::why(const std::string& id, std::function<void(std::string)> tell) {
  const auto ask = [this, tell](const std::string& wanted) {
    http::Request request;
    request.method = "GET";
    request.target = "/why/" + http::url_encode(wanted);
    daemon_->operations().handle(
        request, "demo", [tell](const http::Response& response) { tell(response.status == 200 ? response.body : ""); });
  };
  if (id != "last") {
    ask(id);
    return;
  }
  daemon_->newest_message([tell, ask](const std::string& newest) {
    if (newest.empty()) {
      tell("{\"life\":[]}");
    } else {
      ask(newest);
    }
  });
}

}  // namespace pintu::app
