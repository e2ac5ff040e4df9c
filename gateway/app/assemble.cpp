// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/assemble.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/registry.hpp"
#include "gateway/app/categories.hpp"
#include "gateway/app/script_files.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/flow/connectors.hpp"

namespace pintu::app {

namespace {

// A key that nobody chose: good for a demo and a small office; a province gives one as a systemd credential.
Result<std::string> key_in(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Errc::not_found, "cannot read " + path);
  std::string key{std::istreambuf_iterator<char>(in), {}};
  if (key.size() == crypto::key_size) return key;
  return fail(Errc::configuration, path + " holds no key of 32 bytes: put the right one back");
}

// Two processes may begin in an empty folder: the key appears whole, under its name, or is the other's.
Result<std::string> generated_key(const std::string& folder) {
  const std::string path = folder + "/master-key";
  std::error_code error;
  if (std::filesystem::create_directories(folder, error)) ::chmod(folder.c_str(), 0700);
  if (auto key = key_in(path); key || key.error().code() != Errc::not_found) return key;
  const std::string key = crypto::random_bytes(crypto::key_size);
  const std::string draft = path + "." + std::to_string(::getpid());
  ::unlink(draft.c_str());
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  // Made by root for a daemon that is not: it belongs to whoever the folder belongs to.
  struct stat owner = {};
  const bool others = ::geteuid() == 0 && ::stat(folder.c_str(), &owner) == 0 && owner.st_uid != 0;
  const bool handed_over = !others || (file >= 0 && ::fchown(file, owner.st_uid, owner.st_gid) == 0);
  const bool written = handed_over && file >= 0 &&
                       ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  const bool ours = written && ::link(draft.c_str(), path.c_str()) == 0;
  const bool theirs = written && !ours && errno == EEXIST;
  ::unlink(draft.c_str());
  if (theirs) return key_in(path);
  if (!ours) return fail(Errc::unavailable, "cannot write " + path);
  log::warning("master_key.generated", {{"path", path}});
  return key;
}

void add_channels(const Config& config, Installation& installation, std::vector<Fault>& faults) {
  for (const auto& settings : config.channels) {
    const auto& name = settings.given.name;
    auto channel = make_channel(settings.given);
    if (!channel) {
      faults.push_back({settings.at, channel.error().message()});
      continue;
    }
    installation.world.channels[name] = *std::move(channel);
    ChannelDoor door;
    door.name = name;
    door.path = settings.path + (settings.secret_path.empty() ? "" : "/" + settings.secret_path);
    door.label = settings.path;
    door.body_limit = settings.given.kind == "whatsapp" ? std::size_t{4} << 20 : std::size_t{1} << 20;
    door.rules.allow_from = settings.allow_from;
    installation.doors.push_back(std::move(door));
    if (const auto api = settings.given.values.find("api"); api != settings.given.values.end()) {
      installation.client.allowed_bases.push_back(api->second);
    }
  }
}

void add_agencies(const Config& config, Installation& installation, std::vector<Fault>& faults) {
  for (const auto& settings : config.agencies) {
    auto agency = make_agency(settings.given);
    if (!agency) {
      faults.push_back({settings.at, agency.error().message()});
      continue;
    }
    installation.world.agencies[settings.given.name] = *std::move(agency);
    if (const auto api = settings.given.values.find("api"); api != settings.given.values.end()) {
      installation.client.allowed_bases.push_back(api->second);
    }
  }
}

void add_connectors(const Config& config, Installation& installation) {
  for (const auto& [name, settings] : config.connectors) {
    installation.world.connectors[name] = {settings.url, flow::connector_key(settings.secret), settings.timeout};
    installation.client.allowed_bases.push_back(settings.url);
  }
}

void look_at_categories(const Config& config, Installation& installation) {
  const auto given = [](const AgencySettings& agency) { return !agency.categories_file.empty(); };
  if (std::ranges::none_of(config.agencies, given)) return;
  const auto loaded = dialogs::load(installation.scripts);
  for (const auto& agency : config.agencies) {
    for (const auto& notice : category_notices(agency, loaded.set)) installation.notices.push_back(to_string(notice));
  }
}

}  // namespace

std::expected<Installation, std::vector<Fault>> assemble(const Config& config) {
  std::vector<Fault> faults;
  Installation installation;
  installation.data = config.data;
  installation.store_url = config.store;
  installation.master_key = config.master_key;
  if (installation.master_key.empty()) {
    if (auto key = generated_key(config.data)) {
      installation.master_key = *std::move(key);
    } else {
      faults.push_back({config.file, key.error().message()});
    }
  }
  installation.hooks.address = config.listen.host;
  installation.hooks.port = config.listen.port;
  installation.hooks.connections = config.connections;
  installation.hooks.certificate = config.tls_certificate;
  installation.hooks.key = config.tls_key;
  installation.hooks.server_name = "hooks";
  installation.admin_on = config.admin.has_value();
  if (config.admin) {
    installation.admin.address = config.admin->host;
    installation.admin.port = config.admin->port;
    installation.admin.server_name = "admin";
  }
  add_channels(config, installation, faults);
  add_agencies(config, installation, faults);
  add_connectors(config, installation);
  installation.world.relayed = config.relayed;
  installation.world.desks = config.desks;
  installation.world.contacts.values = config.contacts;
  installation.world.promises = config.promises;
  installation.world.replies_per_minute = config.replies_per_minute;
  installation.world.files_per_hour = config.files_per_hour;
  installation.world.megabytes_per_hour = config.megabytes_per_hour;
  if (config.scripts.empty()) {
    installation.scripts = dialogs::shipped();
  } else if (auto files = read_scripts(config.scripts)) {
    installation.scripts = *std::move(files);
  } else {
    faults.push_back({config.file, files.error().message()});
  }
  if (!faults.empty()) return std::unexpected(std::move(faults));
  look_at_categories(config, installation);
  return installation;
}

}  // namespace pintu::app
