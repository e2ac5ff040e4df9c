// SPDX-License-Identifier: Apache-2.0
// The jobs that delivery holds in memory: by lane, then by order key, one in flight for each key. Pure bookkeeping.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gateway/base/clock.hpp"
#include "store/store.hpp"

namespace pintu::flow {

class Lanes {
 public:
  // An agency's jobs may take an eighth of it: when it is slow or away, thousands of them must not stand where replies
  // belong. What is over stays in the store, and all that come later behind it.
  explicit Lanes(std::size_t most) : most_(most), most_of_agency_(std::max<std::size_t>(most / 8, 1)) {}

  // A job that was committed just now. It stays in the store only (and is fetched later) when memory is full, or when
  // an earlier job of its key waits there: nothing overtakes. Emergencies are always taken.
  void offer(store::JobRow job, Instant now);
  // A head that the store gave: whatever memory holds of its key comes after it.
  void refill(store::JobRow job);

  // This agency's jobs may not start: those in memory go back to the store, where they wait as they are. admit() ends
  // it.
  void shut(const std::string& agency);
  bool admit(const std::string& agency);  // whether it was shut
  // Agencies whose jobs the store should keep: shut ones, and those that have their share in memory.
  std::vector<std::string> left_out() const;

  // Known from the store: the head of this key is not due yet.
  void park(const store::JobRow& job) { keys_[name_of(job)].parked = job.due; }

  // The next job that may start; its key is busy until finish(). `may_start` says whether limits allow it now; a job
  // that may not is passed over and stays. With `only_emergencies` nothing else is looked at.
  std::optional<store::JobRow> take(bool only_emergencies, const std::function<bool(const store::JobRow&)>& may_start);
  // The try of a job ended: `due` is when it is to be tried again, nullopt when it is over.
  void finish(const store::JobRow& job, std::optional<Instant> due);

  bool wants_refill() const;
  // The store is asked for heads now: what is left to it from here on, its answer does not know.
  void asking();
  // Its answer, before the heads themselves. It was asked without those that `left_out` named: `complete` when it gave
  // all else that is due. Keys whose parked head never came back for hours (it was settled by a person) are forgotten.
  void refilled(bool complete, const std::vector<std::string>& left_out, Instant now);
  // Behind the last head: offers again what was left to the store since it was asked.
  void offer_left(Instant now);
  std::vector<JobId> held() const;  // in memory or in flight
  std::size_t waiting() const { return count_; }
  std::size_t in_flight() const { return busy_.size(); }

 private:
  struct Key {
    std::deque<store::JobRow> jobs;
    bool busy = false;
    bool more_in_store = false;
    std::optional<Instant> parked;  // its head waits in the store until then
  };
  static std::string name_of(const store::JobRow& job);
  struct Agency {
    std::size_t count = 0;  // in memory, not in flight
    bool shut = false;
    bool in_store = false;     // some of its due jobs are only there
    bool passed_over = false;  // one was, since the store was asked
  };
  void leave(store::JobRow job);
  void drop_if_idle(const std::string& name);
  Agency* agency_of(const store::JobRow& job);  // nullptr for jobs that go to no agency
  bool is_full(const Agency& agency) const { return agency.shut || agency.count >= most_of_agency_; }
  void count_in(const store::JobRow& job, int by);

  std::size_t most_;
  std::size_t most_of_agency_;
  std::size_t count_ = 0;
  bool in_store_ = true;  // until the store was asked for the first time
  bool asking_ = false;
  bool ask_again_ = false;           // a key whose head the store could not know came free meanwhile
  std::vector<store::JobRow> left_;  // to the store, since it was asked
  std::map<std::string, Key> keys_;
  std::map<Lane, std::deque<std::string>> runnable_;  // keys with a job and not busy, in turn
  std::map<JobId, std::string> busy_;
  std::map<std::string, Agency> agencies_;
};

}  // namespace pintu::flow
