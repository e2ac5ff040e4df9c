// SPDX-License-Identifier: Apache-2.0
#include "adapters/multipart.hpp"

#include <fmt/format.h>

#include "gateway/base/crypto.hpp"

namespace pintu {

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

}  // namespace pintu
