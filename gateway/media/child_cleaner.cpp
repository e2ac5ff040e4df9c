// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/child_cleaner.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "gateway/media/child.hpp"
#include "gateway/media/child_process.hpp"
#include "gateway/model/file_type.hpp"

namespace pintu::media {

namespace {

using Steady = std::chrono::steady_clock;

constexpr Duration grace = std::chrono::seconds(5);  // for ending a child that is over its deadline

struct Task {
  std::string bytes;
  std::size_t largest = 0;
  std::function<void(Result<CleanFile>)> done;
};

std::string request_for(const Task& task) {
  std::string request;
  request.reserve(8 + task.bytes.size());
  for (unsigned i = 0; i < 8; ++i) {
    request += static_cast<char>(static_cast<unsigned char>((std::uint64_t{task.largest} >> (8 * i)) & 0xFFU));
  }
  return request + task.bytes;
}

// The child has read hostile bytes: what it says is looked at like anything from outside.
Result<CleanFile> read_answer(std::string answer, std::size_t largest) {
  if (answer == "m") return fail(Errc::malformed, "it cannot be decoded");
  if (answer == "t") return fail(Errc::too_large, "too many pixels, or it does not become small enough");
  if (answer == "u") return fail(Errc::unsupported, "nothing here can clean this type");
  const char letter = answer.empty() ? ' ' : answer.front();
  const std::string_view said = letter == 'j' ? "jpeg" : letter == 'p' ? "png" : letter == 'd' ? "pdf" : "";
  if (said.empty()) return fail(Errc::internal, "the child that cleans files says nothing");
  answer.erase(0, 1);
  const auto* type = sniff(answer).type;
  const bool as_said = type != nullptr && type->name == said;
  if (!as_said || answer.size() > largest) return fail(Errc::internal, "the child that cleans files says odd things");
  return CleanFile{std::move(answer), std::string(type->mime), std::string(type->ending)};
}

}  // namespace

struct ChildCleaner::Parts {
  Parts(Loop& l, ChildOptions o) : loop(l), options(std::move(o)) {}

  Loop& loop;
  ChildOptions options;
  mutable std::mutex mutex;
  std::condition_variable wake;
  std::deque<Task> waiting;
  std::atomic<bool> stopping{false};
  std::multiset<Steady::time_point> begun;  // of what the threads have in hand
  std::vector<std::thread> threads;

  void run();
  Result<CleanFile> clean(const Task& task);
};

ChildCleaner::ChildCleaner(Loop& loop, ChildOptions options)
    : parts_(std::make_unique<Parts>(loop, std::move(options))) {
  for (std::size_t i = 0; i < parts_->options.threads; ++i) {
    parts_->threads.emplace_back([parts = parts_.get()] { parts->run(); });
  }
}

ChildCleaner::~ChildCleaner() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->stopping = true;
  }
  parts_->wake.notify_all();
  for (auto& thread : parts_->threads) thread.join();
}

void ChildCleaner::clean(std::string bytes, std::size_t largest, std::function<void(Result<CleanFile>)> done) {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->waiting.push_back({std::move(bytes), largest, std::move(done)});
  }
  parts_->wake.notify_one();
}

bool ChildCleaner::stalled(Steady::time_point now) const {
  const std::lock_guard lock(parts_->mutex);
  return !parts_->begun.empty() && now - *parts_->begun.begin() > parts_->options.deadline + grace;
}

void ChildCleaner::Parts::run() {
  while (true) {
    Task task;
    std::multiset<Steady::time_point>::iterator mark;
    {
      std::unique_lock lock(mutex);
      wake.wait(lock, [this] { return stopping || !waiting.empty(); });
      if (stopping) return;
      task = std::move(waiting.front());
      waiting.pop_front();
      mark = begun.insert(Steady::now());
    }
    auto cleaned = clean(task);
    {
      const std::lock_guard lock(mutex);
      begun.erase(mark);
    }
    if (stopping) return;
    loop.post([done = std::move(task.done), cleaned = std::move(cleaned)]() mutable { done(std::move(cleaned)); });
  }
}

Result<CleanFile> ChildCleaner::Parts::clean(const Task& task) {
  if (task.bytes.size() > largest_input) return fail(Errc::too_large, "over the limit of what is cleaned");
  const auto deadline = std::chrono::steady_clock::now() + options.deadline;
  PINTU_TRY(auto answer,
            ask_child(options.program, child_command, request_for(task), task.largest + 1, deadline, stopping));
  return read_answer(std::move(answer), task.largest);
}

}  // namespace pintu::media
