// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/multipart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "gateway/base/crypto.hpp"
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

void Multipart::field(std::string_view name, std::string_view value) {
  parts_.push_back({fmt::format("Content-Disposition: form-data; name=\"{}\"\r\n\r\n", name), std::string(value)});
}

void Multipart::file(std::string_view name, std::string_view file_name, std::string_view mime, std::string_view bytes) {
  parts_.push_back({fmt::format("Content-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n"
                                "Content-Type: {}\r\n\r\n",
                                name, file_name, mime),
                    std::string(bytes)});
}

Multipart::Form Multipart::finish() && {
  std::string digests;
  std::size_t size = 0;
  for (const auto& part : parts_) {
    digests += crypto::sha256(part.head) + crypto::sha256(part.body);
    size += part.head.size() + part.body.size() + 64;
  }
  const auto boundary = "pintu-" + crypto::to_hex(crypto::sha256(digests)).substr(0, 40);
  Form form{"multipart/form-data; boundary=" + boundary, {}};
  form.body.reserve(size + 64);
  for (const auto& part : parts_) form.body += "--" + boundary + "\r\n" + part.head + part.body + "\r\n";
  form.body += "--" + boundary + "--\r\n";
  return form;
}

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
