// SPDX-License-Identifier: Apache-2.0
// Committed jobs out, their outcomes back to the ledger. Lanes: emergency > reply > status > bulk. Loop thread only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gateway/base/clock.hpp"
#include "gateway/base/loop.hpp"
#include "gateway/flow/attachments.hpp"
#include "gateway/flow/breaker.hpp"
#include "gateway/flow/lanes.hpp"
#include "gateway/flow/ledger.hpp"
#include "gateway/flow/rate.hpp"
#include "gateway/flow/sending.hpp"
#include "gateway/flow/world.hpp"
#include "gateway/http/client.hpp"

namespace pintu::flow {

struct DeliveryLimits {
  std::size_t in_memory = 4096;
  std::size_t in_flight = 48;  // requests on their way; an emergency starts beyond it
  std::size_t of_agency = 8;   // of these; all agencies together at most half: one that hangs must not stop replies
  std::size_t settling = 256;  // answered, and the outcome not on disk yet: a slow disk must not hold up the sending
  int exchanges = 16;          // requests one try may make
  long of_connector = 8;       // calls at one connector at the same time: one that hangs must not stop replies
  std::size_t gathering = 4;   // agency jobs that load and clean their files at the same time
};

class Delivery {
 public:
  Delivery(const World& world, Ledger& ledger, http::HttpClient& client, Loop& loop, const Clock& clock,
           DeliveryLimits limits = {}, media::Cleaner* cleaner = nullptr);
  ~Delivery();

  void start();                                 // looks into the store for what is due
  void offer(std::vector<store::JobRow> jobs);  // after a commit
  void stop();                                  // starts nothing more
  std::size_t in_flight() const { return lanes_.in_flight(); }

 private:
  struct FarAgency {
    Breaker breaker;
    std::size_t in_flight = 0;
  };
  struct Try {
    store::JobRow job;
    Sending sending;
    std::string files;  // what became of those it wanted
    std::vector<http::Exchange> so_far;
    std::shared_ptr<int> caller = {};  // one of those that ask its connector now
  };
  void pump();
  bool may_start(const store::JobRow& job);
  // agencies: nullptr when the job is for none
  Bucket* agency_rate(const store::JobRow& job);
  FarAgency* far_agency(const store::JobRow& job);
  bool has_place(const FarAgency& agency) const;
  void start_at_agency(const store::JobRow& job);
  void end_at_agency(const Try& attempt, const SendOutcome& outcome);
  void admit_agencies();
  static void show(const std::string& agency, Breaker::State state);
  void begin(std::shared_ptr<Try> attempt);
  void go_on_if_started(std::shared_ptr<Try> attempt);
  void next(std::shared_ptr<Try> attempt);
  void find_agency_id(std::shared_ptr<Try> attempt);
  void take_files(std::shared_ptr<Try> attempt);
  void gather(std::shared_ptr<Try> attempt, FilesWanted wanted);
  void end_untried(const std::shared_ptr<Try>& attempt, std::string reason, Duration longest);
  void mark(std::shared_ptr<Try> attempt);
  void exchange(std::shared_ptr<Try> attempt, http::Request request);
  void end(std::shared_ptr<Try> attempt, SendOutcome outcome);
  void settle(std::shared_ptr<Try> attempt, SendOutcome outcome);
  void hold(const store::JobRow& job, const SendOutcome& outcome);
  void refill();
  void refill_soon();
  void wake_at(Instant when);

  const World& world_;
  Ledger& ledger_;
  http::HttpClient& client_;
  Loop& loop_;
  const Clock& clock_;
  DeliveryLimits limits_;
  Lanes lanes_;
  std::size_t settling_ = 0;  // of those in flight
  Rates rates_;
  std::map<std::string, FarAgency> far_agencies_;  // by name
  std::size_t agencies_in_flight_ = 0;
  std::map<std::string, std::shared_ptr<int>> callers_;  // by connector; as many owners as calls, and this one
  Attachments attachments_;
  bool stopped_ = false;
  bool refilling_ = false;
  bool refill_planned_ = false;
  std::uint64_t wake_timer_ = 0;
  Instant wake_at_ = Instant::max();
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::flow
