// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/config_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "gateway/app/config_values.hpp"

namespace pintu::app {

Surroundings real_surroundings() {
  return {[](const std::string& path) -> std::optional<std::string> {
            std::error_code error;
            if (std::filesystem::is_directory(path, error)) return std::nullopt;
            std::ifstream in(path, std::ios::binary);
            if (!in) return std::nullopt;
            return std::string{std::istreambuf_iterator<char>(in), {}};
          },
          [](const std::string& name) -> std::optional<std::string> {
            const char* value = std::getenv(name.c_str());
            return value == nullptr ? std::nullopt : std::optional<std::string>(value);
          }};
}

ConfigReader::ConfigReader(std::string file, const Surroundings& surroundings)
    : file_(std::move(file)), surroundings_(surroundings) {}

std::string ConfigReader::at(Place place) const {
  return place.line == 0 ? file_ : fmt::format("{}:{}:{}", file_, place.line, place.column);
}

Node ConfigReader::parse() {
  Node nothing;
  nothing.kind = Node::Kind::mapping;
  const auto bytes = surroundings_.read(file_);
  if (!bytes) {
    fault({}, "cannot be read");
    return nothing;
  }
  auto parsed = yaml::parse(*bytes);
  for (const auto& each : parsed.faults) {
    fault(each.place, each.fix.empty() ? each.message : each.message + " " + each.fix);
  }
  if (parsed.root.is_mapping()) return std::move(parsed.root);
  if (!parsed.root.empty()) fault(parsed.root.place, "write keys and values, such as listen: 127.0.0.1:8080");
  return nothing;
}

bool ConfigReader::check_keys(const Node& map, std::string_view where, std::span<const std::string_view> known) {
  if (map.empty()) return true;
  if (!map.is_mapping()) {
    fault(map.place, fmt::format("{}: write keys and values here", where));
    return false;
  }
  for (const auto& [key, place, value] : map.entries) {
    if (std::ranges::find(known, key) != known.end()) continue;
    const auto meant = nearest(key, known);
    fault(place, meant.empty() ? fmt::format("{}: there is no key '{}'; there are {}", where, key,
                                             fmt::join(known.begin(), known.end(), ", "))
                               : fmt::format("{}: there is no key '{}': did you mean '{}'?", where, key, meant));
  }
  return true;
}

const std::vector<Node::Entry>& ConfigReader::entries(const Node& map, std::string_view where) {
  static const std::vector<Node::Entry> none;
  if (map.is_mapping()) return map.entries;
  if (!map.empty()) fault(map.place, fmt::format("{}: write names, each with its keys below it", where));
  return none;
}

const std::vector<Node>& ConfigReader::items(const Node& list, std::string_view where) {
  static const std::vector<Node> none;
  if (list.is_sequence()) return list.items;
  if (!list.empty()) fault(list.place, fmt::format("{}: write a list, [a, b]", where));
  return none;
}

std::optional<std::string> ConfigReader::text(const Node& map, std::string_view key) {
  const auto* value = map.find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_scalar() || value->text.empty()) {
    fault(value->place, fmt::format("{}: write one value", key));
    return std::nullopt;
  }
  return value->text;
}

std::string ConfigReader::beside(std::string_view path) const {
  const std::filesystem::path given(path);
  if (given.is_absolute()) return given.lexically_normal().string();
  return (std::filesystem::path(file_).parent_path() / given).lexically_normal().string();
}

std::optional<std::string> ConfigReader::path(const Node& map, std::string_view key) {
  const auto value = text(map, key);
  return value ? std::optional(beside(*value)) : std::nullopt;
}

std::optional<std::string> ConfigReader::readable_path(const Node& map, std::string_view key) {
  const auto found = path(map, key);
  if (found && !surroundings_.read(*found)) {
    fault(map.find(key)->place, fmt::format("{}: cannot read {}", key, *found));
    return std::nullopt;
  }
  return found;
}

std::optional<std::string> ConfigReader::from_file(Place place, const std::string& path, std::string_view what) {
  auto bytes = surroundings_.read(path);
  if (!bytes || bytes->empty()) {
    fault(place, fmt::format("{}: {} {}", what, path, bytes ? "is empty" : "cannot be read"));
    return std::nullopt;
  }
  return bytes;
}

std::optional<std::string> ConfigReader::from_credential(Place place, std::string_view name, std::string_view what) {
  const auto folder = surroundings_.environment("CREDENTIALS_DIRECTORY");
  // A unit that loads a whole folder (LoadCredential=pintu:FOLDER) finds its files with the folder's name before
  // theirs.
  const auto paths = folder
                         ? std::vector{fmt::format("{}/{}", *folder, name), fmt::format("{}/pintu_{}", *folder, name)}
                         : std::vector{beside(fmt::format("credentials/{}", name))};
  const bool sound = !name.empty() && name.find('/') == std::string_view::npos;
  for (const auto& path : paths) {
    if (auto bytes = sound ? surroundings_.read(path) : std::nullopt; bytes && !bytes->empty()) return bytes;
  }
  fault(place, fmt::format("{}: there is no secret '{}' yet, or only root may read it: write it into {}", what, name,
                           beside(fmt::format("credentials/{}", sound ? name : "NAME"))));
  return std::nullopt;
}

std::optional<std::string> ConfigReader::secret(const Node& value, std::string_view what) {
  if (!value.is_scalar() || value.text.empty()) {
    fault(value.place, fmt::format("{}: write one value, or file:PATH, env:NAME or credential:NAME", what));
    return std::nullopt;
  }
  const std::string_view text = value.text;
  if (text.starts_with("file:")) return from_file(value.place, beside(text.substr(5)), what);
  if (text.starts_with("env:")) {
    const std::string name(text.substr(4));
    auto found = surroundings_.environment(name);
    if (found && !found->empty()) return found;
    fault(value.place, fmt::format("{}: the variable {} is not set", what, name));
    return std::nullopt;
  }
  if (text.starts_with("credential:")) return from_credential(value.place, text.substr(11), what);
  return std::string(text);
}

std::optional<std::string> ConfigReader::secret_line(const Node& value, std::string_view what) {
  auto found = secret(value, what);
  if (!found) return found;
  while (found->ends_with('\n') || found->ends_with('\r')) found->pop_back();
  if (!found->empty()) return found;
  fault(value.place, fmt::format("{}: is empty", what));
  return std::nullopt;
}

std::vector<Fault> ConfigReader::in_order(const Placed& list) const {
  std::vector<Fault> out;
  for (const auto& [place, message] : list) out.push_back({at({place.first, place.second}), message});
  return out;
}

void ConfigReader::hand_over(LoadedConfig& loaded) {
  loaded.faults = in_order(faults_);
  std::ranges::move(elsewhere_, std::back_inserter(loaded.faults));
  loaded.notices = in_order(notices_);
}

}  // namespace pintu::app
