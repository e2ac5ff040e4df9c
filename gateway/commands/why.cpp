// SPDX-License-Identifier: Apache-2.0
// pintu why: the life of one thing, and for a message which line took it, which did not, and where to change it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "dialogs/why.hpp"
#include "gateway/commands/commands.hpp"
#include "gateway/commands/remote.hpp"
#include "gateway/commands/request_command.hpp"
#include "gateway/http/message.hpp"

namespace pintu::commands {

using nlohmann::json;

namespace {

struct Arguments {
  std::shared_ptr<RemoteOptions> remote;
  std::string id, since, channel;
};

// A published set; an empty one when it cannot be had: then only the rules' own words are told.
dialogs::ScriptSet published(const RemoteOptions& remote, std::int64_t version) {
  int exit = our_bug;
  const auto files = version == 0 ? std::nullopt : published_scripts(remote, version, exit);
  return files ? dialogs::load(*files).set : dialogs::ScriptSet{};
}

json explanation(const RemoteOptions& remote, const json& took) {
  const auto version = took.value("set", std::int64_t{0});
  const auto told = dialogs::explain(
      published(remote, version),
      {took.value("rule", ""), took.value("passed", std::vector<std::string>{}), took.value("step", ""), version});
  json out{{"took", told.took}, {"passed", told.passed}};
  if (!told.where.empty()) out["change"] = {{"where", told.where}, {"what", told.change}};
  out["try"] = fmt::format("pintu chat --why --from {}", version);
  out["test"] = fmt::format("pintu chat --from {} --record NASKAH.test.yaml", version);
  return out;
}

void show_explanation(const json& told, const std::string& text) {
  fmt::print("Pesan ini: {}\n", field(told, "took"));
  if (!told["passed"].empty()) fmt::print("Lebih dulu dicoba dan tidak cocok:\n");
  for (const auto& passed : told["passed"]) fmt::print("  - {}\n", passed.get<std::string>());
  if (told.contains("change"))
    fmt::print("Mengubahnya: {}: {}\n", field(told["change"], "where"), field(told["change"], "what"));
  fmt::print("Mencobanya: {}, lalu tulis: {}\n", field(told, "try"), text);
  fmt::print("Menjadikannya tes: {}\n", field(told, "test"));
}

void show_life(const json& answer) {
  fmt::print("{} {}\n", field(answer, "about"), field(answer, "id"));
  if (answer.contains("message")) fmt::print("  text: {}\n", field(answer["message"], "text"));
  if (answer.contains("report")) {
    const auto& r = answer["report"];
    fmt::print("  report: {} {} {}\n", field(r, "number"), field(r, "forward"), field(r, "agency_id"));
  }
  for (const auto& line : answer["life"]) {
    fmt::print("{}  {:20}  {}\n", field(line, "at"), field(line, "what"), line.value("detail", std::string()));
  }
}

void show_messages(const json& answer) {
  for (const auto& m : answer["messages"])
    fmt::print("{}  {}  {:3}  {}\n", field(m, "id"), field(m, "at"), field(m, "direction"), field(m, "note"));
}

int why(const Arguments& arguments) {
  const auto target = arguments.id.empty() ? "/why?since=" + http::url_encode(arguments.since) +
                                                 "&channel=" + http::url_encode(arguments.channel)
                                           : "/why/" + http::url_encode(arguments.id);
  RemoteAnswer answer;
  int exit = our_bug;
  if (!ask(*arguments.remote, "GET", target, answer, exit)) return exit;
  auto told = json::parse(answer.body, nullptr, false);
  if (answer.status >= 400 || !told.is_object()) {
    fmt::print(stderr, "pintu: {}\n", told.is_object() ? told.value("error", answer.body) : answer.body);
    return answer.status == 503 ? try_again : problems;
  }
  const auto message = told.value("message", json::object());
  if (message.contains("took")) told["why"] = explanation(*arguments.remote, message["took"]);
  if (arguments.remote->json) {
    fmt::print("{}\n", told.dump(-1, ' ', false, json::error_handler_t::replace));
  } else if (told.contains("messages")) {
    show_messages(told);
  } else {
    show_life(told);
    if (told.contains("why")) show_explanation(told["why"], field(message, "text"));
  }
  return good;
}

}  // namespace

void add_why(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("why", "The whole life of a message, job, report (its number too) or case");
  auto arguments = std::make_shared<Arguments>();
  arguments->remote = add_remote_options(*command);
  command->add_option("ID", arguments->id, "Id or report number");
  command->add_option("--since", arguments->since, "List messages since this time, RFC 3339");
  command->add_option("--channel", arguments->channel, "Of this channel only");
  command->callback([&action, arguments] { action = [arguments] { return why(*arguments); }; });
}

}  // namespace pintu::commands
