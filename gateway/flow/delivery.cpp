// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/delivery.hpp"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/base/overloaded.hpp"
#include "gateway/flow/sending.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using namespace std::chrono_literals;

namespace {

bool tells_agency(const store::JobRow& job) {
  return job.kind == store::JobKind::forward || job.kind == store::JobKind::follow_up;
}

// What a restart must know to have been under way.
bool is_marked(const store::JobRow& job) { return tells_agency(job) || job.kind == store::JobKind::call; }

bool is_too_late(const store::JobRow& job, Instant now) {
  return job.kind == store::JobKind::call && now >= job.deadline;
}

}  // namespace

Delivery::Delivery(const World& world, Ledger& ledger, http::HttpClient& client, Loop& loop, const Clock& clock,
                   DeliveryLimits limits, media::Cleaner* cleaner)
    : world_(world),
      ledger_(ledger),
      client_(client),
      loop_(loop),
      clock_(clock),
      limits_(limits),
      lanes_(limits.in_memory),
      attachments_(ledger, loop, cleaner),
      alive_(std::make_shared<bool>(true)) {}

Delivery::~Delivery() { *alive_ = false; }

void Delivery::start() {
  for (const auto& [name, agency] : world_.agencies) show(name, Breaker{}.state());
  // Heads that wait for another try keep what comes later for the same person behind them, also after a restart.
  ledger_.query(
      [this, alive = alive_, &loop = loop_, now = clock_.now(), most = limits_.in_memory](store::Store& store) {
        auto waiting = store.jobs({.states = {store::JobState::waiting}, .kind = store::JobKind::reply, .limit = most});
        std::erase_if(waiting, [&](const store::JobRow& job) { return job.due <= now; });
        loop.post([this, alive, waiting = std::move(waiting)] {
          if (!*alive) return;
          for (const auto& job : waiting) lanes_.park(job);
          refill();
        });
      });
}

void Delivery::stop() { stopped_ = true; }

void Delivery::offer(std::vector<store::JobRow> jobs) {
  const Instant now = clock_.now();
  for (auto& job : jobs) {
    if (job.due > now) wake_at(job.due);
    lanes_.offer(std::move(job), now);
  }
  pump();
}

bool Delivery::may_start(const store::JobRow& job) {
  if (job.kind == store::JobKind::call) {
    const auto& callers = callers_[job.target];
    return callers.use_count() <= limits_.of_connector || is_too_late(job, clock_.now());
  }
  if (job.lane == Lane::emergency) return true;
  // Files take time: reports that wait for theirs must not take the place of replies.
  if (tells_agency(job) && attachments_.gathering() >= limits_.gathering) return false;
  const Instant now = clock_.now();
  Duration wait{0};
  std::vector<Bucket*> buckets;
  if (const auto* channel = world_.channel(job.target)) {
    const auto limit = channel->limits();
    buckets.push_back(&rates_.of(job.target, limit.per_second, std::max(1.0, limit.per_second)));
    const bool to_person = job.kind == store::JobKind::reply || job.kind == store::JobKind::notify;
    if (to_person)
      buckets.push_back(
          &rates_.of(job.target + "/" + job.order_key, limit.recipient_per_second, limit.recipient_burst));
  } else if (auto* bucket = agency_rate(job)) {
    buckets.push_back(bucket);
    const auto& agency = *far_agency(job);
    const auto pause = agency.breaker.wait(now);
    if (!pause || !has_place(agency)) return false;  // it is looked at again when one that is under way has ended
    wait = *pause;
  }
  for (auto* bucket : buckets) wait = std::max(wait, bucket->wait(now));
  if (wait > Duration{0}) {
    wake_at(now + wait);
    return false;
  }
  for (auto* bucket : buckets) bucket->take(now);
  return true;
}

void Delivery::pump() {
  while (!stopped_) {
    const bool busy = lanes_.in_flight() - settling_ >= limits_.in_flight || settling_ >= limits_.settling;
    auto job = lanes_.take(busy, [this](const store::JobRow& j) { return may_start(j); });
    if (!job) break;
    auto attempt = std::make_shared<Try>();
    attempt->job = *std::move(job);
    start_at_agency(attempt->job);
    if (attempt->job.kind == store::JobKind::call) {
      auto& callers = callers_[attempt->job.target];
      if (!callers) callers = std::make_shared<int>();
      attempt->caller = callers;
    }
    begin(std::move(attempt));
  }
  metrics::set("pintu_jobs_in_memory", static_cast<double>(lanes_.waiting()));
  metrics::set("pintu_jobs_in_flight", static_cast<double>(lanes_.in_flight()));
  if (lanes_.wants_refill()) refill_soon();
}

void Delivery::begin(std::shared_ptr<Try> attempt) {
  if (is_too_late(attempt->job, clock_.now())) {
    end(attempt, Rejected{"too-late", false, {}});
    return;
  }
  auto sending = prepare(attempt->job, clock_.now());
  if (!sending) {
    end(attempt, Rejected{std::string(to_string(sending.error().code())), false, {}});
    return;
  }
  attempt->sending = *std::move(sending);
  const auto* addition = std::get_if<FollowUp>(&attempt->sending.what);
  if (addition != nullptr && addition->agency_id.empty()) {
    find_agency_id(std::move(attempt));
  } else {
    take_files(std::move(attempt));
  }
}

// It was added while its report was on the way: perhaps it has its id by now.
void Delivery::find_agency_id(std::shared_ptr<Try> attempt) {
  ledger_.query([this, alive = alive_, attempt, &loop = loop_](store::Store& store) {
    const auto report = store.report(attempt->job.report);
    loop.post([this, alive, attempt, report] {
      if (!*alive) return;
      if (report && !report->agency_id.empty()) {
        std::get<FollowUp>(attempt->sending.what).agency_id = report->agency_id;
        take_files(attempt);
      } else if (!report || report->forward == ForwardState::rejected) {
        end(attempt, Rejected{"report-not-there", false, {}});
      } else {
        end_untried(attempt, "report-not-there-yet", 1h);
      }
    });
  });
}

void Delivery::take_files(std::shared_ptr<Try> attempt) {
  if (auto wanted = files_wanted(world_, attempt->job, attempt->sending, clock_.now())) {
    gather(std::move(attempt), *std::move(wanted));
  } else {
    mark(std::move(attempt));
  }
}

void Delivery::gather(std::shared_ptr<Try> attempt, FilesWanted wanted) {
  auto ids = wanted.ids;
  attachments_.gather(std::move(wanted), [this, attempt, ids = std::move(ids)](FilesGathered gathered) {
    using How = FilesGathered::How;
    if (gathered.how != How::ready) {
      end_untried(attempt, gathered.how == How::still_fetching ? "waiting-for-files" : "no-cleaner", 5min);
      return;
    }
    attempt->files = fates_of(ids, gathered.files);
    set_files(attempt->sending, std::move(gathered.files));
    mark(attempt);
    pump();
  });
}

// An agency's job is marked before the call: a try without an outcome at the next start is "no answer".
void Delivery::mark(std::shared_ptr<Try> attempt) {
  if (!is_marked(attempt->job)) {
    next(std::move(attempt));
    return;
  }
  Submission submission;
  submission.events.push_back(Event{JobStarted{attempt->job.id, attempt->files}});
  submission.done = [this, alive = alive_, attempt](bool stored) {
    if (!*alive) return;
    if (stored) {
      go_on_if_started(attempt);
    } else {
      const Retry later{"not-marked", 1s, Hold::job};
      end_at_agency(*attempt, later);
      lanes_.finish(attempt->job, clock_.now() + 1s);
      wake_at(clock_.now() + 1s);
    }
  };
  ledger_.submit(std::move(submission));
}

// While it waited here somebody may have dropped it, and a desk may have filed it by hand.
void Delivery::go_on_if_started(std::shared_ptr<Try> attempt) {
  if (attempt->job.kind != store::JobKind::forward) {
    next(std::move(attempt));
    return;
  }
  ledger_.query([this, alive = alive_, attempt, &loop = loop_](store::Store& store) {
    const auto job = store.job(attempt->job.id);
    const bool started = job && job->state == store::JobState::started;
    loop.post([this, alive, attempt, started] {
      if (!*alive) return;
      if (started) {
        next(attempt);
        return;
      }
      if (auto* bucket = agency_rate(attempt->job)) bucket->give_back(clock_.now());
      end_at_agency(*attempt, Rejected{"dropped", false, {}});
      lanes_.finish(attempt->job, std::nullopt);
      pump();
    });
  });
}

void Delivery::next(std::shared_ptr<Try> attempt) {
  if (attempt->so_far.size() >= static_cast<std::size_t>(limits_.exchanges)) {
    end(std::move(attempt), Rejected{"too-many-exchanges", false, {}});
    return;
  }
  const metrics::Stage stage(attempt->so_far.empty() ? "send" : "outcome");
  auto step = next_step(world_, attempt->job, attempt->sending, attempt->so_far);
  if (auto* request = std::get_if<http::Request>(&step)) {
    exchange(std::move(attempt), std::move(*request));
    return;
  }
  end(std::move(attempt), std::get<SendOutcome>(std::move(step)));
}

void Delivery::exchange(std::shared_ptr<Try> attempt, http::Request request) {
  client_.exchange(std::move(request), [this, alive = alive_, attempt](http::Exchange answer) {
    if (!*alive) return;
    attempt->so_far.push_back(std::move(answer));
    next(attempt);
    pump();
  });
}

void Delivery::end(std::shared_ptr<Try> attempt, SendOutcome outcome) {
  end_at_agency(*attempt, outcome);
  hold(attempt->job, outcome);
  ++settling_;
  settle(std::move(attempt), std::move(outcome));
}

void Delivery::settle(std::shared_ptr<Try> attempt, SendOutcome outcome) {
  Submission submission;
  submission.events.push_back(Event{
      JobEnded{attempt->job.id, outcome, attempt->sending.status, attempt->sending.file, attempt->sending.answer}});
  submission.events.back().emergency = attempt->job.lane == Lane::emergency;
  const bool again = !std::holds_alternative<Done>(outcome) && !std::holds_alternative<Rejected>(outcome);
  submission.done = [this, alive = alive_, attempt, again, outcome](bool stored) {
    if (!*alive) return;
    if (!stored) {
      // What happened is known and must not be forgotten: said again until the disk takes it.
      loop_.after(1s, [this, alive, attempt, outcome] {
        if (*alive) settle(attempt, outcome);
      });
      return;
    }
    --settling_;
    // Where the job stands now is the store's to say: it gives it back when it is due.
    lanes_.finish(attempt->job, again ? std::optional<Instant>(clock_.now()) : std::nullopt);
    if (again) refill_soon();
    pump();
  };
  ledger_.submit(std::move(submission));
}

// A channel's; an agency has a breaker for it.
void Delivery::hold(const store::JobRow& job, const SendOutcome& outcome) {
  const auto* retry = std::get_if<Retry>(&outcome);
  const auto* channel = world_.channel(job.target);
  if (retry == nullptr || retry->hold == Hold::job || channel == nullptr) return;
  const Instant until = clock_.now() + retry->after.value_or(Duration{30s});
  const auto limit = channel->limits();
  if (retry->hold == Hold::recipient) {
    rates_.of(job.target + "/" + job.order_key, limit.recipient_per_second, limit.recipient_burst).hold_until(until);
    return;
  }
  rates_.of(job.target, limit.per_second, std::max(1.0, limit.per_second)).hold_until(until);
  log::warning("delivery.channel_held", {{"channel", job.target}, {"reason", retry->reason}});
  metrics::count("pintu_channel_held_total", {{"target", job.target}, {"reason", retry->reason}});
}

void Delivery::refill_soon() {
  if (refill_planned_ || stopped_) return;
  refill_planned_ = true;
  loop_.after(20ms, [this, alive = alive_] {
    if (!*alive) return;
    refill_planned_ = false;
    refill();
  });
}

void Delivery::refill() {
  if (refilling_ || stopped_) return;
  refilling_ = true;
  lanes_.asking();
  admit_agencies();
  const std::size_t limit = std::max<std::size_t>(limits_.in_memory / 2, 1);
  ledger_.query([this, alive = alive_, &loop = loop_, held = lanes_.held(), left_out = lanes_.left_out(),
                 now = clock_.now(), limit](store::Store& store) {
    auto due = store.due_jobs(now, held, limit, left_out);
    const auto next = store.next_job_due(now);
    loop.post([this, alive, due = std::move(due), left_out, next, limit]() mutable {
      if (!*alive) return;
      refilling_ = false;
      lanes_.refilled(due.size() < limit, left_out, clock_.now());
      for (auto& job : due) lanes_.refill(std::move(job));
      lanes_.offer_left(clock_.now());
      if (next) wake_at(*next);
      rates_.forget_idle(clock_.now());
      pump();
    });
  });
}

void Delivery::wake_at(Instant when) {
  if (when >= wake_at_ || stopped_) return;
  if (wake_timer_ != 0) loop_.cancel(wake_timer_);
  wake_at_ = when;
  const Duration delay = std::max(Duration{1}, Duration(when - clock_.now()));
  wake_timer_ = loop_.after(delay, [this, alive = alive_] {
    if (!*alive) return;
    wake_timer_ = 0;
    wake_at_ = Instant::max();
    refill();
    pump();
  });
}

}  // namespace pintu::flow
