// SPDX-License-Identifier: Apache-2.0
// Which files LAPOR takes in a form.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/multipart.hpp"
#include "gateway/model/report.hpp"

namespace pintu::lapor {

inline constexpr std::size_t largest_file = std::size_t{5} << 20U;

// What LAPOR takes: jpg, png, pdf and doc.
std::vector<std::string_view> taken_types();

// Indexes of the files that it takes: by their bytes, whatever they are called, at most largest_file.
std::vector<std::size_t> takeable(std::span<const ReportFile> files);

// Adds one of them as "lampiran-N.jpg", N from 1.
void add_file(Multipart& form, std::string_view name, const ReportFile& file, std::size_t number);

}  // namespace pintu::lapor
