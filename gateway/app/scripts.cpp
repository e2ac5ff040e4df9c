// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "gateway/app/checking.hpp"
#include "gateway/app/daemon.hpp"
#include "gateway/base/log.hpp"

namespace pintu::app {

using nlohmann::json;

namespace {

std::string pack(const std::vector<dialogs::SourceFile>& files) {
  json out = json::object();
  for (const auto& file : files) out[file.name] = file.bytes;
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<dialogs::SourceFile> unpack(const std::string& text) {
  std::vector<dialogs::SourceFile> files;
  const auto in = json::parse(text, nullptr, false);
  if (!in.is_object()) return files;
  for (const auto& [name, bytes] : in.items()) {
    if (bytes.is_string()) files.push_back({name, bytes.get<std::string>()});
  }
  return files;
}

std::string first_faults(const std::vector<dialogs::Finding>& findings) {
  std::string out = "the scripts have faults and were not published:";
  int shown = 0;
  for (const auto& finding : findings) {
    if (finding.severity != dialogs::Finding::Severity::error || ++shown > 20) continue;
    out += "\n" + dialogs::to_string(finding);
  }
  return out;
}

}  // namespace

Result<void> load_library(store::Store& store, const std::vector<dialogs::SourceFile>& scripts,
                          dialogs::Library& library) {
  auto sets = store.script_sets();
  if (sets.empty()) {
    const auto checked = check_scripts(scripts);
    if (!checked.good()) return fail(Errc::configuration, first_faults(checked.findings));
    store::ScriptSetRow row{1, store.now(), "pintu", "first start", pack(scripts)};
    store.publish(row, {store.now(), "daemon", "scripts.publish", "1", {}});
    sets.push_back(std::move(row));
  } else if (sets.back().files != pack(scripts)) {
    log::warning("scripts.differ_from_published", {{"version", sets.back().version}});
  }
  for (const auto& row : sets) {
    auto loaded = dialogs::load(unpack(row.files));
    loaded.set.version = row.version;
    library.add(std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set)));
  }
  log::info("scripts.loaded", {{"version", sets.back().version}, {"sets", sets.size()}});
  return {};
}

}  // namespace pintu::app
