// SPDX-License-Identifier: Apache-2.0
// A complaint that was sent, and what becomes of it.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// "7K2M-9QXC"
std::string number_of(const OwnReport& own);
// One of the person's own, by its id or by its number in compact form; nullptr when it is none of theirs.
OwnReport* own_report(Scene& scene, std::int64_t id);
OwnReport* own_report(Scene& scene, std::string_view number);
// Who has it now, as people say it.
std::string office_of(const Scene& scene, const OwnReport& own);

// Issues the number and hands the report over.
void file(Scene& scene, const Script& script, const Step& step, const SendStep& send);
// Files what is known, without the questions that are left: an officer fills them in.
void file_as_it_is(Scene& scene);
// News of a report, told between turns.
void tell(Scene& scene, const ReportHappened& news);
void tell_delayed(Scene& scene, const std::string& number);
void show_status(Scene& scene, const std::string& number);
// A new complaint that begins with these words and files: what was sent is not asked again.
void begin_with(Scene& scene, const std::string& text, const std::vector<std::string>& files);
// Within 30 minutes of filing: "Ini tambahan untuk laporan …?". False when it is none.
bool offer_addition(Scene& scene, const InboundHappened& said);
void after_addition(Scene& scene, const std::string& detail, bool yes);

// What was sent, kept until it is said what it is. `detail` is the pending question's: "NUMBER:words".
struct Kept {
  OwnReport* own = nullptr;
  std::string text;
  std::vector<std::string> files;
};
Kept take_kept(Scene& scene, const std::string& detail);

}  // namespace pintu::dialogs::engine
