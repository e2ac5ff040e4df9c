// SPDX-License-Identifier: Apache-2.0
// Subcommands that are one request to the daemon and its answer, printed.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "gateway/commands/commands.hpp"

namespace pintu::commands {

using Show = void (*)(const nlohmann::json& answer);

// A field's text; "-" when it is absent.
std::string field(const nlohmann::json& row, const char* key);
void show_done(const nlohmann::json& answer);   // "done", on standard error
void show_whole(const nlohmann::json& answer);  // the object, indented

// `id`: what the argument ID is, in words; empty = the command takes none. It stands between the two parts of the
// target.
struct Requested {
  std::string name, about;
  std::string method;
  std::string before_id, after_id;
  std::string id;
};
void add_request(CLI::App& parent, Action& action, const Requested& requested, Show show);

}  // namespace pintu::commands
