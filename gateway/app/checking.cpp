// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/checking.hpp"

#include "adapters/registry.hpp"
#include "gateway/app/script_files.hpp"

namespace pintu::app {

dialogs::Surroundings surroundings_of_scripts(const Config* config) {
  dialogs::Surroundings around;
  for (const std::string_view kind : {"whatsapp", "telegram", "sms"}) around.renderers.push_back(renderer_for(kind));
  const auto contacts = config == nullptr ? default_contacts().values : config->contacts;
  for (const auto& [name, value] : contacts) {
    around.values[name] = value;
    around.values["kontak." + name] = value;
  }
  for (const auto& [name, value] : config == nullptr ? default_promises() : config->promises)
    around.values["janji." + name] = value;
  if (config == nullptr) return around;
  auto& installed = around.installed.emplace();
  for (const auto& [name, connector] : config->connectors) installed.connectors.insert(name);
  for (const auto& agency : config->agencies) installed.agencies.insert(agency.given.name);
  for (const auto& [name, desk] : config->relayed) installed.agencies.insert(name);
  for (const auto& [name, desk] : config->desks) installed.desks.insert(name);
  return around;
}

dialogs::Loaded check_scripts(const std::vector<dialogs::SourceFile>& files, const Config* config) {
  return dialogs::check(files, surroundings_of_scripts(config));
}

}  // namespace pintu::app
