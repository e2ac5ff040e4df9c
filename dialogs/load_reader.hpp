// SPDX-License-Identifier: Apache-2.0
// Reading one script file's tree: every helper notes a finding instead of throwing, and what the file names and says is
// gathered for the checks that need the whole set.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialogs/library.hpp"
#include "dialogs/yaml.hpp"

namespace pintu::dialogs {

// A name that must exist: `slot` is whose option it is.
struct Named {
  enum class What { step, slot, slot_or_flag, option, script, desk, agency, connector } what = What::step;
  std::string name;
  std::string slot;
  Mark mark;
};

struct Notes {
  std::vector<Named> names;
  std::vector<Text> texts;      // each wording, a channel's own too, as a text of its own
  std::set<std::string> flags;  // what some `flag:` sets
};

class FileReader {
 public:
  using Keys = std::initializer_list<std::string_view>;

  // `findings` must outlive the reader.
  FileReader(std::string file, std::vector<Finding>& findings) : file_(std::move(file)), findings_(findings) {}

  Mark mark(yaml::Place place) const { return {file_, place.line, place.column}; }
  void error(yaml::Place place, std::string code, std::string message, std::string fix = {});
  void warning(yaml::Place place, std::string code, std::string message);
  void take(const std::vector<yaml::Fault>& faults);

  void names(Named::What what, std::string name, yaml::Place place, std::string slot = {});
  void sets_flag(const std::string& flag) { notes_.flags.insert(flag); }
  Notes& notes() { return notes_; }

  // False, with a finding: it is no such thing.
  bool want_mapping(const yaml::Node& node, std::string_view what);
  void only_keys(const yaml::Node& map, std::string_view where, Keys known);
  // `on: {CHANNEL: {KEY: …}}` of a mapping whose texts are `keys`.
  void check_on(const yaml::Node& map, Keys keys);
  // The keys of an `on`.
  void check_channels(const yaml::Node& on);

  std::string scalar(const yaml::Node& node, std::string_view what);
  std::string scalar_of(const yaml::Node& map, std::string_view key);
  // One of `known`, else a finding; empty when the key is absent.
  std::string word_of(const yaml::Node& map, std::string_view key, Keys known);
  // A name people do not see: small letters, digits, - and _, at most 32.
  std::string id(const yaml::Node& node, std::string_view what);
  bool flag_of(const yaml::Node& map, std::string_view key);                 // true | false
  int count_of(const yaml::Node& map, std::string_view key, int otherwise);  // "8", "8 letters"
  Duration duration_of(const yaml::Node& map, std::string_view key, Duration otherwise);
  Duration duration(const yaml::Node& node);               // "8s", "30m", "12h", "7d"; at most 366 days
  std::vector<std::string> words(const yaml::Node& node);  // one or a list
  std::vector<std::string> words_of(const yaml::Node& map, std::string_view key);
  std::vector<std::string> channels_of(const yaml::Node& map, std::string_view key);
  Text text(const yaml::Node& node, std::string path);
  // `key` of a mapping, with the channels' wordings of it.
  Text text_of(const yaml::Node& map, std::string_view key, const std::string& prefix);

 private:
  std::string file_;
  std::vector<Finding>& findings_;
  Notes notes_;
};

inline constexpr std::initializer_list<std::string_view> channel_kinds{"whatsapp", "telegram", "sms"};

// "Maksud Anda \"…\"?" when one of them is close, else empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace pintu::dialogs
