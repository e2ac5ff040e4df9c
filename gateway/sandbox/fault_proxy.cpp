// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/fault_proxy.hpp"

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"

namespace pintu::sandbox {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

tcp::endpoint loopback(std::uint16_t port) { return {asio::ip::address_v4::loopback(), port}; }

// The value of a header field in a response's head; our own server writes them as "Name: value".
std::string_view field(std::string_view head, std::string_view name) {
  const std::string wanted = "\r\n" + std::string(name) + ": ";
  const auto at = head.find(wanted);
  if (at == std::string_view::npos) return {};
  const auto from = at + wanted.size();
  return head.substr(from, head.find("\r\n", from) - from);
}

// One client's connection and ours to the server behind. Lives as long as one of its reads or writes waits.
class Relay : public std::enable_shared_from_this<Relay> {
 public:
  Relay(tcp::socket client, tcp::socket server, Duration drip_every)
      : client_(std::move(client)),
        server_(std::move(server)),
        timer_(server_.get_executor()),
        drip_every_(drip_every) {}

  void start(std::uint16_t behind) {
    server_.async_connect(loopback(behind), [self = shared_from_this()](const error_code& error) {
      if (error) return self->close();
      self->read_client();
      self->read_server();
    });
  }

  void close() {
    error_code ignored;
    timer_.cancel();
    client_.close(ignored);
    server_.close(ignored);
  }

 private:
  void read_client() {
    client_.async_read_some(asio::buffer(up_), [self = shared_from_this()](const error_code& error, std::size_t count) {
      if (error) return self->close();
      asio::async_write(self->server_, asio::buffer(self->up_.data(), count),
                        [self](const error_code& failed, std::size_t) {
                          if (failed) return self->close();
                          self->read_client();
                        });
    });
  }

  void read_server() {
    server_.async_read_some(asio::buffer(down_),
                            [self = shared_from_this()](const error_code& error, std::size_t count) {
                              if (error) return self->close();
                              self->came_.append(self->down_.data(), count);
                              self->pass_on();
                            });
  }

  // Whole heads are read, bodies pass as they come.
  void pass_on() {
    std::string out;
    while (!came_.empty() && !severed_) {
      if (body_left_ == 0 && !read_head(out)) break;
      const auto count = std::min(body_left_, came_.size());
      out.append(came_, 0, count);
      came_.erase(0, count);
      body_left_ -= count;
    }
    if (reset_) return reset();
    if (dripping_) return drip(std::move(out));
    asio::async_write(client_, asio::buffer(*keep(std::move(out))),
                      [self = shared_from_this()](const error_code& error, std::size_t) {
                        if (error || self->severed_) return self->close();
                        self->read_server();
                      });
  }

  const std::string* keep(std::string out) {
    out_ = std::move(out);
    return &out_;
  }

  // False when the head is not complete yet, or the connection ends here.
  bool read_head(std::string& out) {
    const auto end = came_.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const std::string head = came_.substr(0, end + 4);
    const auto length = field(head, "Content-Length");
    std::from_chars(length.data(), length.data() + length.size(), body_left_);
    const auto how = field(head, sever_header);
    severed_ = !how.empty();
    reset_ = how == sever_all;
    dripping_ = how == sever_drip;
    if (severed_) {
      const auto line = head.find("\r\n" + std::string(sever_header));
      out += head.substr(0, line) + head.substr(head.find("\r\n", line + 2));
      if (dripping_) return false;
      // What of the body has not come with its head is missing too: the end is somewhere in the middle either way.
      out.append(came_, end + 4, body_left_ / 2);
      return false;
    }
    out += head;
    came_.erase(0, end + 4);
    return true;
  }

  // The head at once: a client hears of it line by line only. Then the body, as long as it is listened to.
  void drip(std::string head) {
    came_.erase(0, came_.find("\r\n\r\n") + 4);
    asio::async_write(
        client_, asio::buffer(*keep(std::move(head))),
        [self = shared_from_this()](const error_code& error, std::size_t) { error ? self->close() : self->drop(); });
  }

  void drop() {
    if (body_left_ == 0) return close();
    if (came_.empty()) return read_more();
    timer_.expires_after(drip_every_);
    timer_.async_wait([self = shared_from_this()](const error_code& stopped) {
      if (stopped) return;
      asio::async_write(self->client_, asio::buffer(self->came_.data(), 1),
                        [self](const error_code& error, std::size_t) {
                          if (error) return self->close();
                          self->came_.erase(0, 1);
                          --self->body_left_;
                          self->drop();
                        });
    });
  }

  void read_more() {
    server_.async_read_some(asio::buffer(down_),
                            [self = shared_from_this()](const error_code& error, std::size_t count) {
                              if (error) return self->close();
                              self->came_.append(self->down_.data(), count);
                              self->drop();
                            });
  }

  void reset() {
    error_code ignored;
    client_.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
  }

  tcp::socket client_, server_;
  std::array<char, 16384> up_{}, down_{};
  std::string came_, out_;
  std::size_t body_left_ = 0;
  bool severed_ = false;
  bool reset_ = false;
  bool dripping_ = false;
  asio::steady_timer timer_;
  Duration drip_every_;
};

}  // namespace

struct FaultProxy::Parts : std::enable_shared_from_this<FaultProxy::Parts> {
  Parts(asio::io_context& io, std::uint16_t to) : context(io), acceptor(io), behind(to) {}

  Result<void> listen(std::uint16_t port) {
    error_code error;
    acceptor.open(tcp::v4(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(loopback(port), error);
    if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error) return fail(Errc::unavailable, "cannot listen on 127.0.0.1:" + std::to_string(port));
    accept();
    return {};
  }

  void accept() {
    acceptor.async_accept([self = shared_from_this()](const error_code& error, tcp::socket client) {
      if (!self->acceptor.is_open()) return;
      if (!error) {
        auto relay = std::make_shared<Relay>(std::move(client), tcp::socket(self->context), self->drip_every);
        std::erase_if(self->relays, [](const std::weak_ptr<Relay>& each) { return each.expired(); });
        self->relays.push_back(relay);
        relay->start(self->behind);
      }
      self->accept();
    });
  }

  void close() {
    error_code ignored;
    acceptor.close(ignored);
    for (const auto& each : relays) {
      if (const auto relay = each.lock()) relay->close();
    }
  }

  asio::io_context& context;
  tcp::acceptor acceptor;
  std::uint16_t behind;
  Duration drip_every = std::chrono::seconds(1);
  std::vector<std::weak_ptr<Relay>> relays;
};

FaultProxy::FaultProxy(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}
FaultProxy::~FaultProxy() { parts_->close(); }

Result<std::unique_ptr<FaultProxy>> FaultProxy::start(AsioLoop& loop, std::uint16_t port, std::uint16_t behind) {
  auto parts = std::make_shared<Parts>(loop.context(), behind);
  if (auto listening = parts->listen(port); !listening) return std::unexpected(listening.error());
  return std::unique_ptr<FaultProxy>(new FaultProxy(std::move(parts)));
}

void FaultProxy::drip_every(Duration pause) { parts_->drip_every = pause; }

std::uint16_t FaultProxy::port() const {
  error_code ignored;
  return parts_->acceptor.local_endpoint(ignored).port();
}

}  // namespace pintu::sandbox
