// SPDX-License-Identifier: Apache-2.0
// A script as a picture: what an operator would draw of it, in the order of its steps. Pure; svg() and dot() draw it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialogs/library.hpp"

namespace pintu::dialogs::diagram {

// One way out of a box: "Bukan, pilih lain → di-mana". All words are Indonesian.
struct Way {
  enum class To { next, step, script, desk, end, pause, question } to = To::next;
  std::string label;   // what happens for this way to be taken: an option, an outcome, a condition
  std::string does;    // what it does on its way: "isi kategori: lain"; may be empty
  std::string target;  // id of the step, name of the script or desk
  friend bool operator==(const Way&, const Way&) = default;
};

struct Box {
  enum class Kind { say, ask, choose, review, when, call, use, send, handoff } kind = Kind::say;
  std::string id;
  std::string about;               // "Tempat": the slot it asks, the agency it sends to
  std::string text;                // what the citizen reads, without marks; one line, not cut
  std::vector<std::string> notes;  // "tidak ditanyakan di SMS"
  std::vector<Way> ways;
  bool goes_on = false;             // to the box below
  std::vector<std::string> faults;  // of the checker, as sentences with their code
  int people = -1;                  // talks that stand here; -1 = not counted
  friend bool operator==(const Box&, const Box&) = default;
};

struct Chart {
  std::string name;
  std::string title;
  std::string starts;               // how it begins: "lapor, aduan, … · cerita apa saja · menu “Buat laporan”"
  std::string always;               // interruptions, folded to a line: "darurat · petugas · batal"
  std::vector<Box> boxes;           // in written order
  std::vector<std::string> faults;  // those that belong to no step
};

using Counts = std::map<std::string, int>;  // talks by step

// `findings` may be those of the whole set: only those of this script's file are taken. `counts` may be nullptr.
Chart chart(const ScriptSet& set, const Script& script, const std::vector<Finding>& findings,
            const Counts* counts = nullptr);

// A whole SVG 1.1 document: no scripts, no fonts or files from elsewhere, safe to open in a browser.
std::string svg(const std::vector<Chart>& charts);
// Graphviz's language, a cluster a script.
std::string dot(const std::vector<Chart>& charts);

}  // namespace pintu::dialogs::diagram
