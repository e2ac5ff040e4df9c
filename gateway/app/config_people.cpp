// SPDX-License-Identifier: Apache-2.0
// desks:, connectors:, promises: and contacts:.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "gateway/app/config_sections.hpp"
#include "gateway/app/config_values.hpp"

namespace pintu::app {

namespace {

void read_officer(ConfigReader& reader, const Node& map, std::string_view where, const Config& config,
                  flow::Desk& desk) {
  static constexpr std::array<std::string_view, 2> known{"channel", "chat"};
  if (!reader.check_keys(map, where, known)) return;
  const auto channel = reader.text(map, "channel");
  const auto chat = reader.text(map, "chat");
  if (!channel || !chat) {
    if (map.find("channel") == nullptr || map.find("chat") == nullptr) {
      reader.fault(map.place, fmt::format("{}: write {{channel: NAME, chat: ADDRESS}}", where));
    }
    return;
  }
  std::vector<std::string_view> names;
  for (const auto& each : config.channels) names.push_back(each.given.name);
  if (std::ranges::find(names, *channel) == names.end()) {
    const auto meant = nearest(*channel, names);
    reader.fault(map.find("channel")->place,
                 fmt::format("{}: there is no channel '{}'{}", where, *channel,
                             meant.empty() ? std::string() : fmt::format(": did you mean '{}'?", meant)));
    return;
  }
  desk.officers.push_back({*channel, *chat});
}

// A whole number of at least 1 behind `key`.
std::optional<int> count_of(ConfigReader& reader, const Node& map, std::string_view key, std::string_view where) {
  const auto text = reader.text(map, key);
  if (!text) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error == std::errc{} && end == text->data() + text->size() && value > 0) return value;
  reader.fault(map.find(key)->place, fmt::format("{}.{}: write a whole number", where, key));
  return std::nullopt;
}

// Texts below a map, those of inner maps as "outer.inner".
void flatten(ConfigReader& reader, const Node& map, const std::string& prefix,
             std::map<std::string, std::string>& into) {
  for (const auto& entry : reader.entries(map, prefix.empty() ? "contacts" : "contacts." + prefix)) {
    const auto name = prefix.empty() ? entry.key : prefix + "." + entry.key;
    if (entry.value.is_mapping() && prefix.empty()) {
      flatten(reader, entry.value, name, into);
    } else if (entry.value.is_scalar() && !entry.value.text.empty()) {
      into[name] = entry.value.text;
    } else {
      reader.fault(entry.value.place, fmt::format("contacts.{}: write one value", name));
    }
  }
}

}  // namespace

void read_desks(ConfigReader& reader, const Node& map, Config& config) {
  static constexpr std::array<std::string_view, 2> known{"officers", "table"};
  for (const auto& entry : reader.entries(map, "desks")) {
    const auto where = fmt::format("desks.{}", entry.key);
    if (!reader.check_keys(entry.value, where, known)) continue;
    auto& desk = config.desks[entry.key];
    if (const auto* officers = entry.value.find("officers")) {
      for (const auto& officer : reader.items(*officers, where + ".officers")) {
        read_officer(reader, officer, where, config, desk);
      }
    }
    if (const auto table = reader.readable_path(entry.value, "table")) {
      config.desk_tables[entry.key] = *table;
      reader.notice(entry.value.find("table")->place,
                    fmt::format("{}.table: this version does not choose officers by district; it tells those under "
                                "officers:",
                                where));
    }
  }
}

void read_connectors(ConfigReader& reader, const Node& map, Config& config) {
  static constexpr std::array<std::string_view, 3> known{"url", "secret", "timeout"};
  for (const auto& entry : reader.entries(map, "connectors")) {
    const auto where = fmt::format("connectors.{}", entry.key);
    if (!reader.check_keys(entry.value, where, known)) continue;
    auto& connector = config.connectors[entry.key];
    const auto url = reader.text(entry.value, "url");
    if (url && is_base_url(*url)) {
      connector.url = *url;
    } else {
      reader.fault(url ? entry.value.find("url")->place : entry.place,
                   fmt::format("{}.url: write the URL to call, https://…", where));
    }
    if (const auto* secret = entry.value.find("secret")) {
      connector.secret = reader.secret_line(*secret, where + ".secret").value_or("");
    }
    if (const auto text = reader.text(entry.value, "timeout")) {
      if (const auto timeout = parse_duration(*text); timeout && timeout->count() > 0) {
        connector.timeout = *timeout;
      } else {
        reader.fault(entry.value.find("timeout")->place, fmt::format("{}.timeout: write a time such as 10s", where));
      }
    }
    reader.notice(entry.place, fmt::format("{}: this version's scripts call no connectors", where));
  }
}

void read_promises(ConfigReader& reader, const Node& map, Config& config) {
  static constexpr std::array<std::string_view, 4> known{"working_days", "days", "hours", "source"};
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> units{
      {{"working_days", "hari kerja"}, {"days", "hari"}, {"hours", "jam"}}};
  for (const auto& entry : reader.entries(map, "promises")) {
    const auto where = fmt::format("promises.{}", entry.key);
    if (!reader.check_keys(entry.value, where, known)) continue;
    int given = 0;
    for (const auto& [key, words] : units) {
      if (entry.value.find(key) == nullptr) continue;
      ++given;
      if (const auto count = count_of(reader, entry.value, key, where)) {
        config.promises[entry.key] = fmt::format("{} {}", *count, words);
      }
    }
    if (given != 1) reader.fault(entry.place, fmt::format("{}: write one of working_days, days and hours", where));
    if (entry.value.find("source") == nullptr) {
      reader.fault(entry.place, fmt::format("{}: write source:, where this promise is made to the public", where));
    } else {
      static_cast<void>(reader.text(entry.value, "source"));
    }
  }
}

void read_contacts(ConfigReader& reader, const Node& map, Config& config) { flatten(reader, map, "", config.contacts); }

}  // namespace pintu::app
