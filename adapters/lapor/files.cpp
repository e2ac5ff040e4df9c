// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "gateway/model/file_type.hpp"

namespace pintu::lapor {

namespace {

constexpr std::array<std::string_view, 4> taken{"image/jpeg", "image/png", "application/pdf", "application/msword"};

const FileType* type_of(const ReportFile& file) {
  if (file.bytes.size() > largest_file) return nullptr;
  const auto* type = sniff(file.bytes).type;
  return type != nullptr && std::ranges::find(taken, type->mime) != taken.end() ? type : nullptr;
}

}  // namespace

std::vector<std::string_view> taken_types() { return {taken.begin(), taken.end()}; }

std::vector<std::size_t> takeable(std::span<const ReportFile> files) {
  std::vector<std::size_t> indexes;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (type_of(files[i]) != nullptr) indexes.push_back(i);
  }
  return indexes;
}

void add_file(Multipart& form, std::string_view name, const ReportFile& file, std::size_t number) {
  if (const auto* type = type_of(file)) {
    form.file(name, fmt::format("lampiran-{}.{}", number, type->ending), type->mime, file.bytes);
  }
}

}  // namespace pintu::lapor
