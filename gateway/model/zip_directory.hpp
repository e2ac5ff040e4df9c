// SPDX-License-Identifier: Apache-2.0
// The table of contents of a zip file, without unpacking anything (PKWARE APPNOTE 4.3.12 and 4.3.16). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pintu {

struct ZipDirectory {
  std::vector<std::string_view> names;  // as they stand there, at most 4096; views into the file
  std::uint64_t unpacked = 0;           // bytes, as the entries say
};

// nullopt when the directory is missing, cut off, inconsistent, of a split or ZIP64 file, or longer than 4096 entries.
std::optional<ZipDirectory> read_zip_directory(std::string_view bytes);

// What an honest office document of this size unpacks to at most.
std::uint64_t most_unpacked(std::size_t size);

}  // namespace pintu
