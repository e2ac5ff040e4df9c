// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/categories.hpp"

#include <fstream>
#include <iterator>

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::app;

namespace {

std::string rows(std::string_view csv) {
  std::string out;
  for (const auto& row : read_categories(csv).rows) {
    out += row.option + "=" + row.category + "@" + std::to_string(row.line) + ":" + std::to_string(row.column) + " ";
  }
  return out;
}

std::string faults(std::string_view csv) {
  std::string out;
  for (const auto& fault : read_categories(csv).faults) {
    out += std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.message + "\n";
  }
  return out;
}

std::vector<std::string> notices(std::string_view csv) {
  AgencySettings agency;
  agency.given.name = "lapor";
  agency.categories_file = "k.csv";
  agency.categories = read_categories(csv).rows;
  std::vector<std::string> out;
  for (const auto& notice : category_notices(agency, dialogs::load(dialogs::shipped()).set)) {
    out.push_back(to_string(notice));
  }
  return out;
}

std::string example() {
  std::ifstream in(PINTU_SOURCE_DIR "/systemd/lapor-kategori.csv.example", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("categories: with and without a header, remarks, quotes and blanks") {
  CHECK(rows("option,category\njalan,12\n") == "jalan=12@2:1 ");
  CHECK(rows("jalan,12") == "jalan=12@1:1 ");
  CHECK(rows("\xEF\xBB\xBF# remark\r\noption,category,catatan\r\n\r\n  \r\n jalan , 12 ,\"a, \"\"b\"\"\"\r\n") ==
        "jalan=12@5:2 ");
  CHECK(rows("\"jalan\",\"12\"\nair,13,x,y,z\n") == "jalan=12@1:1 air=13@2:1 ");
  CHECK(faults("option,category\n# only\njalan,12\n").empty());
}

TEST_CASE("categories: every fault has its line and column") {
  CHECK(faults("jalan,12\nair,tiga belas\n") == "2:5 \"tiga belas\" is no category number\n");
  CHECK(faults("jalan,12\nair,-3\nlampu,1234567890123456789\n") ==
        "2:5 \"-3\" is no category number\n3:7 \"1234567890123456789\" is no category number\n");
  CHECK(faults("jalan,12\n,13\n") == "2:1 the option's id is missing: write option,category\n");
  CHECK(faults("jalan,12\nair\n") == "2:4 the category's number is missing: write option,category\n");
  CHECK(faults("jalan,12\nair,\n") == "2:5 \"\" is no category number\n");
  CHECK(faults("jalan,12\n\n jalan,13\n") == "3:2 the option 'jalan' stands here a second time, after line 1\n");
  CHECK(faults("jalan,12\nair, \"13\n") == "2:6 a quotation mark is not closed on this line\n");
  CHECK(faults("\"jalan\"x,12\n") == "1:8 a comma must follow a closed quotation mark\n");
  CHECK(faults("option;category\njalan;12\n").starts_with("1:7 fields are parted by commas, not by semicolons\n"));
  CHECK(faults("option,kategori\njalan,12\n") == "1:1 the first line is option,category\n");
  for (const auto* nothing : {"", "\n\n", "# remark\n", "option,category\n"}) {
    CHECK(faults(nothing) == "1:1 the file names no category: write lines such as jalan,12\n");
  }
}

TEST_CASE("categories: what no script has, and what the file leaves out, is said") {
  CHECK(notices(example()).empty());
  const auto said = notices(example() + "kebun,9\n");
  REQUIRE(said.size() == 1);
  CHECK(said[0].ends_with(":1: agencies.lapor.categories: no script has the option 'kebun'"));
  CHECK(notices("jalan,1\nlampu,2\nsampah,3\nair,4\nbansos,5\nlayanan,6\npelecehan,7\n") ==
        std::vector<std::string>{"k.csv:1:1: agencies.lapor.categories: no line for lain, listrik: reports with it say "
                                 "their category in the text"});
  AgencySettings without;
  CHECK(category_notices(without, dialogs::load(dialogs::shipped()).set).empty());
}

TEST_CASE("categories: the example is good as it stands") {
  const auto file = read_categories(example());
  CHECK(file.faults.empty());
  CHECK(file.rows.size() == 9);
}
