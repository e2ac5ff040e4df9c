// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "gateway/base/crypto.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/store.hpp"

namespace pintu::store {

namespace {

struct Backend {
  std::string_view scheme;
  Result<std::unique_ptr<Store>> (*open)(const std::string& url, const OpenOptions& options);
  Result<std::vector<MigrationInfo>> (*migrations)(const std::string& url, const OpenOptions& options);
};

constexpr std::array<Backend, 1> backends{{{"sqlite", sqlite::open, sqlite::migrations}}};

Result<const Backend*> backend_of(const std::string& url, const OpenOptions& options) {
  if (options.master_key.size() != crypto::key_size) {
    return fail(Errc::configuration,
                "master_key must have 32 bytes: head -c 32 /dev/urandom > FILE, then master_key: file:FILE");
  }
  const auto scheme = url.substr(0, url.find(':'));
  for (const auto& backend : backends) {
    if (backend.scheme == scheme) return &backend;
  }
  return fail(Errc::configuration, "store: " + scheme + " is not known; write sqlite");
}

}  // namespace

Result<std::unique_ptr<Store>> open(const std::string& url, const OpenOptions& options) {
  PINTU_TRY(const auto* backend, backend_of(url, options));
  return backend->open(url, options);
}

Result<std::vector<MigrationInfo>> migrations(const std::string& url, const OpenOptions& options) {
  PINTU_TRY(const auto* backend, backend_of(url, options));
  return backend->migrations(url, options);
}

}  // namespace pintu::store
