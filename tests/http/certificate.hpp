// SPDX-License-Identifier: Apache-2.0
// Self-signed certificates made on the spot, and a folder that goes away with the test.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace pintu::test {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "pintu-http-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

struct Certificate {
  std::string certificate, key;  // PEM files
};

// For `subject_alt_name` ("IP:127.0.0.1"), valid from now for `seconds`; a negative number: expired since then.
inline Certificate make_certificate(const Folder& folder, const std::string& subject_alt_name, long seconds) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
  X509* x = certificate.get();
  static long serial = 0;
  X509_set_version(x, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(x), seconds < 0 ? 2 * seconds : -60);
  X509_gmtime_adj(X509_getm_notAfter(x), seconds);
  X509_set_pubkey(x, key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("pintu test"), -1, -1, 0);
  X509_set_issuer_name(x, X509_get_subject_name(x));
  X509_EXTENSION* name = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, subject_alt_name.c_str());
  X509_add_ext(x, name, -1);
  X509_EXTENSION_free(name);
  X509_sign(x, key.get(), EVP_sha256());
  Certificate files{.certificate = folder.file("c" + std::to_string(serial) + ".pem"),
                    .key = folder.file("k" + std::to_string(serial) + ".pem")};
  const std::unique_ptr<FILE, decltype(&std::fclose)> c(std::fopen(files.certificate.c_str(), "w"), std::fclose);
  const std::unique_ptr<FILE, decltype(&std::fclose)> k(std::fopen(files.key.c_str(), "w"), std::fclose);
  PEM_write_X509(c.get(), x);
  PEM_write_PrivateKey(k.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return files;
}

}  // namespace pintu::test
