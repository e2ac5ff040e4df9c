// SPDX-License-Identifier: Apache-2.0
// pintu parse CHANNEL FILE: what the gateway makes of a captured webhook, one JSON object a line.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

#include "adapters/registry.hpp"
#include "gateway/commands/commands.hpp"
#include "gateway/model/json.hpp"

namespace pintu::commands {

namespace {

struct Arguments {
  std::string channel, file, secret, url;
};

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

// A whole HTTP request as it was captured: request line, headers, blank line, raw body.
std::optional<http::Request> whole_request(std::string_view bytes) {
  http::Request request;
  bool first = true;
  while (true) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    auto line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) break;
    if (first) {
      const auto space = line.find(' ');
      const auto second = line.find(' ', space + 1);
      if (space == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
      request.method = line.substr(0, space);
      request.target = line.substr(space + 1, second - space - 1);
      first = false;
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto value = line.substr(colon + 1);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    request.headers.add(std::string(line.substr(0, colon)), std::string(value));
  }
  request.body = bytes;
  return first ? std::nullopt : std::optional(request);
}

Result<std::unique_ptr<Channel>> channel_for(const Arguments& arguments) {
  ChannelConfig config;
  config.name = "parse";
  config.kind = arguments.channel;
  config.public_url = arguments.url;
  // Nothing is sent: what a kind needs for sending only is filled in.
  config.values = {{"api", "https://localhost"},
                   {"token", "0:parse"},
                   {"secret", arguments.secret.empty() ? "unchecked" : arguments.secret},
                   {"receive", "webhook"}};
  return make_channel(config);
}

int parse(const Arguments& arguments) {
  const auto bytes = read_file(arguments.file);
  if (!bytes) {
    fmt::print(stderr, "pintu: cannot read {}\n", arguments.file);
    return usage;
  }
  const auto channel = channel_for(arguments);
  if (!channel) {
    fmt::print(stderr, "pintu: {}\n", channel.error().message());
    return usage;
  }
  http::Request request;
  if (arguments.file.ends_with(".txt")) {
    auto whole = whole_request(*bytes);
    if (!whole) {
      fmt::print(stderr, "pintu: {} is no HTTP request; a bare body ends in .json\n", arguments.file);
      return problems;
    }
    request = *std::move(whole);
  } else {
    request.method = "POST";
    request.target = "/hooks/parse";
    request.headers.add("Content-Type", "application/json");
    request.body = *bytes;
  }
  if (arguments.secret.empty()) {
    fmt::print(stderr, "pintu: no --secret given: the signature was not checked\n");
  } else if (!(*channel)->authentic(request)) {
    fmt::print(stderr, "pintu: refused: the credential of this request is missing or wrong\n");
    return problems;
  }
  const auto received = (*channel)->receive(request);
  if (!received) {
    fmt::print(stderr, "pintu: refused: {}\n", received.error().message());
    return problems;
  }
  for (const auto& event : received->events) fmt::print("{}\n", parse_line(event));
  return good;
}

}  // namespace

void add_parse(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("parse", "What the gateway makes of a captured webhook");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("CHANNEL", arguments->channel, "Kind: telegram")->required();
  command->add_option("FILE", arguments->file, "A JSON body or, ending in .txt, a whole HTTP request")->required();
  command->add_option("--secret", arguments->secret, "Check the credential against this secret");
  command->add_option("--url", arguments->url, "Public URL that the provider signed");
  command->callback([&action, arguments] { action = [arguments] { return parse(*arguments); }; });
}

}  // namespace pintu::commands
