// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/multipart.hpp"

#include <fmt/format.h>

#include <array>

#include "gateway/base/crypto.hpp"

namespace pintu::lapor {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t largest_file = std::size_t{5} << 20U;

struct FileType {
  std::string_view magic;
  std::string_view ending;
  std::string_view mime;
};
constexpr std::array types{FileType{"\xFF\xD8\xFF"sv, "jpg", "image/jpeg"},
                           FileType{"\x89PNG\r\n\x1A\n"sv, "png", "image/png"},
                           FileType{"%PDF-"sv, "pdf", "application/pdf"},
                           FileType{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "doc", "application/msword"}};

const FileType* type_of(const ReportFile& file) {
  if (file.bytes.size() > largest_file) return nullptr;
  for (const auto& type : types) {
    if (std::string_view(file.bytes).starts_with(type.magic)) return &type;
  }
  return nullptr;
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
