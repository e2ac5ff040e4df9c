// SPDX-License-Identifier: Apache-2.0
// What is missing in a translation, and what drifted.
#include "dialogs/check/passes.hpp"
#include "dialogs/translations.hpp"

namespace pintu::dialogs {

void check_translated(const ReadSet& set, const Surroundings&, Findings& findings) {
  for (const auto& file : set.files) {
    const auto* base = file.language.empty() ? nullptr : set.script_file(file.name);
    const auto* translation = set.loaded.set.translation(file.name, file.language);
    if (base == nullptr || translation == nullptr || !base->broken.empty()) continue;
    for (const auto& finding : translation_findings(base->notes.texts, *translation))
      findings.warning(finding.mark, finding.code, finding.message, finding.fix);
  }
}

}  // namespace pintu::dialogs
