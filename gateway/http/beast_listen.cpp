// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/beast_listen.hpp"

#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <cstring>
#include <optional>

namespace pintu::http {

namespace asio = boost::asio;
using boost::system::error_code;
using Generic = asio::generic::stream_protocol;

namespace {

std::optional<asio::ip::tcp::endpoint> ip_endpoint(const Generic::endpoint& from) {
  const int family = from.data()->sa_family;
  if (family != AF_INET && family != AF_INET6) return std::nullopt;
  asio::ip::tcp::endpoint endpoint;
  if (from.size() > endpoint.capacity()) return std::nullopt;
  std::memcpy(endpoint.data(), from.data(), from.size());
  endpoint.resize(from.size());
  return endpoint;
}

std::unexpected<Error> cannot(const std::string& what, const error_code& error) {
  return fail(Errc::configuration, "cannot listen on " + what + ": " + error.message());
}

Result<Acceptor> listen_tcp(asio::io_context& context, const ServerOptions& options) {
  const auto name = options.address + ":" + std::to_string(options.port);
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return fail(Errc::configuration, "cannot listen on " + name + ": not an IP address");
  const asio::ip::tcp::endpoint endpoint(address, options.port);
  Acceptor acceptor(context);
  acceptor.open(Generic(endpoint.protocol()), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(Generic::endpoint(endpoint.data(), endpoint.size()), error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return cannot(name, error);
  return acceptor;
}

bool is_listening(int descriptor) {
  const auto option = [descriptor](int name) {
    int value = 0;
    socklen_t size = sizeof(value);
    return ::getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
  };
  return option(SO_ACCEPTCONN) == 1 && option(SO_TYPE) == SOCK_STREAM && option(SO_PROTOCOL) == IPPROTO_TCP;
}

// Whether a socket there is what the configuration asks for: port 0 leaves the choice to whoever opened it.
bool as_asked(const asio::ip::tcp::endpoint& there, const asio::ip::address& address, std::uint16_t port) {
  if (port == 0) return true;
  const bool any = there.address().is_unspecified() && address.is_unspecified();
  return there.port() == port && (any || there.address() == address);
}

Result<Acceptor> adopt(asio::io_context& context, const ServerOptions& options) {
  const auto name = options.address + ":" + std::to_string(options.port);
  Acceptor acceptor(context);
  error_code error;
  Generic::endpoint bound;
  socklen_t size = static_cast<socklen_t>(bound.capacity());
  if (!is_listening(options.inherited) || ::getsockname(options.inherited, bound.data(), &size) != 0) {
    return fail(Errc::configuration, "what was passed for " + name + " is no listening TCP socket: use ListenStream=");
  }
  bound.resize(size);
  const auto there = ip_endpoint(bound);
  const auto address = asio::ip::make_address(options.address, error);
  if (!there || error || !as_asked(*there, address, options.port)) {
    const auto found = there ? there->address().to_string() + ":" + std::to_string(there->port()) : "no TCP address";
    return fail(Errc::configuration, "the socket unit listens on " + found + ", the configuration says " + name +
                                         ": write the same in both");
  }
  acceptor.assign(Generic(there->protocol()), options.inherited, error);
  if (error) return cannot(name, error);
  return acceptor;
}

Result<Acceptor> listen_unix(asio::io_context& context, const ServerOptions& options) {
  const auto& path = options.unix_path;
  if (path.size() >= sizeof(sockaddr_un{}.sun_path)) {
    return fail(Errc::configuration, "the socket path is longer than 107 bytes: " + path);
  }
  struct stat found{};
  if (::lstat(path.c_str(), &found) == 0) {
    if (!S_ISSOCK(found.st_mode)) {
      return fail(Errc::configuration, "there is something else than a socket at " + path);
    }
    ::unlink(path.c_str());
  }
  const asio::local::stream_protocol::endpoint endpoint(path);
  error_code error;
  Acceptor acceptor(context);
  acceptor.open(Generic(endpoint.protocol()), error);
  // Before bind, so that the file never stands there with a wider mode (unix(7): bind takes the socket's mode).
  if (!error && ::fchmod(acceptor.native_handle(), S_IRUSR | S_IWUSR) != 0) {
    error = error_code(errno, boost::system::system_category());
  }
  if (!error) acceptor.bind(Generic::endpoint(endpoint.data(), endpoint.size()), error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return cannot(path, error);
  return acceptor;
}

}  // namespace

Result<Acceptor> listen(asio::io_context& context, const ServerOptions& options) {
  if (options.inherited >= 0) return adopt(context, options);
  return options.unix_path.empty() ? listen_tcp(context, options) : listen_unix(context, options);
}

std::uint16_t port_of(const Acceptor& acceptor) {
  error_code error;
  const auto endpoint = acceptor.local_endpoint(error);
  if (error) return 0;
  const auto ip = ip_endpoint(endpoint);
  return ip ? ip->port() : std::uint16_t{0};
}

std::string peer_of(const Generic::socket& socket) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return {};
  const auto ip = ip_endpoint(endpoint);
  if (!ip) return {};
  const auto address = ip->address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

}  // namespace pintu::http
