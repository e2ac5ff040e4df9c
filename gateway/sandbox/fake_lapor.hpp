// SPDX-License-Identifier: Apache-2.0
// A fake SP4N-LAPOR! of both shapes (docs/ and adapters/lapor say what is known of the real one) over loopback, with
// one list of complaints. Loop thread only.
//
// POST …/complaints/complaint/file, POST …/complaints/<agency's path>, GET …/complaints/ID/{complaint|followups}, POST
// …/complaints/followup/add, GET …/masters/{institutions/external|templates}; each wants both credentials, else 401.
// POST …/api/stream/addstream is the XML shape, whose token stands in the document. Beside them, without credentials,
// for whoever runs it alone: GET /received, POST /advance/ID, POST /faults.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/http/server.hpp"
#include "gateway/sandbox/fault_proxy.hpp"
#include "gateway/sandbox/faults.hpp"

namespace pintu::sandbox {

struct FollowUp {
  std::string user_id;  // who wrote it: the account that files reports, or an office
  std::string text;
  std::size_t files = 0;
  Instant at;
};

struct LaporFile {
  std::string id;
  std::string name;
  std::string bytes;
};

struct Complaint {
  std::string id;  // 7 digits
  std::string title, content, category;
  std::size_t files = 0;
  std::vector<std::string> file_ids;  // with the report, then with follow-ups
  bool anonymous = true;
  bool secret = false;
  Instant at;                          // when it came
  int state = 0;                       // place in the list of states
  std::vector<Instant> reached;        // when each state was reached, the first at `at`
  std::vector<std::string> followups;  // texts that came from us
  std::vector<FollowUp> talk;          // all follow-ups, the offices' too
  enum class Question { none, open, answered } question = Question::none;
};

class FakeLapor {
 public:
  // Requests must carry these two. `clock` must outlive the fake; the system's when absent.
  FakeLapor(AsioLoop& loop, std::string authorization, std::string token);
  FakeLapor(AsioLoop& loop, std::string authorization, std::string token, const Clock& clock);

  // unavailable when the port is taken.
  Result<void> start(std::uint16_t port = 0);
  std::string base() const;
  // Beside those of every fake: "301", "401", "404", "429-bare" (no Retry-After), "429-date" (an HTTP date) before
  // anything is done; "renamed" (its id has another name), "strings" (numbers as text), "same-id" (that of the first
  // complaint), "strange-state" (one that nobody knows) after.
  Faults& faults() { return faults_; }
  void drip_every(Duration pause) { door_->drip_every(pause); }

  const std::vector<Complaint>& complaints();
  // The next state of the usual life; false at its end or for an unknown id.
  bool move_on(const std::string& id);
  // The office asks the reporter; the next follow-up of ours answers it. False at the end of its life, for an unknown
  // id or an empty text.
  bool ask(const std::string& id, const std::string& text);
  // What a person does to it by hand: a body with {"ask"} is a question, any other its next state. 409 when it cannot.
  http::Response act(const std::string& id, const http::Request& request);
  // From now on a complaint also reaches its next state by itself, each time it is `every` older. 0 = never.
  void move_on_by_age(Duration every) { every_ = every; }
  std::string state_of(const Complaint& complaint) const;
  bool is_final(const Complaint& complaint) const;
  // How many complaints carry this text (our number): more than one is a duplicate.
  std::size_t count_containing(const std::string& text) const;
  // What was uploaded; nullptr for an unknown id.
  const LaporFile* file(const std::string& id) const;
  // Called after each complaint, follow-up and new state.
  void on_change(std::function<void()> observer) { observer_ = std::move(observer); }

 private:
  void handle(const http::Request& request, http::Respond respond);
  http::Response by_hand(const http::Request& request, const std::string& path);
  http::Response call(const http::Request& request, const std::string& path);
  http::Response upload(const http::Request& request);
  http::Response take(const http::Request& request);
  http::Response take_stream(const http::Request& request);
  std::string keep(Complaint complaint);
  void learn_faults();
  std::optional<http::Response> twisted(std::string_view word, http::Response right) const;
  http::Response show(const std::string& id);
  http::Response followups(const std::string& id);
  http::Response add_followup(const http::Request& request);
  http::Response received();
  Complaint* find(const std::string& id);
  std::int64_t keep(std::string name, std::string bytes);
  void reach(Complaint& complaint, Instant at);
  void grow_older();
  void changed() const;

  static const SystemClock system_clock;
  AsioLoop& loop_;
  std::string authorization_, token_;
  const Clock& clock_;
  Faults faults_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<FaultProxy> door_;
  std::vector<Complaint> complaints_;
  std::map<std::string, LaporFile> uploads_;  // by id
  Duration every_{0};
  std::int64_t next_id_ = 9188891;
  std::int64_t next_file_ = 1;
  std::function<void()> observer_;
};

}  // namespace pintu::sandbox
