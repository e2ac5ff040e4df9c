// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/remote.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "gateway/app/assemble.hpp"
#include "gateway/app/daemon.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/manual_loop.hpp"
#include "gateway/commands/commands.hpp"
#include "gateway/commands/configured.hpp"
#include "gateway/control/publishing.hpp"
#include "gateway/http/client.hpp"

namespace pintu::commands {

namespace {

constexpr std::chrono::seconds patience{3};
constexpr std::chrono::milliseconds between_tries{50};

http::Request request_of(const std::string& method, const std::string& target, const std::string& body) {
  http::Request request;
  request.method = method;
  request.target = "http://pintu" + target;
  request.effect = method == "GET" ? http::Effect::none : http::Effect::creates;
  request.timeout = target.starts_with("/backup") ? Duration(std::chrono::hours(2)) : std::chrono::seconds(30);
  if (target.starts_with("/publish")) request.timeout = std::chrono::minutes(10);  // every open talk is counted
  request.body = body;
  request.answer_limit = 64 << 20;
  return request;
}

// The same work on the store itself, by the holder of the lock: no thread, no network.
bool do_it_here(const app::Lock&, app::Installation installation, const std::string& method, const std::string& target,
                const std::string& body, RemoteAnswer& answer, int& exit) {
  const SystemClock clock;
  auto store = store::open(installation.store_url, {installation.data, installation.master_key, &clock, true});
  if (!store) {
    fmt::print(stderr, "pintu: {}\n", store.error().message());
    exit = store.error().code() == Errc::configuration ? configuration : unreachable;
    return false;
  }
  dialogs::Library library;
  if (auto loaded = app::load_library(**store, installation.scripts, library); !loaded) {
    fmt::print(stderr, "pintu: {}\n", loaded.error().message());
    exit = configuration;
    return false;
  }
  flow::InHand in_hand(installation.data + "/in-hand", crypto::hmac_sha256(installation.master_key, "in-hand"));
  flow::LedgerCore core(installation.world, library, **store, in_hand, [](const flow::Committed&) {});
  flow::InlineLedger ledger(core);
  ManualClock time(clock.now());
  ManualLoop loop(time);
  control::Operations operations(ledger, loop);
  operations.publish_with(library);
  http::Request request = request_of(method, target, body);
  request.target = target;
  operations.handle(request, "command",
                    [&](http::Response response) { answer = {response.status, std::move(response.body)}; });
  loop.run_posted();
  return true;
}

}  // namespace

std::shared_ptr<RemoteOptions> add_remote_options(CLI::App& command) {
  auto options = std::make_shared<RemoteOptions>();
  command.add_option("-c,--config", options->config, "Configuration file")->capture_default_str();
  command.add_flag("--json", options->json, "One JSON object instead of text");
  return options;
}

bool ask(const RemoteOptions& options, const std::string& method, const std::string& target, RemoteAnswer& answer,
         int& exit, const std::string& body) {
  auto installation = configured(options.config, exit);
  if (!installation) return false;
  const auto end = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const auto exchange =
        http::exchange_over_socket(installation->data + "/pintu.sock", request_of(method, target, body));
    if (const auto* response = std::get_if<http::Response>(&exchange)) {
      answer = {response->status, response->body};
      return true;
    }
    if (std::holds_alternative<http::NoAnswer>(exchange)) {
      fmt::print(stderr, "pintu: the daemon took the request and gave no answer: look at its log, then try again\n");
      exit = try_again;
      return false;
    }
    const auto lock = app::Lock::take(installation->data);
    if (lock) return do_it_here(*lock, *std::move(installation), method, target, body, answer, exit);
    // A daemon that starts or ends holds the lock while its socket is not open.
    if (lock.error().code() != Errc::conflict || std::chrono::steady_clock::now() >= end) {
      fmt::print(stderr, "pintu: {}, and no daemon answers at {}/pintu.sock\n", lock.error().message(),
                 installation->data);
      exit = unreachable;
      return false;
    }
    std::this_thread::sleep_for(between_tries);
  }
}

std::optional<std::vector<dialogs::SourceFile>> published_scripts(const RemoteOptions& options, std::int64_t version,
                                                                  int& exit) {
  RemoteAnswer answer;
  if (!ask(options, "GET", fmt::format("/scripts/{}", version), answer, exit)) return std::nullopt;
  const auto read = nlohmann::json::parse(answer.body, nullptr, false);
  if (answer.status != 200 || !read.is_object() || !read.contains("files")) {
    exit = problems;
    return std::nullopt;
  }
  return control::unpack(read["files"].dump());
}

int ask_and_show(const RemoteOptions& options, const std::string& method, const std::string& target,
                 void (*show)(const nlohmann::json& answer)) {
  RemoteAnswer answer;
  int exit = our_bug;
  if (!ask(options, method, target, answer, exit)) return exit;
  const auto parsed = nlohmann::json::parse(answer.body, nullptr, false);
  if (answer.status >= 400) {
    const auto sentence = parsed.is_object() ? parsed.value("error", std::string("refused")) : std::string("refused");
    fmt::print(stderr, "pintu: {}\n", sentence);
    return answer.status >= 500 ? try_again : problems;
  }
  if (options.json || !parsed.is_object()) {
    fmt::print("{}\n", answer.body);
  } else {
    show(parsed);
  }
  return good;
}

}  // namespace pintu::commands
