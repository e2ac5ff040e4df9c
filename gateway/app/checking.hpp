// SPDX-License-Identifier: Apache-2.0
// The checker of scripts, handed what this program and this installation know.
#pragma once

#include "dialogs/check/check.hpp"
#include "gateway/app/config.hpp"

namespace pintu::app {

// Renderers of every channel; with a configuration its connectors, agencies, desks, contacts and promises.
dialogs::Surroundings surroundings_of_scripts(const Config* config);
dialogs::Loaded check_scripts(const std::vector<dialogs::SourceFile>& files, const Config* config = nullptr);

}  // namespace pintu::app
