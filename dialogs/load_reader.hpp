// SPDX-License-Identifier: Apache-2.0
// Reading one script file's tree: every helper notes a finding instead of throwing.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "dialogs/library.hpp"
#include "dialogs/yaml.hpp"

namespace pintu::dialogs {

class FileReader {
 public:
  FileReader(std::string file, std::vector<Finding>& findings) : file_(std::move(file)), findings_(findings) {}

  Mark mark(yaml::Place place) const { return {file_, place.line, place.column}; }
  void error(yaml::Place place, std::string code, std::string message, std::string fix = {});
  void take(const std::vector<yaml::Fault>& faults);

  // False, with a finding: it is no such thing.
  bool want_mapping(const yaml::Node& node, std::string_view what);
  void only_keys(const yaml::Node& map, std::string_view where, std::initializer_list<std::string_view> known);

  std::string scalar(const yaml::Node& node, std::string_view what);
  std::string scalar_of(const yaml::Node& map, std::string_view key);
  bool flag_of(const yaml::Node& map, std::string_view key);                 // true | false
  int count_of(const yaml::Node& map, std::string_view key, int otherwise);  // "8", "8 letters"
  Duration duration_of(const yaml::Node& map, std::string_view key, Duration otherwise);
  Duration duration(const yaml::Node& node);
  std::vector<std::string> words(const yaml::Node& node);  // one or a list
  std::vector<std::string> words_of(const yaml::Node& map, std::string_view key);
  Text text(const yaml::Node& node, std::string path);
  Text text_of(const yaml::Node& map, std::string_view key, const std::string& prefix);

 private:
  std::string file_;
  std::vector<Finding>& findings_;
};

// " Maksud Anda \"…\"?" when one of them is close, else empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace pintu::dialogs
