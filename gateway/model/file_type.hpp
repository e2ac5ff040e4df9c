// SPDX-License-Identifier: Apache-2.0
// What a file is by its own bytes. What a provider, a name or a person says of it is never believed. Pure.
#pragma once

#include <string_view>

namespace pintu {

struct FileType {
  std::string_view name;    // "jpeg"
  std::string_view mime;    // "image/jpeg"
  std::string_view ending;  // "jpg"
};

// Exactly one of the two is set. `refused` is a word for logs and metrics: "empty", "page" (HTML, SVG, XML, scripts in
// text), "program" (executables of any system, Android packages, scripts), "archive" (a zip that is no office document,
// and every other archive), "bomb" (an office document that would unpack to far more than its size), "macros", "type"
// (anything else that the table does not have).
struct Sniffed {
  const FileType* type = nullptr;
  std::string_view refused;
};

// Looks at the beginning, and into the directory of office documents; unpacks nothing. A file that is two things at
// once is what its first bytes say: whatever else it carries does not survive media::clean.
Sniffed sniff(std::string_view bytes);

}  // namespace pintu
