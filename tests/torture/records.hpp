// SPDX-License-Identifier: Apache-2.0
// What the far ends wrote down while the daemon was killed again and again, and what the store held at the end. Plain
// values: the run gathers them, the checker judges them, its tests invent them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pintu::torture {

// A message as its provider knows it, in the order the person wrote.
struct Said {
  std::string id;     // the provider's
  std::string token;  // a word that stands in no other message; empty for answers such as "ya"
  bool acked = false;
};

// A line that came to the phone, in the order it came.
struct Heard {
  std::string job;  // whose it is, where the provider is told our idempotency key
  std::string id;   // the provider's
  std::string text;
  int life = 0;  // which process sent it: counted from 1, +1 each start
};

// A row of the transcript, in the order of the conversation.
struct Row {
  bool inbound = false;
  std::string id;  // the provider's; of ours empty until it was accepted
  std::int64_t sequence = 0;
  std::string job;     // of ours
  std::string state;   // of that job: "done"
  bool edits = false;  // of ours: it changed an earlier line, and is none of its own on the phone
};

// One person on one channel.
struct Talk {
  std::string who;
  std::vector<Said> said;
  std::vector<Heard> heard;
  std::vector<Row> rows;
  bool ended = false;  // all that was begun was brought to its end
  std::string last_heard;
};

struct StoredReport {
  std::string number;  // as people see it
  std::string who;
  std::string forward;  // "accepted"
  std::string agency_id;
};

struct AtAgency {
  std::string id;
  std::string content;  // with what was added later
};

struct Records {
  std::vector<Talk> talks;
  std::vector<StoredReport> reports;
  std::vector<AtAgency> agency;
  std::vector<std::string> parked;     // reasons
  std::vector<std::string> open_jobs;  // "forward unknown": what nobody brought to an end
  std::vector<std::string> troubles;   // "the daemon ended by itself: 70"
};

}  // namespace pintu::torture
