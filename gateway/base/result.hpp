// SPDX-License-Identifier: Apache-2.0
// Errors are values: a closed set of codes, each with a policy, and a sentence that says what to do.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace pintu {

enum class Errc {
  malformed,      // the input does not have the shape it must have: refuse it, never retry
  unauthorized,   // the signature or secret is wrong
  not_found,      // there is no such thing (or it belongs to somebody else)
  conflict,       // somebody else was first: read again
  too_large,      // over a stated limit
  unsupported,    // well-formed, but we do not do that
  configuration,  // the operator must change the configuration
  unavailable,    // try again later: a peer, the disk or the database
  timeout,        // no answer in time
  internal,       // our bug
};

std::string_view to_string(Errc code);

class Error {
 public:
  Error(Errc code, std::string message) : code_(code), message_(std::move(message)) {}
  Errc code() const { return code_; }
  // What happened and what to do; never a secret and never a citizen's words.
  const std::string& message() const { return message_; }
  friend bool operator==(const Error&, const Error&) = default;

 private:
  Errc code_;
  std::string message_;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Errc code, std::string message) {
  return std::unexpected<Error>(Error(code, std::move(message)));
}

}  // namespace pintu

// PINTU_TRY(auto x, f()): x is the value of f(), or the error leaves this function.
#define PINTU_CONCAT_(a, b) a##b
#define PINTU_CONCAT(a, b) PINTU_CONCAT_(a, b)
#define PINTU_TRY_(tmp, decl, ...)                                          \
  auto tmp = (__VA_ARGS__);                                                 \
  if (!tmp) return std::unexpected<::pintu::Error>(std::move(tmp).error()); \
  decl = *std::move(tmp)
#define PINTU_TRY(decl, ...) PINTU_TRY_(PINTU_CONCAT(pintu_try_, __LINE__), decl, __VA_ARGS__)
