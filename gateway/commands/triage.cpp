// SPDX-License-Identifier: Apache-2.0
// pintu triage [--lines] and pintu read KIND [--lines]: what the language rules make of a text on standard input.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "adapters/sms/gsm7.hpp"
#include "dialogs/language/language.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

namespace language = dialogs::language;
using nlohmann::json;

namespace {

struct Arguments {
  bool lines = false;
  std::string kind;
  std::string now;
};

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

int each_text(bool lines, const std::function<json(const std::string&)>& tell) {
  if (!lines) {
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    fmt::print("{}\n", dump(tell(text)));
    return good;
  }
  std::string line;
  while (std::getline(std::cin, line)) fmt::print("{}\n", dump(tell(line)));
  return good;
}

json triage(const std::string& text) {
  const auto found = language::triage(text);
  json words = json::array();
  for (const auto& span : found.words) words.push_back({{"from", span.from}, {"to", span.to}});
  return {{"grade", language::to_string(found.grade)},
          {"score", found.score},
          {"kind", found.kind},
          {"rules", found.rules},
          {"words", words}};
}

std::string iso(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

json read_date(const std::string& text, Instant now) {
  const auto read = language::read_date(text, now, true);
  if (read.what != language::DateRead::What::one) {
    return {{"status", read.what == language::DateRead::What::future ? "future" : "none"}};
  }
  return {{"status", "one"}, {"from", iso(read.from)}, {"to", iso(read.to)}, {"since", read.since}};
}

json read_yesno(const std::string& text) {
  switch (language::read_yesno(text, language::Asking::right)) {
    case language::YesNo::yes:
      return {{"value", "yes"}};
    case language::YesNo::no:
      return {{"value", "no"}};
    case language::YesNo::unknown:
      return {{"value", "unknown"}};
    case language::YesNo::none:
      break;
  }
  return {{"value", "none"}};
}

json read_number(const std::string& text) {
  const auto read = language::read_number(text);
  return read.ok ? json{{"status", "one"}, {"value", read.value}} : json{{"status", "none"}};
}

json read_phone(const std::string& text) {
  const auto read = language::read_phone(text);
  return read.empty() ? json{{"status", "none"}} : json{{"status", "one"}, {"e164", read}};
}

// What the text costs as SMS.
json read_segments(const std::string& text) {
  const auto cost = sms::cost_of(text);
  return {{"gsm7", cost.gsm7}, {"units", cost.units}, {"segments", cost.segments}};
}

int read(const Arguments& arguments) {
  const auto given = from_rfc3339(arguments.now);
  if (!arguments.now.empty() && !given) {
    fmt::print(stderr, "pintu: --now wants RFC 3339, for example 2026-05-02T10:00:00+07:00\n");
    return usage;
  }
  const Instant now = given.value_or(SystemClock().now());
  if (arguments.kind == "date")
    return each_text(arguments.lines, [now](const auto& text) { return read_date(text, now); });
  if (arguments.kind == "yesno") return each_text(arguments.lines, read_yesno);
  if (arguments.kind == "number") return each_text(arguments.lines, read_number);
  if (arguments.kind == "segments") return each_text(arguments.lines, read_segments);
  return each_text(arguments.lines, read_phone);
}

}  // namespace

void add_triage(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("triage", "Grade a text on standard input for danger");
  auto arguments = std::make_shared<Arguments>();
  command->add_flag("--lines", arguments->lines, "Each line is a text of its own");
  command->callback([&action, arguments] { action = [arguments] { return each_text(arguments->lines, triage); }; });
}

void add_read(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("read", "What a slot kind makes of an answer on standard input");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("KIND", arguments->kind, "date, yesno, number, phone or segments")
      ->required()
      ->check(CLI::IsMember({"date", "yesno", "number", "phone", "segments"}));
  command->add_flag("--lines", arguments->lines, "Each line is an answer of its own");
  command->add_option("--now", arguments->now, "What time it is, RFC 3339");
  command->callback([&action, arguments] { action = [arguments] { return read(*arguments); }; });
}

}  // namespace pintu::commands
