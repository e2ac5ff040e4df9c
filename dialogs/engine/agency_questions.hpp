// SPDX-License-Identifier: Apache-2.0
// What an office asks about a report of this person. A question stays open until it is answered or the office goes on;
// it waits behind an open talk, is warned of once before the report is closed, and takes no other words for its answer.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

void agency_asks(Scene& scene, OwnReport& own, const AgencyStatus& status);
// The office went on without an answer, or has it.
void agency_asks_no_more(Scene& scene, OwnReport& own);
// Some days before an unanswered question closes the report; `number` is the report's, compact.
void warn_of_closing(Scene& scene, const std::string& number);

bool has_open_question(const Scene& scene);
// The oldest open question once more, as the one that the next words answer (*jawab*).
void put_open_question(Scene& scene);
// At the end of a turn: a question that came in the middle of a talk, once nothing else is open.
void put_waiting_question(Scene& scene);

// Words while a question waits for its answer. True: they were taken, or asked about.
bool answer_agency(Scene& scene, std::int64_t report, const InboundHappened& said);
// Words of a person with an open question that is not the last thing they read. True: it was asked what they are.
bool offer_answer(Scene& scene, const InboundHappened& said);
// What they said of it: `detail` is "NUMBER:words".
void after_offered_answer(Scene& scene, const std::string& detail, bool yes);

}  // namespace pintu::dialogs::engine
