// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/lanes.hpp"

#include <utility>

namespace pintu::flow {

namespace {
constexpr Duration longest_parked = std::chrono::hours(2);
}

// Jobs without an order have a key of their own.
std::string Lanes::name_of(const store::JobRow& job) {
  return job.order_key.empty() ? "#" + std::to_string(job.id.value()) : job.order_key;
}

Lanes::Agency* Lanes::agency_of(const store::JobRow& job) {
  return store::is_for_agency(job.kind) ? &agencies_[job.target] : nullptr;
}

void Lanes::count_in(const store::JobRow& job, int by) {
  const auto add = [by](std::size_t& count) { by > 0 ? ++count : --count; };
  add(count_);
  if (auto* agency = agency_of(job)) add(agency->count);
}

void Lanes::shut(const std::string& agency) {
  auto& of = agencies_[agency];
  if (std::exchange(of.shut, true)) return;
  for (auto& [lane, names] : runnable_) {
    std::erase_if(names, [&](const std::string& name) {
      const auto at = keys_.find(name);
      if (at == keys_.end() || at->second.jobs.empty()) return true;
      const auto& front = at->second.jobs.front();
      if (!store::is_for_agency(front.kind) || front.target != agency) return false;
      for (const auto& job : at->second.jobs) count_in(job, -1);
      of.in_store = of.passed_over = true;
      keys_.erase(at);
      return true;
    });
  }
}

bool Lanes::admit(const std::string& agency) { return std::exchange(agencies_[agency].shut, false); }

std::vector<std::string> Lanes::left_out() const {
  std::vector<std::string> names;
  for (const auto& [name, agency] : agencies_) {
    if (is_full(agency)) names.push_back(name);
  }
  return names;
}

bool Lanes::wants_refill() const {
  if (in_store_ && count_ < most_ / 2) return true;
  return std::ranges::any_of(agencies_, [this](const auto& entry) {
    const Agency& agency = entry.second;
    return agency.in_store && !agency.shut && agency.count <= most_of_agency_ / 2;
  });
}

void Lanes::asking() {
  asking_ = true;
  ask_again_ = false;
  left_.clear();
}

void Lanes::leave(store::JobRow job) {
  if (!asking_) return;
  if (left_.size() < most_) {
    left_.push_back(std::move(job));
  } else {
    ask_again_ = true;
  }
}

void Lanes::offer_left(Instant now) {
  asking_ = false;
  bool some_stay = in_store_;
  for (auto& job : std::exchange(left_, {})) {
    in_store_ = false;  // one that stays behind its key does not keep the others
    offer(std::move(job), now);
    some_stay = some_stay || in_store_;
  }
  in_store_ = some_stay;
}

void Lanes::refilled(bool complete, const std::vector<std::string>& left_out, Instant now) {
  in_store_ = !complete || ask_again_;
  // The next answer has them.
  if (in_store_) left_.clear();
  for (auto& [name, agency] : agencies_) {
    const bool asked = complete && std::ranges::find(left_out, name) == left_out.end();
    if (asked && !agency.passed_over) agency.in_store = false;
    agency.passed_over = false;
  }
  std::erase_if(keys_, [&](const auto& entry) {
    const Key& key = entry.second;
    return !key.busy && key.jobs.empty() && key.parked && now - *key.parked > longest_parked;
  });
}

void Lanes::offer(store::JobRow job, Instant now) {
  const auto name = name_of(job);
  const auto known = keys_.find(name);
  const bool behind = known != keys_.end() && (known->second.more_in_store || known->second.parked);
  const bool full = count_ >= most_ || in_store_;
  const bool urgent = job.lane == Lane::emergency;
  auto* agency = agency_of(job);
  if (agency != nullptr && job.due <= now && (agency->in_store || is_full(*agency))) {
    agency->in_store = agency->passed_over = true;
    if (known != keys_.end()) known->second.more_in_store = true;
    return;
  }
  if (job.due > now || behind || (full && !urgent)) {
    if (known != keys_.end()) known->second.more_in_store = true;
    in_store_ = in_store_ || job.due <= now;
    leave(std::move(job));
    return;
  }
  auto& key = keys_[name];
  const bool was_idle = key.jobs.empty() && !key.busy;
  const Lane lane = job.lane;
  count_in(job, 1);
  key.jobs.push_back(std::move(job));
  if (was_idle) runnable_[lane].push_back(name);
}

void Lanes::refill(store::JobRow job) {
  if (busy_.contains(job.id)) return;
  auto* agency = agency_of(job);
  if (agency != nullptr && is_full(*agency)) {
    agency->in_store = agency->passed_over = true;
    return;
  }
  const auto name = name_of(job);
  auto& key = keys_[name];
  if (key.busy || (!key.jobs.empty() && key.jobs.front().id <= job.id)) return;
  const bool was_idle = key.jobs.empty();
  key.parked.reset();
  key.more_in_store = true;
  const Lane lane = job.lane;
  count_in(job, 1);
  key.jobs.push_front(std::move(job));
  if (was_idle) runnable_[lane].push_back(name);
}

std::optional<store::JobRow> Lanes::take(bool only_emergencies,
                                         const std::function<bool(const store::JobRow&)>& may_start) {
  for (auto& [lane, names] : runnable_) {
    if (only_emergencies && lane != Lane::emergency) break;
    for (std::size_t turn = names.size(); turn > 0; --turn) {
      const std::string name = names.front();
      names.pop_front();
      const auto known = keys_.find(name);
      if (known == keys_.end() || known->second.busy || known->second.jobs.empty()) continue;
      auto& key = known->second;
      if (!may_start(key.jobs.front())) {
        names.push_back(name);
        continue;
      }
      store::JobRow job = std::move(key.jobs.front());
      key.jobs.pop_front();
      count_in(job, -1);
      key.busy = true;
      busy_[job.id] = name;
      return job;
    }
  }
  return std::nullopt;
}

void Lanes::finish(const store::JobRow& job, std::optional<Instant> due) {
  const auto node = busy_.extract(job.id);
  if (node.empty()) return;
  const std::string name = node.mapped();
  auto& key = keys_[name];
  key.busy = false;
  if (due) {
    // Its head waits in the store now, so everything behind it does.
    for (const auto& behind : key.jobs) count_in(behind, -1);
    key.jobs.clear();
    key.parked = due;
    key.more_in_store = true;
    return;
  }
  if (!key.jobs.empty()) {
    runnable_[key.jobs.front().lane].push_back(name);
    return;
  }
  if (key.more_in_store) {
    in_store_ = true;
    ask_again_ = asking_;
  }
  drop_if_idle(name);
}

void Lanes::drop_if_idle(const std::string& name) {
  const auto it = keys_.find(name);
  if (it != keys_.end() && it->second.jobs.empty() && !it->second.busy && !it->second.parked) keys_.erase(it);
}

std::vector<JobId> Lanes::held() const {
  std::vector<JobId> ids;
  for (const auto& [name, key] : keys_) {
    for (const auto& job : key.jobs) ids.push_back(job.id);
  }
  for (const auto& [id, name] : busy_) ids.push_back(id);
  return ids;
}

}  // namespace pintu::flow
