// SPDX-License-Identifier: Apache-2.0
// Random lives of jobs against a model: one of an order key at a time, whoever came first, nobody forgotten.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "store/support.hpp"

using namespace pintu;
using namespace pintu::store;
using namespace pintu::store::test;
using namespace std::chrono_literals;

namespace {

bool open(JobState state) { return state == JobState::waiting || state == JobState::started; }

// What the store promises, said without a database.
class Model {
 public:
  void add(const JobRow& job) {
    jobs_[job.id] = job;
    take_over(job.order_key);
  }
  void set(JobId id, JobState state, Instant due) {
    auto& job = jobs_.at(id);
    job.state = state;
    job.due = due;
    const auto head = heads_.find(job.order_key);
    if (!open(state) && head != heads_.end() && head->second == id) heads_.erase(head);
    take_over(job.order_key);
  }
  std::vector<JobId> due(Instant now) const {
    std::vector<const JobRow*> rows;
    for (const auto& [id, job] : jobs_) {
      const bool head = job.order_key.empty() || heads_.contains(job.order_key) ? is_head(job) : false;
      if (job.state == JobState::waiting && job.due <= now && head) rows.push_back(&job);
    }
    std::ranges::sort(rows, {}, [](const JobRow* job) { return std::tuple(job->lane, job->due, job->id); });
    std::vector<JobId> ids;
    for (const auto* job : rows) ids.push_back(job->id);
    return ids;
  }
  std::int64_t count(JobState state) const {
    return std::ranges::count_if(jobs_, [&](const auto& each) { return each.second.state == state; });
  }
  const std::map<JobId, JobRow>& jobs() const { return jobs_; }

 private:
  bool is_head(const JobRow& job) const { return job.order_key.empty() || heads_.at(job.order_key) == job.id; }
  void take_over(const std::string& key) {
    if (key.empty() || heads_.contains(key)) return;
    const JobRow* first = nullptr;
    for (const auto& [id, job] : jobs_) {
      if (job.order_key != key || !open(job.state)) continue;
      if (first == nullptr || std::tie(job.created, job.id) < std::tie(first->created, first->id)) first = &job;
    }
    if (first != nullptr) heads_[key] = first->id;
  }
  std::map<JobId, JobRow> jobs_;
  std::map<std::string, JobId> heads_;
};

class Life {
 public:
  Life(TemporaryStore& store, unsigned seed) : store_(store), random_(seed) {}

  void step() {
    const auto what = below(10);
    if (what < 4 || model_.jobs().empty()) {
      add();
    } else if (what < 9) {
      change();
    } else {
      store_.clock.advance(Duration(below(2000)));
      if (below(4) == 0) store_.reopen();
    }
    std::vector<JobId> ids;
    for (const auto& job : store_->due_jobs(store_.clock.now(), {}, 1000)) ids.push_back(job.id);
    CHECK(ids == model_.due(store_.clock.now()));
    const auto counts = store_->counts();
    CHECK(counts.jobs_waiting == model_.count(JobState::waiting));
    CHECK(counts.jobs_unknown == model_.count(JobState::unknown));
    CHECK(counts.jobs_exhausted == model_.count(JobState::exhausted));
  }

 private:
  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  void add() {
    const std::string keys[] = {"", "a", "b", "!a", "c"};
    JobRow job;
    job.id = JobId(static_cast<Shard>(below(4)), ++last_);
    job.order_key = keys[below(5)];
    job.lane = static_cast<Lane>(below(4));
    job.created = store_.clock.now();
    job.due = store_.clock.now() + Duration(below(3) == 0 ? below(1500) : 0);
    Changes changes;
    changes.jobs = {job};
    // A batch that does not commit changes nobody's turn.
    CHECK_THROWS(store_->transact({}, [&](Transaction& tx) {
      tx.write(changes);
      throw std::runtime_error("not this time");
    }));
    write(*store_, changes);
    model_.add(job);
  }

  void change() {
    auto it = model_.jobs().begin();
    std::advance(it, below(static_cast<int>(model_.jobs().size())));
    JobUpdate update;
    update.id = it->first;
    update.state = static_cast<JobState>(below(7));
    update.due = store_.clock.now() + Duration(below(3) == 0 ? below(1500) : 0);
    Changes changes;
    changes.job_updates = {update};
    write(*store_, changes);
    model_.set(update.id, update.state, update.due);
  }

  TemporaryStore& store_;
  std::mt19937 random_;
  Model model_;
  std::int64_t last_ = 0;
};

}  // namespace

TEST_CASE("store: whatever happens to jobs, their order keys let one go at a time, in order") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U, 6U);
  CAPTURE(seed);
  TemporaryStore store;
  Life life(store, seed);
  for (int i = 0; i < 150; ++i) life.step();
}
