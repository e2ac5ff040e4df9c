// SPDX-License-Identifier: Apache-2.0
// A complaint as it goes to an agency, and what comes back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/base/clock.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/model/inbound.hpp"

namespace pintu {

// 7 random Crockford base32 symbols and a check symbol of the same alphabet (Luhn mod 32): "7K2M-9QX3".
class ReportNumber {
 public:
  ReportNumber() = default;
  static ReportNumber draw();  // from the system's random source
  // Reads what people type: any case, O as 0, I and L as 1, with or without dash and spaces; nullopt if the check
  // fails.
  static std::optional<ReportNumber> read(std::string_view text);
  const std::string& compact() const { return symbols_; }  // "7K2M9QXC"
  std::string shown() const;                               // "7K2M-9QX3"
  explicit operator bool() const { return !symbols_.empty(); }
  friend auto operator<=>(const ReportNumber&, const ReportNumber&) = default;

 private:
  explicit ReportNumber(std::string symbols) : symbols_(std::move(symbols)) {}
  std::string symbols_;
};

struct ReportField {
  std::string id;     // the slot's name in the script
  std::string label;  // as people read it
  std::string value;  // as the person answered, in words
  std::string code;   // the option's or the place's code, where there is one
};

// A file on its way out. One that cannot go along stands there without bytes, so that the far end hears of it.
struct ReportFile {
  std::string name;  // ours, "foto-1.jpg"
  std::string mime;  // by its bytes
  std::string bytes;
  AttachmentKind kind = AttachmentKind::image;
  enum class Absent {
    no,
    late,  // it is still being fetched and follows
    gone,  // it cannot be had
    kept,  // it stays with us: the far end does not take its kind, or it cannot be cleaned
  } absent = Absent::no;
};

// What a dialog hands over when the person says KIRIM. Agencies map it to their own form; a field that no agency field
// takes goes into the body as "Label: jawaban".
struct Report {
  ReportId id;
  ReportNumber number;
  std::string agency;    // configured name, "lapor"
  std::string as;        // "pengaduan", "aspirasi", "informasi"
  std::string title;     // <= 100 characters
  std::string body;      // the story as written
  std::string category;  // option id
  std::string place;     // in words
  std::optional<Location> pin;
  std::string when;           // in words
  std::string date;           // YYYY-MM-DD of the first day, when it was understood
  bool anonymous = true;      // the office and the public do not see who
  bool secret = false;        // the public does not see what
  bool sensitive = false;     // of a kind that only one named officer may see
  std::string reporter_name;  // only when the person wants it shown
  std::vector<ReportField> fields;
  std::vector<std::string> media;  // MediaId values as text, in the order they came
  std::vector<std::string> flags;  // "lokasi-belum-jelas"
  Instant filed;
};

// A report's canonical state beside the agency's own words (DOMAIN 1.5).
enum class ReportState { submitted, verified, forwarded, in_progress, need_info, rerouted, closed, archived, unknown };

std::string_view to_string(ReportState state);
// Nothing more comes of it.
constexpr bool is_over(ReportState state) { return state == ReportState::closed || state == ReportState::archived; }
std::optional<ReportState> report_state_from(std::string_view text);

struct AgencyStatus {
  ReportState state = ReportState::unknown;
  std::string raw;      // the agency's word for it, shown when we do not know it
  std::string office;   // who has it now
  std::string note;     // the newest line of its log, in plain words; may be empty
  std::string version;  // changes exactly when there is news
};

// What we hold of a report besides its contents.
enum class ForwardState {
  waiting,   // its job is under way
  accepted,  // the agency gave an id
  rejected,  // the agency refused it: a person decides
  unknown,   // it may be there: a person decides (pintu jobs resolve)
  manual     // a desk relays it by hand
};
std::string_view to_string(ForwardState state);
std::optional<ForwardState> forward_state_from(std::string_view text);

}  // namespace pintu
