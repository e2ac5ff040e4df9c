// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/beast_tls.hpp"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <ctime>

#include "gateway/base/metrics.hpp"

namespace pintu::http {

namespace ssl = boost::asio::ssl;

namespace {

constexpr const char* suites_of_1_2 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

// The gateway speaks HTTP/1.1 only; a client that offers h2 alone gets an answer here, not garbage later.
int choose_http_1_1(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* offered,
                    unsigned int offered_size, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, size, ours, sizeof ours - 1, offered, offered_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

void harden(SSL_CTX* native) {
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(native, 0);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_cipher_list(native, suites_of_1_2);
  SSL_CTX_set1_groups_list(native, "X25519:P-256");
  SSL_CTX_set_alpn_select_cb(native, choose_http_1_1, nullptr);
}

void publish_expiry(SSL_CTX* native, const std::string& server_name) {
  const X509* certificate = SSL_CTX_get0_certificate(native);
  std::tm end{};
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1) return;
  metrics::set("pintu_tls_cert_expiry_timestamp_seconds", static_cast<double>(::timegm(&end)),
               {{"server", server_name}});
}

}  // namespace

Result<std::shared_ptr<ssl::context>> tls_context(const std::string& certificate, const std::string& key,
                                                  const std::string& server_name) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  boost::system::error_code error;
  context->use_certificate_chain_file(certificate, error);
  if (error)
    return fail(Errc::configuration, "cannot read the TLS certificate " + certificate + ": " + error.message());
  context->use_private_key_file(key, ssl::context::pem, error);
  if (error) return fail(Errc::configuration, "cannot use the TLS key " + key + ": " + error.message());
  if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
    return fail(Errc::configuration, "the TLS key " + key + " does not belong to the certificate " + certificate);
  }
  harden(context->native_handle());
  publish_expiry(context->native_handle(), server_name);
  return context;
}

}  // namespace pintu::http
