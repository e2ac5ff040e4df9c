// SPDX-License-Identifier: Apache-2.0
// Everything that can be known of a set of scripts before a citizen meets it (SCRIPTS 7): what `load` finds, and what
// the whole set says, where it leads and how it looks on each phone. Pure: renderers and names are handed in.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/model/renderer.hpp"

namespace pintu::dialogs {

// Names that a configuration knows.
struct Installed {
  std::set<std::string> connectors, agencies, desks;
};

struct Surroundings {
  std::vector<const Renderer*> renderers;     // of the channels; none = nothing is measured
  std::map<std::string, std::string> values;  // what braces hold here: "kontak.bahaya", "janji.verifikasi"
  // Without it an unknown connector, agency or desk is a fault only if no file of the set and no shipped one names it.
  std::optional<Installed> installed;
};

// `load`, and every finding beside, in the order of the files. Never throws on any bytes.
Loaded check(const std::vector<SourceFile>& files, const Surroundings& surroundings);

}  // namespace pintu::dialogs
