// SPDX-License-Identifier: Apache-2.0
// The file that turns the options of our scripts into an agency's categories. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/app/config.hpp"

namespace pintu::app {

struct CategoryFault {
  int line = 1;
  int column = 1;  // in bytes
  std::string message;
};
struct CategoryFile {
  std::vector<CategoryRow> rows;
  std::vector<CategoryFault> faults;  // in the order of the file
};

// Comma-separated: option, category number, then columns for people. A first line `option,category` may be there.
// Empty lines and lines that start with # are passed over; a field with a comma stands in quotation marks, doubled
// inside; blanks around a field do not count.
CategoryFile read_categories(std::string_view csv);

// What is well written and still probably not meant: rows for options that no script has, and options without a row,
// whose category then goes into the report's text. None without a file.
std::vector<Fault> category_notices(const AgencySettings& agency, const dialogs::ScriptSet& scripts);

}  // namespace pintu::app
