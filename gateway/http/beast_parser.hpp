// SPDX-License-Identifier: Apache-2.0
// Boost.Beast's request parser behind values, so that one file compiles it. One object a request.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/http/request_filter.hpp"

namespace pintu::http {

class RequestParser {
 public:
  RequestParser();
  ~RequestParser();
  RequestParser(RequestParser&&) noexcept;
  RequestParser& operator=(RequestParser&&) noexcept;

  // The whole header block, as scan_header measured it, with its empty line.
  std::expected<RequestHead, Refusal> header(std::string_view block);

  struct Progress {
    std::size_t used = 0;  // bytes that are done with; the rest comes again, with more behind it
    bool done = false;
    std::optional<Refusal> refusal;
  };
  // Body bytes as they come; at most `limit` bytes of content in all. Trailers are read and dropped.
  Progress body(std::string_view bytes, std::uint64_t limit);
  bool done() const;
  std::string take_body();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace pintu::http
