// SPDX-License-Identifier: Apache-2.0
// Walking the configuration's tree: texts, secrets, paths and unknown keys, every fault collected with its place.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialogs/yaml.hpp"
#include "gateway/app/config.hpp"

namespace pintu::app {

using yaml::Node;
using yaml::Place;

class ConfigReader {
 public:
  ConfigReader(std::string file, const Surroundings& surroundings);

  void fault(Place place, std::string message) { add(faults_, place, std::move(message)); }
  void fault_elsewhere(std::string at, std::string message) {
    elsewhere_.push_back({std::move(at), std::move(message)});
  }
  void notice(Place place, std::string message) { add(notices_, place, std::move(message)); }
  std::size_t faults() const { return faults_.size() + elsewhere_.size(); }
  std::string at(Place place) const;
  const Surroundings& surroundings() const { return surroundings_; }

  // The file's tree; an empty mapping, and the faults noted, when there is none.
  Node parse();

  // Faults for every key that is not in `known`, with the one that was probably meant. False when `map` is no map.
  bool check_keys(const Node& map, std::string_view where, std::span<const std::string_view> known);
  // The map's entries; none when it is absent, a fault when it is something else.
  const std::vector<Node::Entry>& entries(const Node& map, std::string_view where);
  const std::vector<Node>& items(const Node& list, std::string_view where);

  // Each gives nothing where the key is absent, and notes a fault where it cannot be used.
  std::optional<std::string> text(const Node& map, std::string_view key);
  std::optional<std::string> path(const Node& map, std::string_view key);           // absolute or by the file's folder
  std::optional<std::string> readable_path(const Node& map, std::string_view key);  // and there is such a file

  // A value that may be `file:PATH`, `env:NAME` or `credential:NAME`. The text of a file as it is.
  std::optional<std::string> secret(const Node& value, std::string_view what);
  // The same without the line break at its end.
  std::optional<std::string> secret_line(const Node& value, std::string_view what);

  std::string beside(std::string_view path) const;
  // Into `loaded`, in the order of the file.
  void hand_over(LoadedConfig& loaded);

 private:
  using Placed = std::multimap<std::pair<int, int>, std::string>;  // by line and column, equals in order of arrival
  static void add(Placed& list, Place place, std::string message) {
    list.emplace(std::pair(place.line, place.column), std::move(message));
  }
  std::vector<Fault> in_order(const Placed& list) const;
  std::optional<std::string> from_credential(Place place, std::string_view name, std::string_view what);
  std::optional<std::string> from_file(Place place, const std::string& path, std::string_view what);

  std::string file_;
  const Surroundings& surroundings_;
  Placed faults_;
  Placed notices_;
  std::vector<Fault> elsewhere_;
};

}  // namespace pintu::app
