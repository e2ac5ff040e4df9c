// SPDX-License-Identifier: Apache-2.0
// Fakes on a loop thread, asked from the test's thread by a client of ours over loopback.
#pragma once

#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"

namespace pintu::test {

using Json = nlohmann::json;

class House {
 public:
  // Runs `work` on the loop thread and gives its result.
  template <class F>
  std::invoke_result_t<F> call(F work) {
    std::packaged_task<std::invoke_result_t<F>()> task(std::move(work));
    auto result = task.get_future();
    loop.post([&task] { task(); });
    return result.get();
  }

  House() : thread_([this] { loop.run(); }) {}
  ~House() {
    call([&] {
      clients_.clear();
      return 0;
    });
    loop.stop();
    thread_.join();
  }
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  std::future<http::Exchange> start(http::Request request) {
    auto promise = std::make_shared<std::promise<http::Exchange>>();
    auto answer = promise->get_future();
    call([&] {
      // A client reaches no private address but those it is given.
      auto& client = clients_[origin(request.target)];
      if (!client) client = http::make_client(loop, {.allowed_bases = {origin(request.target)}});
      client->exchange(std::move(request), [promise](http::Exchange e) { promise->set_value(std::move(e)); });
      return 0;
    });
    return answer;
  }
  http::Exchange ask(http::Request request) { return start(std::move(request)).get(); }

  AsioLoop loop;

 private:
  static std::string origin(const std::string& url) { return url.substr(0, url.find('/', 8)); }

  std::thread thread_;
  std::map<std::string, std::unique_ptr<http::HttpClient>> clients_;
};

inline http::Request post(std::string url, const Json& body) {
  http::Request request;
  request.method = "POST";
  request.target = std::move(url);
  request.headers.add("Content-Type", "application/json");
  request.body = body.dump();
  request.effect = http::Effect::creates;
  return request;
}

inline http::Request get(std::string url) {
  http::Request request;
  request.target = std::move(url);
  return request;
}

inline http::Response answered(const http::Exchange& exchange) {
  if (const auto* response = std::get_if<http::Response>(&exchange)) return *response;
  if (const auto* lost = std::get_if<http::NoAnswer>(&exchange)) throw std::runtime_error("no answer: " + lost->reason);
  throw std::runtime_error("not sent: " + std::get<http::NotSent>(exchange).reason);
}
inline Json json_of(const http::Exchange& exchange) { return Json::parse(answered(exchange).body); }

// The gateway's side: a webhook that keeps what it got and answers as it is told. A GET that asks for a challenge gets
// it and is not kept.
class Hook {
 public:
  explicit Hook(House& house) : house_(house) {
    std::vector<http::Route> routes;
    for (const auto* method : {"GET", "POST"}) {
      http::Route route;
      route.method = method;
      route.path = "/hook";
      route.body_limit = std::size_t{4} << 20U;
      route.handle = [this](const http::Request& request, http::Respond respond) { take(request, std::move(respond)); };
      routes.push_back(std::move(route));
    }
    server_ = house_.call([&] { return *http::serve(house_.loop, {}, routes); });
  }
  ~Hook() {
    house_.call([&] {
      server_.reset();
      held_.clear();
      return 0;
    });
  }
  Hook(const Hook&) = delete;
  Hook& operator=(const Hook&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/hook"; }
  // Answers of the next requests; then 200.
  void answer_next(std::vector<http::Response> answers) {
    const std::lock_guard lock(mutex_);
    answers_ = std::move(answers);
  }
  // Requests wait without an answer until release().
  void hold() {
    const std::lock_guard lock(mutex_);
    holding_ = true;
  }
  void release() {
    const auto held = house_.call([&] {
      const std::lock_guard lock(mutex_);
      holding_ = false;
      return std::exchange(held_, {});
    });
    house_.call([&] {
      for (const auto& respond : held) respond({});
      return 0;
    });
  }
  // The first `count` requests, when they are there; throws after ten seconds.
  std::vector<http::Request> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    if (!came_.wait_for(lock, std::chrono::seconds(10), [&] { return requests_.size() >= count; })) {
      throw std::runtime_error("only " + std::to_string(requests_.size()) + " updates came");
    }
    return requests_;
  }
  std::size_t count() {
    const std::lock_guard lock(mutex_);
    return requests_.size();
  }

 private:
  void take(const http::Request& request, http::Respond respond) {
    http::Response answer;
    if (const auto asked = http::form_value(http::parse_form(request.query()), "hub.challenge")) {
      answer.body = *asked;
      return respond(std::move(answer));
    }
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
      came_.notify_all();
      if (holding_) {
        held_.push_back(std::move(respond));
        return;
      }
      if (!answers_.empty()) {
        answer = answers_.front();
        answers_.erase(answers_.begin());
      }
    }
    respond(std::move(answer));
  }

  House& house_;
  std::unique_ptr<http::Server> server_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<http::Request> requests_;
  std::vector<http::Response> answers_;
  std::vector<http::Respond> held_;
  bool holding_ = false;
};

}  // namespace pintu::test
