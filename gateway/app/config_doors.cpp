// SPDX-License-Identifier: Apache-2.0
// channels: and agencies:, the blocks whose keys the adapters know.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/keys.hpp"
#include "adapters/registry.hpp"
#include "gateway/app/categories.hpp"
#include "gateway/app/config_sections.hpp"
#include "gateway/app/config_values.hpp"

namespace pintu::app {

namespace {

using Names = std::vector<std::string_view>;

constexpr std::size_t shortest_secret_path = 16;

bool is_word(std::string_view text, std::string_view also) {
  return !text.empty() && std::ranges::all_of(text, [also](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || also.contains(c);
  });
}

// The row of the block's kind; nullptr, with a fault, when it has none or a wrong one.
const KindKeys* kind_of(ConfigReader& reader, const Node::Entry& entry, std::string_view where,
                        std::span<const KindKeys> table) {
  Names kinds;
  for (const auto& row : table) kinds.push_back(row.kind);
  const auto known = fmt::format("{}", fmt::join(kinds, ", "));
  if (!entry.value.is_mapping() || entry.value.find("kind") == nullptr) {
    reader.fault(entry.place, fmt::format("{}: write its kind: {}", where, known));
    return nullptr;
  }
  const auto kind = reader.text(entry.value, "kind");
  if (!kind) return nullptr;
  const auto row = std::ranges::find(table, *kind, &KindKeys::kind);
  if (row != table.end()) return &*row;
  const auto meant = nearest(*kind, kinds);
  reader.fault(entry.value.find("kind")->place,
               meant.empty() ? fmt::format("{}: this version has no kind '{}'; there is {}", where, *kind, known)
                             : fmt::format("{}: there is no kind '{}': did you mean '{}'?", where, *kind, meant));
  return nullptr;
}

void read_value(ConfigReader& reader, const Node::Entry& entry, std::string_view where, ChannelConfig& into) {
  const auto what = fmt::format("{}.{}", where, entry.key);
  if (entry.value.is_sequence()) {
    for (const auto& item : entry.value.items) {
      if (auto value = reader.secret_line(item, what)) into.lists[entry.key].push_back(*std::move(value));
    }
  } else if (entry.value.is_mapping()) {
    for (const auto& [key, place, value] : entry.value.entries) {
      if (auto text = reader.secret_line(value, what)) into.maps[entry.key][key] = *std::move(text);
    }
  } else if (auto value = reader.secret_line(entry.value, what)) {
    if (entry.key == "api" && !is_base_url(*value)) {
      reader.fault(entry.value.place, fmt::format("{}: write a base URL such as https://host/path", what));
    }
    into.values[entry.key] = *std::move(value);
  }
}

void read_guards(ConfigReader& reader, const Node::Entry& entry, std::string_view where, ChannelSettings& channel) {
  if (const auto* value = entry.value.find("secret_path")) {
    const auto what = fmt::format("{}.secret_path", where);
    if (const auto secret = reader.secret_line(*value, what)) {
      channel.secret_path = *secret;
      if (secret->size() < shortest_secret_path || !is_word(*secret, "-_")) {
        reader.fault(value->place,
                     fmt::format("{}: write at least {} letters, digits, - and _", what, shortest_secret_path));
      }
    }
  }
  const auto* allowed = entry.value.find("allow_from");
  if (allowed == nullptr) return;
  const auto what = fmt::format("{}.allow_from", where);
  for (const auto& item : reader.items(*allowed, what)) {
    const auto address = item.is_scalar() ? read_address(item.text) : std::nullopt;
    if (address) {
      channel.allow_from.push_back(*address);
    } else {
      reader.fault(item.place, fmt::format("{}: write IP addresses, such as 10.1.2.3", what));
    }
  }
}

void read_path(ConfigReader& reader, const Node::Entry& entry, std::string_view where, ChannelSettings& channel) {
  channel.path = "/hooks/" + entry.key;
  const auto given = reader.text(entry.value, "path");
  if (!given) return;
  channel.path = *given;
  if (!given->starts_with('/') || given->size() < 2 || given->ends_with('/') || !is_word(*given, "/-_.")) {
    reader.fault(entry.value.find("path")->place,
                 fmt::format("{}.path: write a path such as /hooks/{}", where, entry.key));
  }
}

std::string whole_path(const ChannelSettings& channel) {
  return channel.secret_path.empty() ? channel.path : channel.path + "/" + channel.secret_path;
}

void check_path_is_free(ConfigReader& reader, const Node::Entry& entry, const ChannelSettings& channel,
                        const Config& config) {
  for (const auto& other : config.channels) {
    if (whole_path(other) != whole_path(channel)) continue;
    reader.fault(entry.place, fmt::format("channels.{}: its path {} is also that of '{}' ({})", entry.key, channel.path,
                                          other.given.name, other.at));
  }
}

void check_needed(ConfigReader& reader, const Node::Entry& entry, std::string_view where, const KindKeys& row) {
  for (const auto key : row.needed) {
    if (entry.value.find(key) == nullptr) reader.fault(entry.place, fmt::format("{}: {}: is missing", where, key));
  }
}

// What only the adapter knows, told where the key stands that its sentence begins with ("channels.tg.token: …").
void fault_of_adapter(ConfigReader& reader, const Node::Entry& entry, std::string_view where, const Error& error) {
  const std::string_view message = error.message();
  const Node* value = nullptr;
  if (message.starts_with(where) && message.size() > where.size()) {
    const auto key = message.substr(where.size() + 1);
    value = entry.value.find(key.substr(0, key.find(':')));
  }
  reader.fault(value == nullptr ? entry.place : value->place, std::string(message));
}

bool good_name(ConfigReader& reader, const Node::Entry& entry, std::string_view where) {
  if (is_word(entry.key, "-_")) return true;
  reader.fault(entry.place, fmt::format("{}: a name is made of letters, digits, - and _", where));
  return false;
}

// An agency that people type into: no adapter, a desk instead.
constexpr std::string_view by_hand_keys[] = {"desk"};
constexpr KindKeys by_hand{"manual", by_hand_keys, by_hand_keys};

std::span<const KindKeys> agency_kinds_known() {
  static const std::vector<KindKeys> all = [] {
    std::vector<KindKeys> rows(agency_keys().begin(), agency_keys().end());
    rows.push_back(by_hand);
    return rows;
  }();
  return all;
}

void read_categories_of(ConfigReader& reader, const Node::Entry& entry, std::string_view where,
                        AgencySettings& agency) {
  const auto path = reader.readable_path(entry.value, "categories");
  if (!path) return;
  auto file = read_categories(reader.surroundings().read(*path).value_or(""));
  for (const auto& fault : file.faults) {
    reader.fault_elsewhere(fmt::format("{}:{}:{}", *path, fault.line, fault.column),
                           fmt::format("{}.categories: {}", where, fault.message));
  }
  for (const auto& row : file.rows) agency.given.categories[row.option] = row.category;
  agency.categories_file = *path;
  agency.categories = std::move(file.rows);
}

}  // namespace

void read_channels(ConfigReader& reader, const Node& map, Config& config) {
  static constexpr std::array<std::string_view, 4> common{"kind", "path", "secret_path", "allow_from"};
  for (const auto& entry : reader.entries(map, "channels")) {
    const auto where = fmt::format("channels.{}", entry.key);
    const auto faults_before = reader.faults();
    if (!good_name(reader, entry, where)) continue;
    const auto* row = kind_of(reader, entry, where, channel_keys());
    if (row == nullptr) continue;
    Names known(common.begin(), common.end());
    known.insert(known.end(), row->keys.begin(), row->keys.end());
    reader.check_keys(entry.value, where, known);
    // A slip in a key's name is one fault, not also the lack of the right one.
    if (reader.faults() == faults_before) check_needed(reader, entry, where, *row);

    ChannelSettings channel;
    channel.at = reader.at(entry.place);
    channel.given.name = entry.key;
    channel.given.kind = row->kind;
    for (const auto& each : entry.value.entries) {
      if (std::ranges::find(row->keys, each.key) != row->keys.end()) read_value(reader, each, where, channel.given);
    }
    read_path(reader, entry, where, channel);
    read_guards(reader, entry, where, channel);
    const bool proven = row->proves_sender || channel.given.values.contains(std::string(row->proof_key));
    if (!proven && channel.secret_path.empty() && channel.allow_from.empty()) {
      reader.fault(entry.place, fmt::format("{}: anybody could write here, for its provider signs nothing: add "
                                            "secret_path: or allow_from:",
                                            where));
    }
    if (!config.public_url.empty()) channel.given.public_url = config.public_url + whole_path(channel);
    check_path_is_free(reader, entry, channel, config);
    if (reader.faults() == faults_before) {
      if (auto made = make_channel(channel.given); !made) fault_of_adapter(reader, entry, where, made.error());
    }
    config.channels.push_back(std::move(channel));
  }
}

void read_agencies(ConfigReader& reader, const Node& map, Config& config) {
  for (const auto& entry : reader.entries(map, "agencies")) {
    const auto where = fmt::format("agencies.{}", entry.key);
    const auto faults_before = reader.faults();
    if (!good_name(reader, entry, where)) continue;
    const auto* row = kind_of(reader, entry, where, agency_kinds_known());
    if (row == nullptr) continue;
    Names known{"kind"};
    known.insert(known.end(), row->keys.begin(), row->keys.end());
    reader.check_keys(entry.value, where, known);
    // A slip in a key's name is one fault, not also the lack of the right one.
    if (reader.faults() == faults_before) check_needed(reader, entry, where, *row);

    if (row->kind == by_hand.kind) {
      if (const auto desk = reader.text(entry.value, "desk")) config.relayed[entry.key] = *desk;
      continue;
    }
    ChannelConfig read;
    for (const auto& each : entry.value.entries) {
      if (each.key == "kind" || each.key == "categories") continue;
      if (std::ranges::find(row->keys, each.key) != row->keys.end()) read_value(reader, each, where, read);
    }
    AgencySettings agency{
        reader.at(entry.place), {entry.key, std::string(row->kind), std::move(read.values), {}}, {}, {}};
    read_categories_of(reader, entry, where, agency);
    if (reader.faults() == faults_before) {
      if (auto made = make_agency(agency.given); !made) fault_of_adapter(reader, entry, where, made.error());
    }
    config.agencies.push_back(std::move(agency));
  }
}

}  // namespace pintu::app
