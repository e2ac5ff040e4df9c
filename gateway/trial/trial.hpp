// SPDX-License-Identifier: Apache-2.0
// Script tests (NAME.test.yaml) on the real ledger, delivery and timers, without sockets and in virtual time. For
// `pintu test` and for publishing. SCRIPTS section 6 as docs/scripts.md tells it.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "dialogs/advance.hpp"

namespace pintu::trial {

// What must hold before a set may be published; a setting of the installation.
struct Rule {
  bool all_green = true;
  bool every_step = true;             // each step of each script is reached
  bool every_failing_outcome = true;  // and each outcome of `send` and `call` that is no success
};

struct Options {
  std::string filter;                           // only tests whose file or name holds this; "" = all
  dialogs::Contacts contacts;                   // what is missing is invented
  std::map<std::string, std::string> promises;  // the same
  Rule rule;
};

// A line of a test that did not come true.
struct Failure {
  dialogs::Mark mark;
  std::string expected;            // one Indonesian sentence
  std::vector<std::string> shown;  // what was there instead, a line each
  std::string hint;                // may be empty
};

struct Tried {
  dialogs::Mark mark;
  std::string script;
  std::string name;
  std::string channel;
  std::string language;
  std::vector<Failure> failures;  // the first one ends a test
  std::chrono::microseconds took{0};
  bool passed() const { return failures.empty(); }
};

// A step, or one of its outcomes, and on which phone and in which language a test got there.
struct Reached {
  std::string script;
  std::string step;
  std::string outcome;  // "" = the step itself
  std::string channel;
  std::string language;
  int tests = 0;
};
struct Unreached {
  dialogs::Mark mark;
  std::string script;
  std::string step;
  std::string outcome;  // "" = the step itself
};

struct Report {
  std::vector<dialogs::Finding> findings;  // of scripts and test files; with an error in it nothing was run
  std::vector<Tried> tests;                // in the order of the files
  std::vector<Reached> reached;
  std::vector<Unreached> unreached;
  std::vector<std::string> untested;  // scripts without a test file
  std::vector<std::string> forbids;   // why the rule forbids publishing, a sentence each; empty = it does not

  bool good() const;  // no error among the findings, and no test failed
  bool may_be_published() const { return forbids.empty(); }
};

// Scripts, their translations and their tests, as they lie in a folder. Never throws on any bytes. Touches no disk but
// a temporary folder of its own.
Report run(const std::vector<dialogs::SourceFile>& files, const Options& options = {});

// For people; `color` with the terminal's colours.
std::string to_text(const Report& report, bool color);
std::string to_json(const Report& report);
std::string to_junit(const Report& report);

}  // namespace pintu::trial
