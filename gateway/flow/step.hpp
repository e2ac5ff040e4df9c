// SPDX-License-Identifier: Apache-2.0
// Deciding one event: works on copies and collects a Fragment, so that a throw leaves nothing behind.
#pragma once

#include <set>

#include "gateway/flow/batch.hpp"
#include "gateway/flow/desk_text.hpp"
#include "gateway/flow/desk_words.hpp"

namespace pintu::flow {

class Step {
 public:
  explicit Step(Batch& batch) : batch_(batch) {}

  void operator()(const Arrived& arrived);
  void operator()(const TimerDue& due);
  void operator()(const JobStarted& started);
  void operator()(const JobEnded& ended);
  void operator()(const JobResolved& resolved);
  void operator()(const ReportNumbered& numbered);
  void operator()(const ParkedHandled& handled);
  void operator()(const OfficerActed& acted);
  void operator()(const PersonErased& erased);

  // The citizen's one line when their step failed and a person looks at it.
  void apologise(const Arrived& arrived);

  Fragment take() { return std::move(fragment_); }

 private:
  // arrivals
  void arrived_from_person(const Arrived& arrived);
  void take_message(const Arrived& arrived);
  void arrived_receipt(const Arrived& arrived);
  void arrived_system(const Arrived& arrived);

  // media
  std::vector<std::string> keep_attachments(const Arrived& arrived);
  bool too_many_files(const Attachment& attachment);
  Bucket& megabytes_of(PartyId party);
  void settle_media(store::JobRow& job, const JobEnded& ended);
  void tell_of_refusal(const store::MediaRow& media);
  void follow_with_late_files(const store::ReportRow& report);
  void send_after(const store::ReportRow& report, const std::string& file);

  // pieces: the whole message, once its last one is here; what there is of it when it says danger
  std::optional<Inbound> join_pieces(const Inbound& inbound);
  std::optional<Inbound> take_pieces(const std::string& group);
  bool overdue_pieces(const TimerDue& due);  // false when the timer is another's

  // people
  void open_person(const PartyKey& key, const std::string& name, const std::string& alias = {});
  bool open_person(PartyId id);

  bool turn_to(PartyId id);  // another person of the same step; false, and nobody, when they are gone

  // desks
  void notify_desk(const std::string& desk, const std::string& text, Lane lane, ReportId report);
  void tell_readers(const std::string& desk, bool secret, const std::string& text, Lane lane, ReportId report);
  std::vector<Seat> readers_of(const std::string& desk, bool secret);
  bool by_sms(const Seat& seat) const;
  void send_note(const Seat& seat, OutboundMessage message, Lane lane, ReportId report);
  bool is_known(PartyId id);
  Instant last_heard(const PartyKey& key);
  void settle_note(store::JobRow& job, const SendOutcome& outcome);

  // reports that officers relay by hand
  struct Acting {  // an officer, and the message they wrote
    const Inbound& inbound;
    Seat seat;
    std::string who;
  };
  enum class Numbered { done, same, has_other, taken, under_way };
  void relay_report(const store::ReportRow& report, AtDesk why, const std::string& reason);
  void give_to_desk(const store::JobRow& job);
  void relay_addition(store::ReportRow report, const AnswerAgency& answer);
  void withdraw_reports();
  OwnReport* own_report(ReportId id);  // the present person's; nullptr when it is none of theirs
  void wait_for_morning(const std::string& desk);
  bool too_late_to_remind(const TimerDue& due);
  bool remind_desk(const TimerDue& due);
  std::vector<store::ReportRow> open_at(const std::string& desk);
  bool officer_wrote(const std::string& channel, const std::string& chat, const Inbound& inbound);
  std::optional<ReportId> answered(const Seat& seat, const Inbound& inbound);
  std::optional<store::ReportRow> find_report(const ReportNumber& number);
  std::optional<store::ReportRow> only_open_one(const std::vector<Seat>& seats, std::size_t& open);
  const Seat* seat_for(const std::vector<Seat>& seats, const store::ReportRow& report) const;
  void act_on(const Acting& acting, const OfficerWords& words, const store::ReportRow& report);
  void take_number(const Acting& acting, const OfficerWords& words, const store::ReportRow& report);
  void take_status(const Acting& acting, const OfficerWords& words, store::ReportRow report);
  void show_list(const std::vector<Seat>& seats, const Inbound& inbound);
  void answer_officer(const Seat& seat, const Inbound& inbound, const std::string& text, ReportId report);
  Numbered number_report(store::ReportRow report, const std::string& agency_id, const std::string& who, bool replace);
  bool is_on_its_way(ReportId report);
  void settle_by_hand(ReportId report, const std::string& agency_id);
  std::optional<store::ReportRow> report_with(const std::string& agency, const std::string& agency_id);
  bool can_be_told(PartyId party);

  // dialogs
  void advance(const DialogEvent& event, std::string* rule = nullptr);
  void apply(const Reply& reply);
  void apply(const FileReport& filed);
  void apply(const SetTimer& timer);
  void apply(const StopTimer& timer);
  void apply(const Handoff& handoff);
  void apply(const RaiseCase& raised);
  void apply(const AnswerAgency& answer);
  void apply(const CallConnector& call);
  void apply(const EraseParty& erase);
  void apply(const ExportParty& exported);
  void apply(const Took& took);

  // jobs
  bool flooded(const Reply& reply);
  store::JobRow new_job(store::JobKind kind, Lane lane, std::string order_key, std::string target);
  void add_job(store::JobRow job);
  std::optional<store::JobRow> find_job(JobId id);
  std::optional<store::ReportRow> find_report(ReportId id);
  // An agency's new id for a report that is another report's already.
  bool has_taken_id(const store::JobRow& job, const SendOutcome& outcome);
  void update_job(const store::JobRow& job);
  void settle_reply(store::JobRow& job, const SendOutcome& outcome);
  std::optional<store::JobRow> find_job_by_key(const std::string& channel, const std::string& key);
  std::optional<Instant> open_until(const std::string& channel, Instant last_heard) const;
  void hold_until_heard(store::JobRow& job);
  void let_go(store::JobRow& job);
  void release_held();
  void failed_later(store::JobRow& job, const std::string& reason);
  void arrived_after_all(store::JobRow& job, const std::string& external_id);
  void settle_follow_up(const store::JobRow& job);
  void settle_forward(store::JobRow& job, const SendOutcome& outcome);
  void end_calls_in_vain();
  void settle_call(const store::JobRow& job, const JobEnded& ended);
  void settle_poll(store::JobRow& job, const JobEnded& ended);
  void accept_report(store::ReportRow report, const std::string& agency_id);
  void tell_report(const store::ReportRow& report, ReportHappened news);
  void poll_later(const store::ReportRow& report);
  void note_report(ReportId report, std::string what, std::string detail);
  void audit(const std::string& who, const std::string& what, const std::string& about);
  void erase();

  template <class Id>
  Id draw(Shard shard) {
    return Id(shard, batch_.transaction_.draw(shard, 1));
  }
  Person& person() { return *fragment_.person; }
  Instant now() const { return batch_.now_; }
  const World& world() const { return batch_.world_; }

  Batch& batch_;
  Fragment fragment_;
  std::set<ReportId> relayed_;             // whose whole text has gone to a desk in this step
  std::vector<CallHappened> calls_ended_;  // of connectors that this installation has not
  int calls_in_vain_ = 0;
  std::string rule_;  // what took the message, for its note
};

}  // namespace pintu::flow
