// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/demo.hpp"

#include <arpa/inet.h>
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

Demo::Demo(AsioLoop& loop, const Clock& clock)
    : loop_(loop), clock_(clock), telegram_(loop, bot_token), lapor_(loop, "Bearer demo", "demo") {
  folder_ =
      (std::filesystem::temp_directory_path() / ("pintu-demo-" + crypto::to_hex(crypto::random_bytes(6)))).string();
}

Demo::~Demo() {
  page_.reset();
  daemon_.reset();
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

// The same file that an installer writes, read the same way.
Result<Installation> Demo::install(std::uint16_t hooks_port) {
  std::filesystem::create_directories(folder_);
  const std::string hooks = "127.0.0.1:" + std::to_string(hooks_port);
  const std::string path = folder_ + "/pintu.yaml";
  std::ofstream(path) << "listen: " << hooks << "\nadmin: off\npublic_url: http://" << hooks << "\ndata: " << folder_
                      << "/data\n"
                      << "channels:\n  tg: {kind: telegram, api: \"" << telegram_.base() << "\", token: \"" << bot_token
                      << "\", secret: " << crypto::to_hex(crypto::random_bytes(16)) << ", receive: webhook}\n"
                      << "agencies:\n  lapor: {kind: lapor/json, api: \"" << lapor_.base()
                      << "\", authorization: Bearer demo, token: demo, path: complaint-jabar, user_id: \"1\", channel: "
                         "7, rate: 600/min, poll: 5s}\n"
                      << "promises: {verifikasi: {working_days: 3, source: \"SP4N-LAPOR!\"}}\n";
  const auto loaded = load_config(path, real_surroundings());
  if (!loaded.faults.empty()) return fail(Errc::internal, to_string(loaded.faults.front()));
  auto installation = assemble(loaded.config);
  if (!installation) return fail(Errc::internal, to_string(installation.error().front()));
  return *std::move(installation);
}

Result<void> Demo::start(std::uint16_t page_port, std::function<void()> ready) {
  if (auto started = telegram_.start(); !started) return started;
  if (auto started = lapor_.start(); !started) return started;
  page_ = std::make_unique<sandbox::DemoServer>(
      loop_, telegram_, lapor_,
      [this](const std::string& id, std::function<void(std::string)> tell) { why(id, std::move(tell)); });
  if (auto started = page_->start(page_port); !started) return started;
  PINTU_TRY(auto installation, install(free_port()));
  daemon_ = std::make_unique<Daemon>(loop_, clock_, std::move(installation));
  return daemon_->start(std::move(ready));
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
