// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/categories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace pintu::app {

namespace {

constexpr std::size_t longest_number = 18;  // fits 64 bits

struct Field {
  std::string text;
  int column = 1;
};
struct Line {
  std::vector<Field> fields;
  std::vector<CategoryFault> faults;  // at most one, without its line
};

std::string trimmed(std::string_view text) {
  const auto from = std::min(text.find_first_not_of(" \t"), text.size());
  return std::string(text.substr(from, text.find_last_not_of(" \t") + 1 - from));
}

// A quoted field from its opening mark; `at` is moved behind its closing one.
std::optional<std::string> quoted(std::string_view line, std::size_t& at) {
  std::string text;
  for (++at; at < line.size(); ++at) {
    if (line[at] != '"') {
      text += line[at];
    } else if (at + 1 < line.size() && line[at + 1] == '"') {
      text += line[++at];
    } else {
      ++at;
      return text;
    }
  }
  return std::nullopt;
}

Line split(std::string_view line) {
  Line out;
  std::size_t at = 0;
  while (true) {
    at = std::min(line.find_first_not_of(" \t", at), line.size());
    const int column = static_cast<int>(at) + 1;
    if (at < line.size() && line[at] == '"') {
      auto text = quoted(line, at);
      if (!text) {
        out.faults.push_back({0, column, "a quotation mark is not closed on this line"});
        return out;
      }
      out.fields.push_back({*std::move(text), column});
      at = std::min(line.find_first_not_of(" \t", at), line.size());
      if (at < line.size() && line[at] != ',') {
        out.faults.push_back({0, static_cast<int>(at) + 1, "a comma must follow a closed quotation mark"});
        return out;
      }
    } else {
      const auto comma = std::min(line.find(',', at), line.size());
      out.fields.push_back({trimmed(line.substr(at, comma - at)), column});
      at = comma;
    }
    if (at == line.size()) return out;
    ++at;
  }
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= longest_number &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "" when the row is good.
CategoryFault fault_of(const std::vector<Field>& fields, std::string_view line) {
  const auto& option = fields[0];
  if (fields.size() == 1 && option.text.find(';') != std::string::npos) {
    return {0, static_cast<int>(line.find(';')) + 1, "fields are parted by commas, not by semicolons"};
  }
  if (option.text.empty()) return {0, option.column, "the option's id is missing: write option,category"};
  if (fields.size() < 2) {
    return {0, static_cast<int>(line.size()) + 1, "the category's number is missing: write option,category"};
  }
  if (!is_number(fields[1].text)) {
    return {0, fields[1].column, fmt::format("\"{}\" is no category number", fields[1].text)};
  }
  return {};
}

class Reader {
 public:
  CategoryFile read(std::string_view csv) {
    if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
    for (number_ = 1; !csv.empty(); ++number_) {
      const auto end = csv.find('\n');
      auto line = csv.substr(0, end);
      csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
      if (line.ends_with('\r')) line.remove_suffix(1);
      const bool nothing = line.find_first_not_of(" \t") == std::string_view::npos;
      if (!nothing && !line.starts_with('#')) take(line);
    }
    if (file_.rows.empty() && file_.faults.empty()) {
      file_.faults.push_back({1, 1, "the file names no category: write lines such as jalan,12"});
    }
    return std::move(file_);
  }

 private:
  void take(std::string_view line) {
    auto read = split(line);
    const bool first = std::exchange(first_, false);
    if (!read.faults.empty()) return complain(std::move(read.faults.front()));
    const auto& fields = read.fields;
    if (first && fields[0].text == "option") {
      if (fields.size() < 2 || fields[1].text != "category") complain({0, 1, "the first line is option,category"});
      return;
    }
    if (auto fault = fault_of(fields, line); !fault.message.empty()) return complain(std::move(fault));
    const auto known = std::ranges::find(file_.rows, fields[0].text, &CategoryRow::option);
    if (known != file_.rows.end()) {
      return complain(
          {0, fields[0].column,
           fmt::format("the option '{}' stands here a second time, after line {}", fields[0].text, known->line)});
    }
    file_.rows.push_back({fields[0].text, fields[1].text, number_, fields[0].column});
  }
  void complain(CategoryFault fault) {
    fault.line = number_;
    file_.faults.push_back(std::move(fault));
  }

  CategoryFile file_;
  int number_ = 1;
  bool first_ = true;
};

// Options of the slots that become a report's category.
std::vector<std::string> category_options(const dialogs::ScriptSet& scripts) {
  std::vector<std::string> ids;
  for (const auto& [name, script] : scripts.scripts) {
    for (const auto& slot : script.slots) {
      if (slot.kind != dialogs::SlotKind::choice || slot.guess_from.empty()) continue;
      for (const auto& option : slot.options) {
        if (std::ranges::find(ids, option.id) == ids.end()) ids.push_back(option.id);
      }
    }
  }
  return ids;
}

}  // namespace

CategoryFile read_categories(std::string_view csv) { return Reader().read(csv); }

std::vector<Fault> category_notices(const AgencySettings& agency, const dialogs::ScriptSet& scripts) {
  std::vector<Fault> notices;
  if (agency.categories_file.empty()) return notices;
  const auto where = fmt::format("agencies.{}.categories", agency.given.name);
  auto missing = category_options(scripts);
  for (const auto& row : agency.categories) {
    if (std::erase(missing, row.option) > 0) continue;
    notices.push_back({fmt::format("{}:{}:{}", agency.categories_file, row.line, row.column),
                       fmt::format("{}: no script has the option '{}'", where, row.option)});
  }
  if (!missing.empty()) {
    notices.push_back({agency.categories_file + ":1:1",
                       fmt::format("{}: no line for {}: reports with it say their category in the text", where,
                                   fmt::join(missing, ", "))});
  }
  return notices;
}

}  // namespace pintu::app
