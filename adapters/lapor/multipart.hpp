// SPDX-License-Identifier: Apache-2.0
// Writing multipart/form-data (RFC 7578), and which files LAPOR takes in it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/model/report.hpp"

namespace pintu::lapor {

class Multipart {
 public:
  void field(std::string_view name, std::string_view value);
  // `file_name` and `mime` are ours: without quotes and control characters.
  void file(std::string_view name, std::string_view file_name, std::string_view mime, std::string_view bytes);

  struct Form {
    std::string content_type;
    std::string body;
  };
  // The boundary is a hash of the whole content: the same form is the same bytes, and no content can hold it.
  Form finish() &&;

 private:
  struct Part {
    std::string head;
    std::string body;
  };
  std::vector<Part> parts_;
};

inline constexpr std::size_t largest_file = std::size_t{5} << 20U;

// What LAPOR takes: jpg, png, pdf and doc.
std::vector<std::string_view> taken_types();

// Indexes of the files that it takes: by their bytes, whatever they are called, at most largest_file.
std::vector<std::size_t> takeable(std::span<const ReportFile> files);

// Adds one of them as "lampiran-N.jpg", N from 1.
void add_file(Multipart& form, std::string_view name, const ReportFile& file, std::size_t number);

}  // namespace pintu::lapor
