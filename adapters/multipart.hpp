// SPDX-License-Identifier: Apache-2.0
// Writing multipart/form-data (RFC 7578).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pintu {

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

}  // namespace pintu
