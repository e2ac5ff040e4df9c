// SPDX-License-Identifier: Apache-2.0
// Sidecars NAME.LANG.yaml beside the texts they translate: what is missing, what drifted, and the file renewed. The
// translation in use stays in use until a person decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialogs/library.hpp"

namespace pintu::dialogs {

enum class Freshness {
  current,
  missing,   // nobody has translated it yet: the base text is said
  check,     // "cek": the base text changed a little since
  outdated,  // "usang": it changed so much that the translation may say something else
};

// `entry` may be nullptr. Up to a fifth of the base text's letters changed is a little.
Freshness freshness(std::string_view base, const Translation::Entry* entry);

// Texts of a script in written order, a channel's own wordings as texts of their own ("cerita.text.sms").
std::vector<Text> texts_of(const SourceFile& script);

// Warnings P0170 (belum ada), P0171 (cek), P0172 (usang). Texts without any entry share one finding.
std::vector<Finding> translation_findings(const std::vector<Text>& texts, const Translation& translation);

// The words (`also`) of every translation become words of the options, slots and scripts they stand by: words of every
// language always work.
void take_words(ScriptSet& set);

struct Refreshed {
  std::string bytes;                                  // the whole file
  int texts = 0;                                      // of the script
  std::vector<std::string> missing, check, outdated;  // paths
  std::vector<std::string> gone;                      // translated, and no longer in the script
  int accepted = 0;
};
// The sidecar of `script` renewed; `sidecar` is what stands there now, empty when nothing does. Entries, their order,
// remarks and `reviewed_by` stay; new texts are added with an empty text, and above what drifted stands a remark with
// the text as it is now. Paths in `accept` (or "semua") take the new base text as read. A fault of the sidecar's YAML
// is an error that names its line.
Result<Refreshed> refresh(const SourceFile& script, std::string_view sidecar, std::string_view language,
                          const std::vector<std::string>& accept = {});

}  // namespace pintu::dialogs
