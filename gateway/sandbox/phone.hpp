// SPDX-License-Identifier: Apache-2.0
// One person's phone behind a fake provider: what it shows, and what its person does; each act goes to the gateway by
// the provider's real webhook. The demo's page and its rehearsal know phones only by this. Loop thread only.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gateway/http/message.hpp"
#include "gateway/sandbox/faults.hpp"

namespace pintu::sandbox {

class FakeGraph;
class FakeSms;
class FakeTelegram;

enum class FileKind { photo, voice, video };

// A line of the chat. `bubble` is what is drawn: text, bold ([from, to) in UTF-16 units), picture (address of it on the
// page), voice, video, document, location {latitude, longitude}, quote; keyboard none|inline|list with rows of {label,
// id, hint, asks: location|contact} and list_label; segments and gsm7 on SMS.
struct Shown {
  std::string id;
  bool from_person = false;
  nlohmann::json bubble;
  std::string status;  // of the person's: waiting, delivered, read, lost; empty for ours
};

class Phone {
 public:
  virtual ~Phone() = default;
  virtual std::string kind() const = 0;                // "whatsapp", "telegram", "sms": what it looks like
  virtual std::string name() const { return kind(); }  // in routes

  virtual void say(const std::string& text) = 0;
  // As an answer to a line of the chat; where a phone cannot, just said.
  virtual void reply(const std::string& to, const std::string& text) {
    static_cast<void>(to);
    say(text);
  }
  virtual bool tap(const std::string& id) = 0;              // false: no such button is shown
  virtual bool pin(double latitude, double longitude) = 0;  // false: it cannot send places
  virtual bool send_file(FileKind kind, std::string bytes, const std::string& caption) = 0;  // false: nor files
  virtual void forget() = 0;  // as new: nothing is shown, and what was on its way is gone

  virtual std::vector<Shown> shown() const = 0;
  // The reply keyboard below the box: rows of {label, asks}; null when there is none.
  virtual nlohmann::json keyboard() const { return {}; }
  virtual bool typing() const { return false; }
  virtual const std::string* media(const std::string& id) const = 0;  // of bubble.picture
  virtual Faults& faults() = 0;
  virtual void on_change(std::function<void()> observer) = 0;
};

// The fake must outlive the phone.
std::unique_ptr<Phone> telegram_phone(FakeTelegram& telegram, std::int64_t chat, std::string name = "telegram");
std::unique_ptr<Phone> whatsapp_phone(FakeGraph& graph, std::string person);
std::unique_ptr<Phone> sms_phone(FakeSms& sms, std::string person);

// POST /phones/NAME/{say|tap|pin|photo|voice|video|forget}: {"text","reply_to"}, {"id"}, {"lat","lon"},
// {"bytes","caption"} with a sample of ours when there are no bytes. 400 for what is missing, 404 for what the phone
// has not.
http::Response act_on(Phone& phone, const std::string& verb, const http::Request& request);

// Where the samples were taken, unless a body says otherwise.
inline constexpr double sample_latitude = -6.9403;
inline constexpr double sample_longitude = 107.7448;

}  // namespace pintu::sandbox
