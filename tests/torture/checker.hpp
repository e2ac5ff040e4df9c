// SPDX-License-Identifier: Apache-2.0
// Judges the records of a run by the invariants of RELIABILITY 1.2. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "torture/records.hpp"

namespace pintu::torture {

struct Violation {
  std::string invariant;  // "I1 acked message lost"
  std::string who;        // whose talk, or which report
  std::string trace;      // what stood around it
};

struct Verdict {
  std::size_t acked = 0;              // messages of people that were answered 2xx
  std::size_t lost = 0;               // acked, and not in the transcript, or their words not at the agency
  std::size_t doubled = 0;            // acted on twice; a number given twice; a reply twice from one process
  std::size_t out_of_order = 0;       // of what a person wrote, or of what they got
  std::size_t duplicate_tickets = 0;  // a report more than once at the agency
  std::size_t other = 0;              // violations that none of these counts
  std::size_t replies_repeated = 0;   // by another process than the one that sent it first: no violation
  std::size_t in_flight_bound = 0;  // how many those may be: one for each person and killed process that wrote to them
  std::vector<Violation> violations;

  bool good() const { return violations.empty(); }
};

// The report numbers that stand in a text, as people see them.
std::vector<std::string> numbers_in(const std::string& text);

Verdict check(const Records& records);

}  // namespace pintu::torture
