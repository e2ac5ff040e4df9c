// SPDX-License-Identifier: Apache-2.0
// The server's TLS: 1.2 and 1.3, ECDHE with AEAD only, no renegotiation, no compression, no session tickets.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "gateway/base/result.hpp"

namespace pintu::http {

// PEM files; `certificate` with its chain. Errc::configuration when a file cannot be read or the two do not belong
// together. Sets the metric pintu_tls_cert_expiry_timestamp_seconds{server}.
Result<std::shared_ptr<boost::asio::ssl::context>> tls_context(const std::string& certificate, const std::string& key,
                                                               const std::string& server_name);

}  // namespace pintu::http
