// SPDX-License-Identifier: Apache-2.0
// Scripts from a folder, and what an installation says when its configuration does not.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialogs/advance.hpp"

namespace pintu::app {

// *.yaml of a folder, or the one file named, completed by what they need: a folder may hold only what an installation
// changes. not_found says which path.
Result<std::vector<dialogs::SourceFile>> read_scripts(const std::string& path);

dialogs::Contacts default_contacts();
std::map<std::string, std::string> default_promises();

}  // namespace pintu::app
