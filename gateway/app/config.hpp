// SPDX-License-Identifier: Apache-2.0
// The configuration file (DESIGN 7), read and checked whole: every fault with its place, secrets resolved, paths made
// absolute by the file's own folder. Nothing is opened but through the functions that are passed in.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/agency.hpp"
#include "adapters/channel.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/flow/world.hpp"

namespace pintu::app {

// Where something stands and what is wrong with it, in a sentence that says what to write. Never holds a secret.
struct Fault {
  std::string at;  // "pintu.yaml:12:3", as editors jump to it
  std::string message;
  friend bool operator==(const Fault&, const Fault&) = default;
};
std::string to_string(const Fault& fault);  // "pintu.yaml:12:3: …"

struct HostPort {
  std::string host;  // without the brackets of an IPv6 address
  std::uint16_t port = 0;
  friend bool operator==(const HostPort&, const HostPort&) = default;
};
// "127.0.0.1:8080", "[::1]:8080" or ":8080" (every address of this machine). Port 0 = any free one.
std::optional<HostPort> parse_host_port(std::string_view text);
// "30/min", "1/s", "100/h" → a minute's worth.
std::optional<double> parse_rate(std::string_view text);
// "10s", "500ms", "5m", "3h", "90d"; no fractions, not negative.
std::optional<Duration> parse_duration(std::string_view text);

struct ChannelSettings {
  std::string at;       // of its name, for faults that the adapter finds
  ChannelConfig given;  // for the adapter's factory
  std::string path;     // "/hooks/wa"; without the secret part
  std::string secret_path;
  std::vector<std::string> allow_from;
};

struct CategoryRow {
  std::string option;    // of a script
  std::string category;  // the agency's number
  int line = 1;          // in the file
  int column = 1;
};

struct AgencySettings {
  std::string at;
  AgencyConfig given;
  std::string categories_file;  // empty = none
  std::vector<CategoryRow> categories;
};

struct ConnectorSettings {
  std::string url;
  std::string secret;
  Duration timeout = std::chrono::seconds(10);
};

// What must hold of the scripts' own tests before they are published.
enum class PublishTests { full, green, none };  // all pass and reach every step and failing outcome; all pass; nothing

struct Config {
  std::string file;  // as it was named
  HostPort listen{"127.0.0.1", 8080};
  std::optional<HostPort> admin = HostPort{"127.0.0.1", 9090};  // `admin: off` = none
  std::string public_url;                                       // without a slash at the end
  std::string data = "/var/lib/pintu";
  std::string store = "sqlite";
  std::string master_key;  // 32 bytes; empty = generated and kept in `data`
  std::string scripts;     // folder; empty = the shipped ones
  std::vector<ChannelSettings> channels;
  std::vector<AgencySettings> agencies;
  std::map<std::string, std::string> relayed;  // agencies of kind manual → their desk
  std::map<std::string, flow::Desk> desks;
  std::map<std::string, std::string> desk_tables;  // desk → file
  std::map<std::string, ConnectorSettings> connectors;
  std::map<std::string, std::string> promises;  // name → words for citizens: "3 hari kerja"
  std::map<std::string, std::string> contacts;  // dialogs::Contacts::values, defaults filled in
  std::string boundaries;                       // file of places; empty = none
  std::string tls_certificate, tls_key;         // files; both or none
  std::size_t connections = 1024;
  double replies_per_minute = 30;
  double files_per_hour = 60;  // of one person; 0 = no limit
  double megabytes_per_hour = 200;
  PublishTests publish_tests = PublishTests::full;
};

// What the world around is asked for. Both may say no: nullopt.
struct Surroundings {
  std::function<std::optional<std::string>(const std::string& path)> read;         // a whole file
  std::function<std::optional<std::string>(const std::string& name)> environment;  // a variable
};
Surroundings real_surroundings();

struct LoadedConfig {
  Config config;               // usable only without faults
  std::vector<Fault> faults;   // in the order of the file; the caller exits with 3 when there is one
  std::vector<Fault> notices;  // what is well written but this version makes no use of
};
LoadedConfig load_config(const std::string& path, const Surroundings& surroundings);

}  // namespace pintu::app
