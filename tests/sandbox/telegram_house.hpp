// SPDX-License-Identifier: Apache-2.0
// A fake Bot API with a bot's webhook, for the tests of both.
#pragma once

#include <memory>

#include "gateway/sandbox/fake_telegram.hpp"
#include "sandbox/far_ends.hpp"

namespace pintu::test {

constexpr std::int64_t person = 4711;

class Telegram {
 public:
  Telegram() {
    house.call([&] {
      fake_ = std::make_unique<sandbox::FakeTelegram>(house.loop, "700001:test");
      return fake_->start().has_value();
    });
  }
  ~Telegram() {
    house.call([&] {
      fake_.reset();
      return 0;
    });
  }
  Telegram(const Telegram&) = delete;
  Telegram& operator=(const Telegram&) = delete;

  // Works with the fake on its own thread.
  template <class F>
  auto with(F work) {
    return house.call([&] { return work(*fake_); });
  }
  void say(const std::string& text, std::int64_t chat = person) {
    with([&](auto& fake) {
      fake.say(chat, text);
      return 0;
    });
  }
  void plan(std::string_view faults) {
    if (!with([&](auto& fake) { return fake.faults().add(faults); })) throw std::runtime_error("no such fault");
  }
  std::vector<sandbox::PhoneLine> phone(std::int64_t chat = person) {
    return with([&](auto& fake) { return fake.phone(chat); });
  }
  http::Request request(const std::string& method, const Json& body) {
    return post(base() + "/bot700001:test/" + method, body);
  }
  std::string base() {
    return with([](auto& fake) { return fake.base(); });
  }
  http::Exchange call(const std::string& method, const Json& body) { return house.ask(request(method, body)); }
  // "" when it is good, else "400 description".
  std::string refusal(const std::string& method, const Json& body) {
    const auto answer = json_of(call(method, body));
    if (answer["ok"] == true) return {};
    return answer["error_code"].dump() + " " + answer["description"].get<std::string>();
  }

  House house;

 private:
  std::unique_ptr<sandbox::FakeTelegram> fake_;
};

}  // namespace pintu::test
