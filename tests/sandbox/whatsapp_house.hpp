// SPDX-License-Identifier: Apache-2.0
// A fake Cloud API with a gateway's webhook, for the tests of both.
#pragma once

#include <memory>

#include "gateway/sandbox/fake_graph.hpp"
#include "sandbox/far_ends.hpp"

namespace pintu::test {

const std::string siti = "6281200000001";
const std::string hidden = "ID.1234567890";  // hides their number

class WhatsApp {
 public:
  WhatsApp() {
    house.call([&] {
      fake_ = std::make_unique<sandbox::FakeGraph>(house.loop, sandbox::GraphNumber{});
      return fake_->start().has_value();
    });
  }
  ~WhatsApp() {
    house.call([&] {
      fake_.reset();
      return 0;
    });
  }
  WhatsApp(const WhatsApp&) = delete;
  WhatsApp& operator=(const WhatsApp&) = delete;

  // Works with the fake on its own thread.
  template <class F>
  auto with(F work) {
    return house.call([&] { return work(*fake_); });
  }
  template <class F>
  void act(F work) {
    with([&](auto& fake) {
      work(fake);
      return 0;
    });
  }
  void say(const std::string& text, const std::string& person = siti) {
    act([&](auto& fake) { fake.say(person, text); });
  }
  std::vector<sandbox::ChatLine> phone(const std::string& person = siti) {
    return with([&](auto& fake) { return fake.phone(person); });
  }
  std::string api() {
    return with([](auto& fake) { return fake.api(); });
  }
  http::Request request(const std::string& path, const Json& body) {
    auto request = post(api() + path, body);
    request.headers.add("Authorization", "Bearer EAAdemo");
    return request;
  }
  http::Response answer(const Json& body) { return answered(house.ask(request("/106540352242922/messages", body))); }
  // The code of the refusal; 0 when it was taken.
  int refusal(const Json& body) {
    const auto said = Json::parse(answer(body).body);
    return said.contains("error") ? said["error"]["code"].get<int>() : 0;
  }
  http::Response get_with_token(const std::string& url, const std::string& token = "EAAdemo") {
    auto request = get(url);
    request.headers.add("Authorization", "Bearer " + token);
    return answered(house.ask(request));
  }

  House house;

 private:
  std::unique_ptr<sandbox::FakeGraph> fake_;
};

inline Json text_to(const std::string& to, const std::string& text) {
  return {{"messaging_product", "whatsapp"}, {"to", to}, {"type", "text"}, {"text", {{"body", text}}}};
}

}  // namespace pintu::test
