// SPDX-License-Identifier: Apache-2.0
// pintu parse CHANNEL FILE: what the gateway makes of a captured webhook, one JSON object a line.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
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
  std::string channel, file, secret, url, map;
};

// A captured request; `bare`: the file held its body only.
struct Captured {
  http::Request request;
  bool bare = false;
};

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

// The first line of `bytes` without its end, taken off them; nullopt when no line ends.
std::optional<std::string_view> take_line(std::string_view& bytes) {
  const auto end = bytes.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  auto line = bytes.substr(0, end);
  bytes.remove_prefix(end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

// "POST /hooks/sms HTTP/1.1"; false for anything else.
bool read_request_line(std::string_view line, http::Request& request) {
  const auto space = line.find(' ');
  const auto second = line.rfind(' ');
  if (space == std::string_view::npos || second == space || !line.substr(second + 1).starts_with("HTTP/")) return false;
  request.method = line.substr(0, space);
  request.target = line.substr(space + 1, second - space - 1);
  return true;
}

// A whole HTTP request as it was captured: request line, headers, blank line, raw body. Without a request line the
// bytes are a body.
std::optional<Captured> read_capture(std::string_view bytes) {
  Captured captured;
  auto& request = captured.request;
  auto rest = bytes;
  const auto first = take_line(rest);
  if (!first || !read_request_line(*first, request)) {
    request.method = "POST";
    request.target = "/hooks/parse";
    request.body = bytes;
    captured.bare = true;
    return captured;
  }
  while (true) {
    const auto line = take_line(rest);
    if (!line) return std::nullopt;
    if (line->empty()) break;
    const auto colon = line->find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto value = line->substr(colon + 1);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    request.headers.add(std::string(line->substr(0, colon)), std::string(value));
  }
  request.body = rest;
  return captured;
}

// Where a kind keeps the secret that a request is checked by.
struct SecretKey {
  std::string_view kind;
  std::string_view key;
};
constexpr std::array secret_keys{SecretKey{"telegram", "secret"},
                                 SecretKey{"whatsapp", "app_secret"},
                                 SecretKey{"sms/twilio", "auth_token"},
                                 SecretKey{"sms/kannel", "password"},
                                 SecretKey{"sms/vonage", "signature_secret"},
                                 SecretKey{"sms/infobip", "webhook_password"},
                                 SecretKey{"sms/generic", "secret"}};

// "from=msisdn,text=body"; nullopt when a part has no name or no value.
std::optional<std::map<std::string, std::string>> read_map(std::string_view text) {
  std::map<std::string, std::string> map;
  while (!text.empty()) {
    const auto pair = text.substr(0, text.find(','));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == pair.size()) return std::nullopt;
    map.emplace(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return map;
}

Result<std::unique_ptr<Channel>> channel_for(const Arguments& arguments) {
  ChannelConfig config;
  config.name = "parse";
  config.kind = arguments.channel;
  config.public_url = arguments.url;
  // Nothing is sent: what a kind needs for sending only is filled in.
  config.values = {{"api", "https://localhost"}, {"token", "0:parse"},    {"secret", "unchecked"},
                   {"receive", "webhook"},       {"app_secret", "parse"}, {"verify_token", "parse"},
                   {"account_sid", "AC0"},       {"auth_token", "parse"}, {"messaging_service_sid", "MG0"},
                   {"username", "parse"},        {"password", "parse"},   {"api_key", "parse"},
                   {"api_secret", "parse"},      {"from", "Pintu"},       {"send_path", "/?to={to}&text={text}"}};
  auto map = read_map(arguments.map);
  if (!map) return fail(Errc::configuration, "--map: write from=NAME,text=NAME,id=NAME");
  if (!map->empty()) {
    if (arguments.channel != "sms/generic") return fail(Errc::configuration, "--map is for sms/generic only");
  }
  if (arguments.channel == "sms/generic") {
    map->try_emplace("from", "from");
    map->try_emplace("text", "text");
    config.maps["map"] = *map;
  }
  for (const auto& [kind, key] : secret_keys) {
    if (kind == arguments.channel && !arguments.secret.empty()) config.values[std::string(key)] = arguments.secret;
  }
  // A login has two halves.
  if (const auto colon = arguments.secret.find(':'); arguments.channel == "sms/infobip" && colon != std::string::npos) {
    config.values["webhook_user"] = arguments.secret.substr(0, colon);
    config.values["webhook_password"] = arguments.secret.substr(colon + 1);
  }
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
  auto captured = arguments.file.ends_with(".txt") ? read_capture(*bytes) : Captured{{}, true};
  if (!captured) {
    fmt::print(stderr, "pintu: {} begins as an HTTP request and does not go on as one\n", arguments.file);
    return problems;
  }
  auto& request = captured->request;
  if (!arguments.file.ends_with(".txt")) {
    request.method = "POST";
    request.target = "/hooks/parse";
    request.headers.add("Content-Type", "application/json");
    request.body = *bytes;
  }
  if (arguments.secret.empty()) {
    fmt::print(stderr, "pintu: no --secret given: the signature was not checked\n");
  } else if (captured->bare || !(*channel)->authentic(request)) {
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
  command->add_option("CHANNEL", arguments->channel, fmt::format("Kind: {}", fmt::join(channel_kinds(), ", ")))
      ->required();
  command->add_option("FILE", arguments->file, "A JSON body or, ending in .txt, a whole HTTP request")->required();
  command->add_option("--secret", arguments->secret,
                      "Check the credential against this secret (sms/infobip: USER:PASSWORD)");
  command->add_option("--url", arguments->url, "Public URL that the provider signed");
  command->add_option(
      "--map", arguments->map,
      "sms/generic: how the provider calls things, from=msisdn,text=body,id=msgid,charset=latin1; from and "
      "text are called so when nothing else is said");
  command->callback([&action, arguments] { action = [arguments] { return parse(*arguments); }; });
}

}  // namespace pintu::commands
