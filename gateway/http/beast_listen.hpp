// SPDX-License-Identifier: Apache-2.0
// Listening sockets, TCP and unix, as one type.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <string>

#include "gateway/base/result.hpp"
#include "gateway/http/server.hpp"

namespace pintu::http {

using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol>;

// Bound and listening. Errc::configuration with a sentence when the address or path cannot be had.
Result<Acceptor> listen(boost::asio::io_context& context, const ServerOptions& options);
std::uint16_t port_of(const Acceptor& acceptor);  // 0 for a unix socket
// The remote address without port, an IPv4 one that came over IPv6 as IPv4; "" for a unix socket.
std::string peer_of(const boost::asio::generic::stream_protocol::socket& socket);

}  // namespace pintu::http
