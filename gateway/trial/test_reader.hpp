// SPDX-License-Identifier: Apache-2.0
// What the parts of the reader of test files share.
#pragma once

#include "dialogs/load_reader.hpp"
#include "gateway/trial/test_file.hpp"

namespace pintu::trial {

// The names that exist in the set, for "Maksud Anda …?".
struct Known {
  explicit Known(const dialogs::ScriptSet& set);
  std::vector<std::string> slots, steps, options, questions, desks, far_ends;
  std::map<std::string, std::vector<std::string>> outcomes;  // by agency and connector
};

class TestReader {
 public:
  TestReader(dialogs::FileReader& file, const Known& known) : file_(file), known_(known) {}

  std::vector<Line> lines(const yaml::Node& node);
  std::map<std::string, Stub> stubs(const yaml::Node& node);
  std::vector<Fault> faults(const yaml::Node& node);
  std::optional<dialogs::StartAt> start_at(const yaml::Node& node, const std::string& script);

 private:
  UserLine user(const yaml::Node& node);
  BotLine bot(const yaml::Node& node);
  OfficerLine officer(const yaml::Node& node);
  ExpectLine expect(const yaml::Node& node);
  SentExpected sent(const yaml::Node& node);
  std::optional<Line> line(const yaml::Node& node);
  Fault fault(const yaml::Node& node);
  Fault fault_of_far_end(const yaml::Node& node, const yaml::Node& target);

  // "Maksud Anda …?" for a name that does not exist; true when it does.
  bool check(const yaml::Node& node, std::string_view what, const std::vector<std::string>& known);
  std::string named(const yaml::Node& node, std::string_view what, const std::vector<std::string>& known);
  std::optional<std::string> word(const yaml::Node& map, std::string_view key, dialogs::FileReader::Keys known);
  std::optional<int> number(const yaml::Node& map, std::string_view key);

  dialogs::FileReader& file_;
  const Known& known_;
};

}  // namespace pintu::trial
