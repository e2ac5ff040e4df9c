// SPDX-License-Identifier: Apache-2.0
// Published scripts. A version is the whole set; a talk stays on the set it began with.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dialogs/script.hpp"
#include "gateway/base/result.hpp"

namespace pintu::dialogs {

struct SourceFile {
  std::string name;  // "lapor-aduan.yaml"
  std::string bytes;
  bool beside = false;  // put in by `completed`: read for what it says, not looked at itself
};

// A fault of a script file: file:line:column, a code that never changes meaning, an Indonesian sentence and its fix.
struct Finding {
  enum class Severity { error, warning } severity = Severity::error;
  Mark mark;
  std::string code;     // "P0101"
  std::string message;  // Indonesian
  std::string fix;      // what to do, Indonesian; may be empty
  friend bool operator==(const Finding&, const Finding&) = default;
};
// "lapor-aduan.yaml:12:7: galat P0101: …"
std::string to_string(const Finding& finding);

// One published set: immutable.
struct ScriptSet {
  std::int64_t version = 0;
  std::map<std::string, Script> scripts;                         // by name
  std::map<std::string, std::vector<Translation>> translations;  // by script name
  const Script* find(std::string_view name) const;
  // The sidecar of a script in a language; nullptr when there is none.
  const Translation* translation(std::string_view script, std::string_view language) const;
  // The text at `text.path` of `script` in `language`, else the base text, for a channel kind. A channel's own wording
  // is translated by itself ("cerita.text.sms"), so that no limit of the channel is broken.
  const std::string& say(const Script& script, const Text& text, std::string_view language,
                         std::string_view channel) const;
};

struct Loaded {
  ScriptSet set;                  // what could be read
  std::vector<Finding> findings;  // every fault of all files; no errors = the set may be published
  bool good() const;
};

// Reads *.yaml and *.LANG.yaml (test files are passed over). Never throws on any bytes; bounded: 256 KiB a file.
Loaded load(const std::vector<SourceFile>& files);

// The scripts inside the binary.
std::vector<SourceFile> shipped();

// `files` and, with their translations, the scripts that they need and lack: those that a script uses, those that the
// engine speaks from, and `lapor-aduan` when no script is begun by any story. They are taken from `beside`, else from
// the shipped ones; their tests are left out.
std::vector<SourceFile> completed(std::vector<SourceFile> files, std::vector<SourceFile> beside = {});

// The newest set, and those that talks asked for lately. Owned by the ledger thread.
class Library {
 public:
  // Brings an older set that a talk needs; nullptr when that version is gone.
  using Loader = std::function<std::shared_ptr<const ScriptSet>(std::int64_t version)>;
  void add(std::shared_ptr<const ScriptSet> set);   // its version must be higher than all before
  const ScriptSet& newest() const;                  // there is at least one
  const ScriptSet& at(std::int64_t version) const;  // the newest when that version is gone
  bool empty() const { return sets_.empty(); }
  void set_loader(Loader loader) { loader_ = std::move(loader); }
  // Between two turns: keeps the newest and the `most` others that were used last.
  void tidy(std::size_t most);
  std::size_t held() const { return sets_.size(); }

 private:
  struct Held {
    std::shared_ptr<const ScriptSet> set;
    std::uint64_t used = 0;
  };
  // What is fetched is immutable: the same version is the same set whenever it is asked for.
  mutable std::map<std::int64_t, Held> sets_;
  mutable std::uint64_t uses_ = 0;
  Loader loader_;
};

}  // namespace pintu::dialogs
