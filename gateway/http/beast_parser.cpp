// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/beast_parser.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace pintu::http {

namespace beast = boost::beast::http;

namespace {

// A chunk header with its extensions, or the trailers: Beast waits for their end without a bound of its own.
constexpr std::size_t chunk_line_limit = 1024;
constexpr std::size_t extensions_limit = 4096;  // of all chunks of one body

Refusal refusal_of(const boost::system::error_code& error) {
  if (error == beast::error::body_limit) return Refusal::body_too_large;
  if (error == beast::error::header_limit) return Refusal::header_too_large;
  if (error == beast::error::bad_version) return Refusal::version;
  if (error == beast::error::bad_transfer_encoding) return Refusal::transfer_encoding;
  if (error == beast::error::bad_content_length || error == beast::error::multiple_content_length) {
    return Refusal::content_length;
  }
  return Refusal::syntax;
}

}  // namespace

struct RequestParser::Parts {
  beast::request_parser<beast::string_body> parser;
  std::size_t extensions = 0;
  bool limited = false;
  std::function<void(std::uint64_t, boost::beast::string_view, boost::system::error_code&)> on_chunk;
};

RequestParser::RequestParser() : parts_(std::make_unique<Parts>()) {
  parts_->parser.header_limit(header_bytes_limit);
  // The route's limit is not known before the header: `body` sets it.
  parts_->parser.body_limit(boost::none);
  parts_->on_chunk = [parts = parts_.get()](std::uint64_t, boost::beast::string_view extensions,
                                            boost::system::error_code& error) {
    parts->extensions += extensions.size();
    if (extensions.size() > chunk_line_limit || parts->extensions > extensions_limit) {
      error = beast::error::bad_chunk_extension;
    }
  };
  parts_->parser.on_chunk_header(parts_->on_chunk);
}
RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

std::expected<RequestHead, Refusal> RequestParser::header(std::string_view block) {
  auto& parser = parts_->parser;
  boost::system::error_code error;
  parser.put(boost::asio::buffer(block.data(), block.size()), error);
  if (error) return std::unexpected(error == beast::error::need_more ? Refusal::syntax : refusal_of(error));
  if (!parser.is_header_done()) return std::unexpected(Refusal::syntax);
  const auto& message = parser.get();
  RequestHead head;
  head.method = std::string(message.method_string());
  head.target = std::string(message.target());
  head.version = static_cast<int>(message.version());
  for (const auto& field : message) head.headers.add(std::string(field.name_string()), std::string(field.value()));
  parser.eager(true);
  return head;
}

RequestParser::Progress RequestParser::body(std::string_view bytes, std::uint64_t limit) {
  auto& parser = parts_->parser;
  if (!std::exchange(parts_->limited, true)) parser.body_limit(limit);
  Progress progress;
  while (!parser.is_done() && progress.used < bytes.size()) {
    const auto rest = bytes.substr(progress.used);
    boost::system::error_code error;
    const auto used = parser.put(boost::asio::buffer(rest.data(), rest.size()), error);
    progress.used += used;
    if (error == beast::error::need_more) {
      if (rest.size() - used > chunk_line_limit) progress.refusal = Refusal::chunk_extension;
      break;
    }
    if (error) {
      progress.refusal = error == beast::error::bad_chunk_extension ? Refusal::chunk_extension : refusal_of(error);
      break;
    }
  }
  progress.done = parser.is_done();
  return progress;
}

bool RequestParser::done() const { return parts_->parser.is_done(); }

std::string RequestParser::take_body() { return std::move(parts_->parser.get().body()); }

}  // namespace pintu::http
