// SPDX-License-Identifier: Apache-2.0
// JUnit's XML, as CI servers read it: a suite a file, a case a test.
#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "gateway/base/utf8.hpp"
#include "gateway/trial/trial.hpp"

namespace pintu::trial {

namespace {

// XML knows no control characters but tab and line breaks.
std::string printable(const std::string& text) {
  std::string out = utf8::repaired(text);
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t'; });
  return out;
}

void add(pugi::xml_node& suite, const Tried& tried) {
  auto test = suite.append_child("testcase");
  test.append_attribute("name") = printable(tried.name).c_str();
  test.append_attribute("classname") = printable(tried.script + "." + tried.channel + "." + tried.language).c_str();
  test.append_attribute("file") = tried.mark.file.c_str();
  test.append_attribute("line") = tried.mark.line;
  test.append_attribute("time") = fmt::format("{:.6f}", std::chrono::duration<double>(tried.took).count()).c_str();
  for (const auto& failure : tried.failures) {
    auto node = test.append_child("failure");
    node.append_attribute("message") = printable(failure.expected).c_str();
    std::string text =
        fmt::format("{}:{}:{}: {}\n", failure.mark.file, failure.mark.line, failure.mark.column, failure.expected);
    for (const auto& line : failure.shown) text += line + "\n";
    text += failure.hint;
    node.text() = printable(text).c_str();
  }
}

void count(pugi::xml_node& node, int tests, int failures, int errors) {
  node.append_attribute("tests") = tests;
  node.append_attribute("failures") = failures;
  node.append_attribute("errors") = errors;
}

}  // namespace

std::string to_junit(const Report& report) {
  pugi::xml_document document;
  auto suites = document.append_child("testsuites");
  int all_failures = 0;
  int errors = 0;
  for (const auto& finding : report.findings) {
    if (finding.severity != dialogs::Finding::Severity::error) continue;
    ++errors;
    auto suite = suites.append_child("testsuite");
    suite.append_attribute("name") = finding.mark.file.c_str();
    count(suite, 1, 0, 1);
    auto test = suite.append_child("testcase");
    test.append_attribute("name") = finding.code.c_str();
    auto error = test.append_child("error");
    error.append_attribute("message") = printable(finding.message).c_str();
    error.text() = printable(dialogs::to_string(finding)).c_str();
  }
  for (std::size_t at = 0; at < report.tests.size();) {
    const auto& file = report.tests[at].mark.file;
    auto suite = suites.append_child("testsuite");
    suite.append_attribute("name") = file.c_str();
    int tests = 0;
    int failures = 0;
    for (; at < report.tests.size() && report.tests[at].mark.file == file; ++at) {
      add(suite, report.tests[at]);
      ++tests;
      if (!report.tests[at].passed()) ++failures;
    }
    count(suite, tests, failures, 0);
    all_failures += failures;
  }
  count(suites, static_cast<int>(report.tests.size()) + errors, all_failures, errors);
  std::ostringstream out;
  document.save(out, "  ");
  return out.str();
}

}  // namespace pintu::trial
