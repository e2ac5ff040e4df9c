// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/request_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "gateway/commands/remote.hpp"

namespace pintu::commands {

using nlohmann::json;

std::string field(const json& row, const char* key) { return row.contains(key) ? row[key].get<std::string>() : "-"; }

void show_done(const json&) { fmt::print(stderr, "done\n"); }

void show_whole(const json& answer) { fmt::print("{}\n", answer.dump(2, ' ', false, json::error_handler_t::replace)); }

void add_request(CLI::App& parent, Action& action, const Requested& requested, Show show) {
  auto* command = parent.add_subcommand(requested.name, requested.about);
  auto options = add_remote_options(*command);
  auto id = std::make_shared<std::string>();
  if (!requested.id.empty()) command->add_option("ID", *id, requested.id)->required();
  command->callback([=, &action] {
    action = [=] {
      const auto target = requested.before_id + http::url_encode(*id) + requested.after_id;
      return ask_and_show(*options, requested.method, target, show);
    };
  });
}

}  // namespace pintu::commands
