// SPDX-License-Identifier: Apache-2.0
#include <openssl/ssl.h>

#include <catch2/catch.hpp>
#include <ctime>

#include "gateway/base/metrics.hpp"
#include "http/certificate.hpp"
#include "http/client_fixture.hpp"
#include "http/raw_socket.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

std::vector<http::Route> routes() {
  return {{.method = "POST",
           .path = "/in",
           .body_limit = 1 << 20,
           .handle = [](const http::Request& r,
                        const http::Respond& respond) { respond({.body = std::to_string(r.body.size())}); }},
          {.method = "GET", .path = "/events", .stream = [](const http::Request&, const auto& stream) {
             stream->write("data: one\n\n");
           }}};
}

http::ServerOptions options(const Certificate& files) {
  return {.certificate = files.certificate, .key = files.key, .server_name = "tls"};
}

std::string base(const Served& served) { return "https://127.0.0.1:" + std::to_string(served.port()); }

// A TLS client that verifies nothing and speaks the versions it is told to.
class TlsSocket {
 public:
  TlsSocket(std::uint16_t port, int least, int most) : socket_(port), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_security_level(context_, 0);  // so that it can offer what must be refused
    SSL_CTX_set_min_proto_version(context_, least);
    SSL_CTX_set_max_proto_version(context_, most);
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, socket_.fd());
  }
  ~TlsSocket() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  TlsSocket(const TlsSocket&) = delete;
  TlsSocket& operator=(const TlsSocket&) = delete;

  bool connect() { return SSL_connect(ssl_) == 1; }
  SSL* ssl() { return ssl_; }
  bool write(const std::string& bytes) {
    return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
  }
  std::string read_all() {
    std::string all;
    char buffer[4096];
    for (;;) {
      const int count = SSL_read(ssl_, buffer, sizeof buffer);
      if (count <= 0) return all;
      all.append(buffer, static_cast<std::size_t>(count));
    }
  }

 private:
  RawSocket socket_;
  SSL_CTX* context_;
  SSL* ssl_ = nullptr;
};

const std::string request = "POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi";

}  // namespace

TEST_CASE("tls: an exchange over a certificate that the client trusts", "[http][tls]") {
  const Folder folder;
  const auto files = make_certificate(folder, "IP:127.0.0.1", 3600);
  LoopThread thread;
  Served served(thread, options(files), routes());
  Client client({.allowed_bases = {base(served)}, .ca_file = files.certificate});
  for (int i = 0; i < 3; ++i) CHECK(text_of(client.ask(post(base(served) + "/in", "halo"))) == "200 4");
  CHECK(text_of(client.ask(post(base(served) + "/in", std::string(1 << 20, 'x')))) == "200 1048576");
  CHECK(metrics::value("pintu_http_connections", {{"server", "tls"}}) == 1);
  const auto expiry = metrics::value("pintu_tls_cert_expiry_timestamp_seconds", {{"server", "tls"}});
  CHECK(expiry == Approx(static_cast<double>(std::time(nullptr)) + 3600).margin(10));
}

TEST_CASE("tls: a certificate that does not hold is never accepted, and nothing is sent", "[http][tls]") {
  const Folder folder;
  const auto trusted = make_certificate(folder, "IP:127.0.0.1", 3600);
  const auto stranger = make_certificate(folder, "IP:127.0.0.1", 3600);
  const auto other_host = make_certificate(folder, "DNS:lapor.example", 3600);
  const auto expired = make_certificate(folder, "IP:127.0.0.1", -3600);
  struct Row {
    const char* label;
    Certificate files;
    std::string trust;
  };
  for (const auto& row :
       {Row{"nobody trusts it", stranger, trusted.certificate},
        Row{"no authority of the system signed it", trusted, ""},
        Row{"for another host", other_host, other_host.certificate}, Row{"expired", expired, expired.certificate}}) {
    INFO(row.label);
    LoopThread thread;
    Served served(thread, options(row.files), routes());
    Client client({.allowed_bases = {base(served)}, .ca_file = row.trust});
    const auto before =
        metrics::value("pintu_http_requests_total", {{"server", "tls"}, {"route", "/in"}, {"code", "200"}});
    CHECK_THAT(text_of(client.ask(post(base(served) + "/in", "halo"))), Catch::StartsWith("not sent:"));
    CHECK(metrics::value("pintu_http_requests_total", {{"server", "tls"}, {"route", "/in"}, {"code", "200"}}) ==
          before);
  }
}

TEST_CASE("tls: 1.2 and 1.3, nothing older, no renegotiation", "[http][tls]") {
  const Folder folder;
  LoopThread thread;
  Served served(thread, options(make_certificate(folder, "IP:127.0.0.1", 3600)), routes());
  TlsSocket old(served.port(), TLS1_VERSION, TLS1_1_VERSION);
  CHECK_FALSE(old.connect());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsSocket socket(served.port(), version, version);
    REQUIRE(socket.connect());
    CHECK(SSL_version(socket.ssl()) == version);
    CHECK(std::string(SSL_get_cipher_name(socket.ssl())).find("CBC") == std::string::npos);
    CHECK(socket.write(request));
    CHECK(socket.read_all().ends_with("\r\n\r\n2"));
  }
  TlsSocket again(served.port(), TLS1_2_VERSION, TLS1_2_VERSION);
  REQUIRE(again.connect());
  SSL_renegotiate(again.ssl());
  CHECK(SSL_do_handshake(again.ssl()) != 1);
}

TEST_CASE("tls: who speaks plain HTTP to it, or nothing, is closed", "[http][tls]") {
  const Folder folder;
  LoopThread thread;
  auto quick = options(make_certificate(folder, "IP:127.0.0.1", 3600));
  quick.header_limit = 40ms;
  Served served(thread, quick, routes());
  RawSocket plain(served.port());
  plain.send(request);
  CHECK(plain.read_all().find("HTTP/1.1 200") == std::string::npos);
  RawSocket silent(served.port());
  CHECK(silent.read_all().empty());
}

TEST_CASE("tls: refusals and streams come through", "[http][tls]") {
  const Folder folder;
  LoopThread thread;
  Served served(thread, options(make_certificate(folder, "IP:127.0.0.1", 3600)), routes());
  {
    TlsSocket hostile(served.port(), TLS1_3_VERSION, TLS1_3_VERSION);
    REQUIRE(hostile.connect());
    hostile.write("POST /in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n");
    CHECK(status_of(hostile.read_all()) == 400);
  }
  TlsSocket stream(served.port(), TLS1_3_VERSION, TLS1_3_VERSION);
  REQUIRE(stream.connect());
  stream.write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto all = stream.read_all();  // the writer let go at once
  CHECK(status_of(all) == 200);
  CHECK(all.ends_with("data: one\n\n"));
}

TEST_CASE("tls: a configuration that cannot work says so", "[http][tls]") {
  const Folder folder;
  const auto one = make_certificate(folder, "IP:127.0.0.1", 3600);
  const auto two = make_certificate(folder, "IP:127.0.0.1", 3600);
  LoopThread thread;
  const auto error_of = [&](http::ServerOptions o) {
    return thread.call([&] {
      auto served = http::serve(thread.loop, std::move(o), {});
      return served ? std::string("served") : served.error().message();
    });
  };
  CHECK(error_of({.certificate = one.certificate}) == "TLS needs both a certificate and a key");
  CHECK_THAT(error_of({.certificate = folder.file("none"), .key = one.key}),
             Catch::StartsWith("cannot read the TLS certificate"));
  CHECK_THAT(error_of({.certificate = one.certificate, .key = folder.file("none")}),
             Catch::StartsWith("cannot use the TLS key"));
  const auto mixed = error_of({.certificate = one.certificate, .key = two.key});
  CHECK(mixed != "served");
}
