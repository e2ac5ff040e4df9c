// SPDX-License-Identifier: Apache-2.0
// What a run gave, for people and for programs.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "gateway/trial/matching.hpp"
#include "gateway/trial/trial.hpp"

namespace pintu::trial {

using nlohmann::json;

namespace {

class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  std::string good(const std::string& text) const { return in("32", text); }
  std::string bad(const std::string& text) const { return in("31", text); }
  std::string faint(const std::string& text) const { return in("2", text); }
  std::string strong(const std::string& text) const { return in("1", text); }

 private:
  std::string in(const char* code, const std::string& text) const {
    return on_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  bool on_;
};

std::string place(const dialogs::Mark& mark) { return fmt::format("{}:{}:{}", mark.file, mark.line, mark.column); }

std::string indented(const std::string& text, const std::string& by) {
  std::string out = by;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += by;
  }
  return out;
}

std::string decimal(double value, int digits) {
  auto text = fmt::format("{:.{}f}", value, digits);
  std::ranges::replace(text, '.', ',');
  return text;
}

std::string text_of(const Failure& failure, const Paint& paint) {
  std::string out = fmt::format("    {}: seharusnya {}\n", place(failure.mark), failure.expected);
  if (!failure.shown.empty()) out += "    yang terjadi:\n";
  for (const auto& line : failure.shown) out += paint.faint(indented(line, "      ")) + "\n";
  if (!failure.hint.empty()) out += "    " + failure.hint + "\n";
  return out;
}

// Steps in the scripts' order are what a person looks for; the rest they can count.
std::string coverage_text(const Report& report, const Paint& paint) {
  std::string out;
  std::map<std::string, std::pair<std::set<std::string>, std::set<std::string>>> reached;  // steps, phones, by script
  for (const auto& each : report.reached) {
    auto& [steps, phones] = reached[each.script];
    steps.insert(each.step + (each.outcome.empty() ? "" : " " + each.outcome));
    phones.insert(each.channel + "/" + each.language);
  }
  std::map<std::string, std::vector<const Unreached*>> missing;
  for (const auto& each : report.unreached) missing[each.script].push_back(&each);
  if (!reached.empty()) out += paint.strong("Yang tersentuh uji") + "\n";
  for (const auto& [script, both] : reached) {
    out += fmt::format("  {}: {} langkah dan hasil, di {}\n", script, both.first.size(),
                       joined({both.second.begin(), both.second.end()}));
  }
  if (!missing.empty()) out += paint.strong("Belum tersentuh uji") + "\n";
  for (const auto& [script, list] : missing) {
    for (const auto* each : list) {
      out += fmt::format("  {}: langkah {}{}\n", place(each->mark), each->step,
                         each->outcome.empty() ? "" : ", hasil " + each->outcome);
    }
  }
  if (!report.untested.empty()) out += "Naskah tanpa uji: " + joined(report.untested) + "\n";
  return out;
}

json json_of(const dialogs::Mark& mark) { return {{"file", mark.file}, {"line", mark.line}, {"column", mark.column}}; }

json json_of(const Tried& tried) {
  json out = json_of(tried.mark);
  out["script"] = tried.script;
  out["test"] = tried.name;
  out["channel"] = tried.channel;
  out["language"] = tried.language;
  out["passed"] = tried.passed();
  out["ms"] = static_cast<double>(tried.took.count()) / 1000;
  out["failures"] = json::array();
  for (const auto& failure : tried.failures) {
    json each = json_of(failure.mark);
    each["expected"] = failure.expected;
    each["shown"] = failure.shown;
    each["hint"] = failure.hint;
    out["failures"].push_back(std::move(each));
  }
  return out;
}

}  // namespace

std::string to_text(const Report& report, bool color) {
  const Paint paint(color);
  std::string out;
  for (const auto& finding : report.findings) {
    if (finding.severity == dialogs::Finding::Severity::error) out += dialogs::to_string(finding) + "\n";
  }
  std::string file;
  std::chrono::microseconds took{0};
  for (const auto& tried : report.tests) {
    if (tried.mark.file != file) out += paint.strong(tried.mark.file) + "\n";
    file = tried.mark.file;
    took += tried.took;
    out += fmt::format("  {} {} {}\n", tried.passed() ? paint.good("lulus") : paint.bad("GAGAL"), tried.name,
                       paint.faint(fmt::format("({}, {})", tried.channel, tried.language)));
    for (const auto& failure : tried.failures) out += text_of(failure, paint);
  }
  if (!report.tests.empty()) {
    const auto failed = std::ranges::count_if(report.tests, [](const Tried& tried) { return !tried.passed(); });
    const auto seconds = std::chrono::duration<double>(took).count();
    out += coverage_text(report, paint);
    const auto sum = fmt::format("{} uji: {} lulus, {} gagal ({} detik)", report.tests.size(),
                                 static_cast<std::int64_t>(report.tests.size()) - failed, failed, decimal(seconds, 2));
    out += (failed == 0 ? paint.good(sum) : paint.bad(sum)) + "\n";
  }
  if (report.forbids.empty()) return out + "Boleh diterbitkan.\n";
  out += "Belum boleh diterbitkan:\n";
  for (const auto& reason : report.forbids) out += "  - " + reason + "\n";
  return out;
}

std::string to_json(const Report& report) {
  json out = {{"good", report.good()}, {"may_be_published", report.may_be_published()}, {"forbids", report.forbids}};
  out["findings"] = json::array();
  for (const auto& finding : report.findings) {
    json each = json_of(finding.mark);
    each["severity"] = finding.severity == dialogs::Finding::Severity::error ? "error" : "warning";
    each["code"] = finding.code;
    each["message"] = finding.message;
    each["fix"] = finding.fix;
    out["findings"].push_back(std::move(each));
  }
  out["tests"] = json::array();
  for (const auto& tried : report.tests) out["tests"].push_back(json_of(tried));
  out["reached"] = json::array();
  for (const auto& each : report.reached) {
    out["reached"].push_back({{"script", each.script},
                              {"step", each.step},
                              {"outcome", each.outcome},
                              {"channel", each.channel},
                              {"language", each.language},
                              {"tests", each.tests}});
  }
  out["unreached"] = json::array();
  for (const auto& each : report.unreached) {
    json one = json_of(each.mark);
    one["script"] = each.script;
    one["step"] = each.step;
    one["outcome"] = each.outcome;
    out["unreached"].push_back(std::move(one));
  }
  out["untested"] = report.untested;
  return out.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace pintu::trial
