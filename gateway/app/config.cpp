// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/config.hpp"

#include <array>
#include <charconv>

#include "gateway/app/config_sections.hpp"
#include "gateway/app/config_values.hpp"
#include "gateway/app/script_files.hpp"

namespace pintu::app {

namespace {

constexpr std::array<std::string_view, 17> top_keys{
    "listen", "admin",      "public_url", "data",     "store",  "master_key", "scripts", "channels", "agencies",
    "desks",  "connectors", "promises",   "contacts", "places", "tls",        "limits",  "publish"};

const Node& block(const Node& root, std::string_view key) {
  static const Node nothing;
  const auto* found = root.find(key);
  return found == nullptr ? nothing : *found;
}

void read_listeners(ConfigReader& reader, const Node& root, Config& config) {
  const auto read = [&](std::string_view key) -> std::optional<HostPort> {
    const auto text = reader.text(root, key);
    if (!text) return std::nullopt;
    auto parsed = parse_host_port(*text);
    if (!parsed) {
      reader.fault(root.find(key)->place, std::string(key) + ": write an address and a port, such as 127.0.0.1:8080");
    }
    return parsed;
  };
  if (const auto listen = read("listen")) config.listen = *listen;
  const auto* admin = root.find("admin");
  if (admin != nullptr && (admin->text == "off" || admin->text == "false")) {
    config.admin.reset();
  } else if (const auto given = read("admin")) {
    config.admin = *given;
  }
  if (config.admin && *config.admin == config.listen && config.listen.port != 0) {
    reader.fault((admin != nullptr ? *admin : root).place, "admin: it needs another port than listen");
  }
}

void read_public_url(ConfigReader& reader, const Node& root, Config& config) {
  const auto url = reader.text(root, "public_url");
  if (!url) return;
  if (!is_base_url(*url)) {
    reader.fault(root.find("public_url")->place, "public_url: write what the world calls us, https://host");
    return;
  }
  config.public_url = *url;
  while (config.public_url.ends_with('/')) config.public_url.pop_back();
}

void read_storage(ConfigReader& reader, const Node& root, Config& config) {
  config.data = reader.path(root, "data").value_or(config.data);
  config.scripts = reader.path(root, "scripts").value_or("");
  if (const auto store = reader.text(root, "store")) {
    config.store = *store;
    if (*store != "sqlite") reader.fault(root.find("store")->place, "store: this version has sqlite only");
  }
  const auto* key = root.find("master_key");
  if (key == nullptr) return;
  const auto given = reader.secret(*key, "master_key");
  if (!given) return;
  // A key of raw bytes may end in what looks like a line break: as it is first.
  auto read = read_master_key(*given);
  if (!read) read = read_master_key(given->substr(0, given->find_last_not_of("\r\n") + 1));
  if (read) {
    config.master_key = *read;
  } else {
    reader.fault(key->place, "master_key: it must be 32 bytes, raw, as 64 hexadecimal digits or in base64");
  }
}

void read_tls(ConfigReader& reader, const Node& map, Config& config) {
  static constexpr std::array<std::string_view, 2> known{"certificate", "key"};
  if (!reader.check_keys(map, "tls", known) || map.empty()) return;
  config.tls_certificate = reader.readable_path(map, "certificate").value_or("");
  config.tls_key = reader.readable_path(map, "key").value_or("");
  for (const auto key : known) {
    if (map.find(key) == nullptr) reader.fault(map.place, "tls: write certificate: and key:, both");
  }
}

void read_places(ConfigReader& reader, const Node& map, Config& config) {
  static constexpr std::array<std::string_view, 1> known{"boundaries"};
  if (!reader.check_keys(map, "places", known)) return;
  if (const auto file = reader.readable_path(map, "boundaries")) {
    config.boundaries = *file;
    reader.notice(map.find("boundaries")->place, "places.boundaries: this version keeps pins and does not name them");
  }
}

void read_limits(ConfigReader& reader, const Node& map, Config& config) {
  static constexpr std::array<std::string_view, 4> known{"connections", "per_citizen", "files_per_citizen",
                                                         "megabytes_per_citizen"};
  if (!reader.check_keys(map, "limits", known)) return;
  if (const auto text = reader.text(map, "connections")) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
    if (error == std::errc{} && end == text->data() + text->size() && count > 0) {
      config.connections = count;
    } else {
      reader.fault(map.find("connections")->place, "limits.connections: write a whole number");
    }
  }
  const auto rate = [&](std::string_view key, std::string_view example, double minutes, double& value) {
    const auto text = reader.text(map, key);
    if (!text) return;
    if (const auto read = parse_rate(*text)) {
      value = *read * minutes;
    } else {
      reader.fault(map.find(key)->place,
                   "limits." + std::string(key) + ": write a rate such as " + std::string(example));
    }
  };
  rate("per_citizen", "30/min", 1, config.replies_per_minute);
  rate("files_per_citizen", "60/h", 60, config.files_per_hour);
  rate("megabytes_per_citizen", "200/h", 60, config.megabytes_per_hour);
}

void read_publish(ConfigReader& reader, const Node& map, Config& config) {
  static constexpr std::array<std::string_view, 1> known{"tests"};
  if (!reader.check_keys(map, "publish", known)) return;
  const auto tests = reader.text(map, "tests");
  if (!tests) return;
  if (*tests == "full") {
    config.publish_tests = PublishTests::full;
  } else if (*tests == "green") {
    config.publish_tests = PublishTests::green;
  } else if (*tests == "none") {
    config.publish_tests = PublishTests::none;
  } else {
    reader.fault(map.find("tests")->place, "publish.tests: write full, green or none");
  }
}

}  // namespace

LoadedConfig load_config(const std::string& path, const Surroundings& surroundings) {
  LoadedConfig loaded;
  auto& config = loaded.config;
  config.file = path;
  config.contacts = default_contacts().values;
  config.promises = default_promises();
  ConfigReader reader(path, surroundings);
  const auto root = reader.parse();
  reader.check_keys(root, "configuration", top_keys);
  read_listeners(reader, root, config);
  read_public_url(reader, root, config);
  read_storage(reader, root, config);
  read_channels(reader, block(root, "channels"), config);
  read_agencies(reader, block(root, "agencies"), config);
  read_desks(reader, block(root, "desks"), config);
  read_relays(reader, block(root, "agencies"), config);
  read_connectors(reader, block(root, "connectors"), config);
  read_promises(reader, block(root, "promises"), config);
  read_contacts(reader, block(root, "contacts"), config);
  read_places(reader, block(root, "places"), config);
  read_tls(reader, block(root, "tls"), config);
  read_limits(reader, block(root, "limits"), config);
  read_publish(reader, block(root, "publish"), config);
  reader.hand_over(loaded);
  return loaded;
}

}  // namespace pintu::app
