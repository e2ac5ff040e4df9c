// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/check_reports.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "dialogs/check/codes.hpp"
#include "dialogs/check/show.hpp"

namespace pintu::commands {

using nlohmann::json;

namespace {

std::string_view level(const dialogs::Finding& finding) {
  return finding.severity == dialogs::Finding::Severity::error ? "error" : "warning";
}

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

std::string findings_json(const std::vector<dialogs::Finding>& findings, bool english) {
  auto list = json::array();
  for (const auto& finding : findings) {
    list.push_back({{"file", finding.mark.file},
                    {"line", finding.mark.line},
                    {"column", finding.mark.column},
                    {"severity", level(finding)},
                    {"code", finding.code},
                    {"message", english ? dialogs::said(finding, true) : finding.message},
                    {"fix", english ? std::string() : finding.fix}});
  }
  return dump({{"findings", list}});
}

std::string findings_sarif(const std::vector<dialogs::Finding>& findings, bool english) {
  auto rules = json::array();
  auto results = json::array();
  std::set<std::string> told;
  for (const auto& finding : findings) {
    const auto* code = dialogs::find_code(finding.code);
    if (code != nullptr && told.insert(finding.code).second)
      rules.push_back({{"id", finding.code}, {"shortDescription", {{"text", english ? code->english : code->title}}}});
    const json region{{"startLine", std::max(finding.mark.line, 1)}, {"startColumn", std::max(finding.mark.column, 1)}};
    results.push_back(
        {{"ruleId", finding.code},
         {"level", level(finding)},
         {"message", {{"text", dialogs::said(finding, english)}}},
         {"locations", json::array({{{"physicalLocation",
                                      {{"artifactLocation", {{"uri", finding.mark.file}}}, {"region", region}}}}})}});
  }
  const json driver{{"name", "pintu check"}, {"rules", rules}};
  const json run{{"tool", {{"driver", driver}}}, {"results", results}};
  return dump({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
               {"version", "2.1.0"},
               {"runs", json::array({run})}});
}

}  // namespace pintu::commands
