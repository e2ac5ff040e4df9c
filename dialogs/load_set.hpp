// SPDX-License-Identifier: Apache-2.0
// A set of files with all that was read of them: what `load` gives and what the checker looks at again.
#pragma once

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

struct ReadFile {
  std::string file;      // "lapor-aduan.su.yaml"
  std::string name;      // of the script
  std::string language;  // of a translation; empty = a script
  std::string bytes;
  yaml::Node root;
  // Top-level blocks that could not be read: what they hold is unknown, and what lacks it is no fault.
  std::set<std::string> broken;
  Notes notes;
  bool lacks(std::string_view block) const { return broken.contains(std::string(block)); }
};

struct ReadSet {
  Loaded loaded;
  std::vector<ReadFile> files;    // that were read, be it in part
  std::set<std::string> present;  // scripts that have a file, be it broken
  const ReadFile* script_file(std::string_view name) const;
};

ReadSet read_set(const std::vector<SourceFile>& files);

}  // namespace pintu::dialogs
