// SPDX-License-Identifier: Apache-2.0
// The checker's findings for programs.
#pragma once

#include <string>
#include <vector>

#include "dialogs/library.hpp"

namespace pintu::commands {

std::string findings_json(const std::vector<dialogs::Finding>& findings, bool english);
// SARIF 2.1.0, as code hosts show it beside the line.
std::string findings_sarif(const std::vector<dialogs::Finding>& findings, bool english);

}  // namespace pintu::commands
