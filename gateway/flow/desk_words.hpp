// SPDX-License-Identifier: Apache-2.0
// What an officer wrote, read as an act upon a report. Pure; who they are is looked up elsewhere, never read from here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/model/report.hpp"

namespace pintu::flow {

struct OfficerWords {
  enum class Act {
    none,          // nothing that we know
    number,        // the agency's id of the report
    wrong_number,  // digits that cannot be one
    list,          // what is open
    ask,           // the office's question to the citizen
    news,          // how it goes
    close,         // it is done
    refuse,        // it is not taken further, and why
  } act = Act::none;
  std::optional<ReportNumber> report;  // when they wrote which
  std::string agency_id;               // of number: digits only
  bool replace = false;                // of number: "ganti"
  std::string text;                    // of ask, news, close, refuse; may be empty
};

// "9188891", "#9188891", "no 9188891", a lapor.go.id address, "ganti 9188892", "tanya …", "kabar …", "selesai …",
// "tolak …", "daftar", each with our number before it or without; a command may begin with / and end in @bot.
OfficerWords read_officer_words(std::string_view text);

// 5 to 10 digits that do not begin with 0, with or without #: what SP4N-LAPOR! gives. nullopt for anything else.
std::optional<std::string> read_agency_id(std::string_view text);

}  // namespace pintu::flow
