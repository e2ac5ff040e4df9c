// SPDX-License-Identifier: Apache-2.0
// A client on a loop thread, asked from the test's thread.
#pragma once

#include <future>
#include <memory>
#include <string>

#include "gateway/http/client.hpp"
#include "http/loop_thread.hpp"

namespace pintu::test {

class Client {
 public:
  explicit Client(http::ClientOptions options)
      : client_(thread.call([&] { return http::make_client(thread.loop, options); })) {}
  ~Client() {
    thread.call([&] { client_.reset(); });
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  std::future<http::Exchange> start(http::Request request) {
    auto promise = std::make_shared<std::promise<http::Exchange>>();
    auto answer = promise->get_future();
    thread.call([&] {
      client_->exchange(std::move(request), [promise](http::Exchange e) { promise->set_value(std::move(e)); });
    });
    return answer;
  }
  http::Exchange ask(http::Request request) { return start(std::move(request)).get(); }

  LoopThread thread;

 private:
  std::unique_ptr<http::HttpClient> client_;
};

inline http::Request get(std::string url) {
  http::Request request;
  request.target = std::move(url);
  return request;
}
inline http::Request post(std::string url, std::string body) {
  http::Request request;
  request.method = "POST";
  request.target = std::move(url);
  request.body = std::move(body);
  request.effect = http::Effect::creates;
  return request;
}

// "200 body", "not sent: reason" or "no answer: reason", for readable checks.
inline std::string text_of(const http::Exchange& exchange) {
  if (const auto* response = std::get_if<http::Response>(&exchange)) {
    return std::to_string(response->status) + " " + response->body;
  }
  if (const auto* not_sent = std::get_if<http::NotSent>(&exchange)) return "not sent: " + not_sent->reason;
  return "no answer: " + std::get<http::NoAnswer>(exchange).reason;
}

}  // namespace pintu::test
