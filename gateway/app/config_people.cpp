// SPDX-License-Identifier: Apache-2.0
// desks:, connectors:, promises: and contacts:.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/sms/number.hpp"
#include "gateway/app/config_sections.hpp"
#include "gateway/app/config_values.hpp"

namespace pintu::app {

namespace {

constexpr Duration longest_call = std::chrono::seconds(10);  // a citizen waits for it

// An address as its channel writes it; nullopt, with a fault, when it can be none.
std::optional<std::string> address_on(ConfigReader& reader, const Node& value, std::string_view where,
                                      const ChannelSettings& channel) {
  const auto& kind = channel.given.kind;
  if (kind == "telegram") return value.text;
  const auto country = channel.given.values.find("country");
  const auto sender = sms::read_sender(value.text, country == channel.given.values.end() ? "62" : country->second);
  // WhatsApp knows people by an id of its own, too, which is no number.
  if (kind == "whatsapp") return sender.kind == sms::SenderKind::phone ? sender.address.substr(1) : value.text;
  if (sender.kind == sms::SenderKind::phone) return sender.address;
  reader.fault(value.place, fmt::format("{}: '{}' is no phone number: write it as +62812…", where, value.text));
  return std::nullopt;
}

std::optional<flow::Officer> read_officer(ConfigReader& reader, const Node& map, std::string_view where,
                                          const Config& config) {
  static constexpr std::array<std::string_view, 3> known{"channel", "chat", "name"};
  if (!reader.check_keys(map, where, known)) return std::nullopt;
  const auto channel = reader.text(map, "channel");
  const auto chat = reader.text(map, "chat");
  const auto name = reader.text(map, "name");
  if (!channel || !chat) {
    if (map.find("channel") == nullptr || map.find("chat") == nullptr) {
      reader.fault(map.place, fmt::format("{}: write {{channel: NAME, chat: ADDRESS}}", where));
    }
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const auto& each : config.channels) names.push_back(each.given.name);
  const auto found = std::ranges::find(names, *channel);
  if (found == names.end()) {
    const auto meant = nearest(*channel, names);
    reader.fault(map.find("channel")->place,
                 fmt::format("{}: there is no channel '{}'{}", where, *channel,
                             meant.empty() ? std::string() : fmt::format(": did you mean '{}'?", meant)));
    return std::nullopt;
  }
  const auto& settings = config.channels[static_cast<std::size_t>(found - names.begin())];
  const auto address = address_on(reader, *map.find("chat"), where, settings);
  if (!address) return std::nullopt;
  return flow::Officer{*channel, *address, name.value_or("")};
}

// One person, by name: a group or channel of Telegram has a negative number.
void read_verifier(ConfigReader& reader, const Node& map, const std::string& where, const Config& config,
                   flow::Desk& desk) {
  auto verifier = read_officer(reader, map, where, config);
  if (!verifier) return;
  if (verifier->chat.starts_with('-') || verifier->chat.starts_with('@')) {
    reader.fault(map.find("chat")->place,
                 fmt::format("{}: what is secret goes to one person: write their own chat, not a group's", where));
    return;
  }
  if (verifier->name.empty()) {
    reader.fault(map.place, fmt::format("{}: write name:, who this person is", where));
    return;
  }
  desk.verifier = std::move(verifier);
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
  static constexpr std::array<std::string_view, 3> known{"officers", "table", "verifier"};
  for (const auto& entry : reader.entries(map, "desks")) {
    const auto where = fmt::format("desks.{}", entry.key);
    if (!reader.check_keys(entry.value, where, known)) continue;
    auto& desk = config.desks[entry.key];
    if (const auto* officers = entry.value.find("officers")) {
      for (const auto& officer : reader.items(*officers, where + ".officers")) {
        if (auto read = read_officer(reader, officer, where, config)) desk.officers.push_back(*std::move(read));
      }
    }
    if (const auto* verifier = entry.value.find("verifier")) {
      read_verifier(reader, *verifier, where + ".verifier", config, desk);
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

void read_relays(ConfigReader& reader, const Node& map, Config& config) {
  std::vector<std::string_view> names;
  for (const auto& [name, desk] : config.desks) names.push_back(name);
  for (const auto& [agency, name] : config.relayed) {
    const auto* block = map.find(agency);
    const auto* value = block == nullptr ? nullptr : block->find("desk");
    if (value == nullptr) continue;  // told already
    const auto desk = config.desks.find(name);
    if (desk == config.desks.end()) {
      const auto meant = nearest(name, names);
      reader.fault(value->place, fmt::format("agencies.{}.desk: there is no desk '{}'{}", agency, name,
                                             meant.empty() ? std::string(" under desks:")
                                                           : fmt::format(": did you mean '{}'?", meant)));
    } else if (desk->second.officers.empty() && !desk->second.verifier) {
      reader.fault(value->place, fmt::format("agencies.{}.desk: nobody would read of its reports: write an officer or "
                                             "a verifier under desks.{}",
                                             agency, name));
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
    } else {
      reader.fault(entry.place, fmt::format("{}.secret: write what signs our calls, such as file:konektor", where));
    }
    if (const auto text = reader.text(entry.value, "timeout")) {
      if (const auto timeout = parse_duration(*text); timeout && timeout->count() > 0 && *timeout <= longest_call) {
        connector.timeout = *timeout;
      } else {
        reader.fault(entry.value.find("timeout")->place, fmt::format("{}.timeout: write a time of at most 10s", where));
      }
    }
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
