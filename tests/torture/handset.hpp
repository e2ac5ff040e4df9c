// SPDX-License-Identifier: Apache-2.0
// A phone of one person as the torture needs it: what was written and whether the gateway answered for it, what came
// and whose it is. The provider behind it is the fake of that channel, which must outlive it. Loop thread only.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/fake_sms.hpp"
#include "gateway/sandbox/fake_telegram.hpp"

namespace pintu::torture {

struct Line {
  bool from_person = false;
  std::string id;  // the provider's
  std::string text;
  std::string job;           // of ours, where the provider is told our idempotency key
  bool by_provider = false;  // neither side's: the provider's own words
  bool acked = false;        // of the person's: answered 2xx
};

class Handset {
 public:
  virtual ~Handset() = default;
  virtual std::string channel() const = 0;  // its name in the configuration
  virtual std::string address() const = 0;  // the person, as the channel calls them
  virtual void say(const std::string& text) = 0;
  virtual std::size_t size() const = 0;  // lines so far, both sides
  virtual Line line(std::size_t i) const = 0;
  virtual void on_change(std::function<void()> observer) = 0;
};

std::unique_ptr<Handset> handset(sandbox::FakeGraph& graph, std::string person);
std::unique_ptr<Handset> handset(sandbox::FakeTelegram& telegram, std::int64_t chat);
std::unique_ptr<Handset> handset(sandbox::FakeSms& sms, std::string person);

}  // namespace pintu::torture
