// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/checking.hpp"
#include "gateway/app/daemon.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/control/publishing.hpp"

namespace pintu::app {

using control::pack;
using control::unpack;

namespace {

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
  auto versions = store.script_versions();
  if (versions.empty()) {
    const auto checked = check_scripts(scripts);
    if (!checked.good()) return fail(Errc::configuration, first_faults(checked.findings));
    store::ScriptSetRow row{1, store.now(), "pintu", "first start", pack(scripts)};
    store.publish(row, {store.now(), "daemon", "scripts.publish", "1", {}});
    versions.push_back(std::move(row));
  }
  const auto newest = store.script_set(versions.back().version);
  if (!newest) return fail(Errc::unavailable, "the published scripts cannot be read");
  if (newest->files != pack(scripts)) log::warning("scripts.differ_from_published", {{"version", newest->version}});
  const auto read = [](const store::ScriptSetRow& row) {
    auto loaded = dialogs::load(unpack(row.files));
    loaded.set.version = row.version;
    return std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set));
  };
  library.add(read(*newest));
  // Older sets come to memory when a talk that began with one goes on.
  library.set_loader([&store, read](std::int64_t version) -> std::shared_ptr<const dialogs::ScriptSet> {
    const auto row = store.script_set(version);
    return row ? read(*row) : nullptr;
  });
  metrics::set("pintu_scripts_version", static_cast<double>(newest->version));
  log::info("scripts.loaded", {{"version", newest->version}, {"versions", versions.size()}});
  return {};
}

}  // namespace pintu::app
