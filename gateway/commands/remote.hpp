// SPDX-License-Identifier: Apache-2.0
// A command's way to the data: a request to the running daemon over <data>/pintu.sock; with no daemon the command takes
// the lock and does the same work itself. So there is one writer, always.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "gateway/http/message.hpp"

namespace CLI {
class App;
}

#include "dialogs/library.hpp"

namespace pintu::commands {

struct RemoteOptions {
  std::string config = "/etc/pintu/pintu.yaml";
  bool json = false;
};

// -c FILE and --json.
std::shared_ptr<RemoteOptions> add_remote_options(CLI::App& command);

struct RemoteAnswer {
  int status = 0;    // as HTTP
  std::string body;  // one JSON object
};

// Makes the request; on failure prints why on standard error and gives the exit code (3, 4 or 75) in `exit`.
bool ask(const RemoteOptions& options, const std::string& method, const std::string& target, RemoteAnswer& answer,
         int& exit, const std::string& body = {});

// The files of a version as it was published. nullopt: not reached, which is said as by `ask`, or, with `exit` problems
// and nothing said, there is no such version.
std::optional<std::vector<dialogs::SourceFile>> published_scripts(const RemoteOptions& options, std::int64_t version,
                                                                  int& exit);

// ask, then print: the raw JSON with --json, else what `show` makes of it. Exit code: good, or problems for a 4xx
// answer whose sentence goes to standard error.
int ask_and_show(const RemoteOptions& options, const std::string& method, const std::string& target,
                 void (*show)(const nlohmann::json& answer));

}  // namespace pintu::commands
