// SPDX-License-Identifier: Apache-2.0
// A fake WhatsApp Cloud API and the phones behind it: real wire format over loopback, webhooks as Meta sends them. Loop
// thread only. https://developers.facebook.com/docs/whatsapp/cloud-api
//
// Knows POST /v23.0/NUMBER/messages (every type, read marks with "typing…"), POST /v23.0/NUMBER/media, GET and DELETE
// /v23.0/MEDIA and the files themselves. A person is the digits of a phone, or a business-scoped id ("ID.…") when they
// hide it. Webhooks are signed, carry what came within a moment together, and are repeated at once, then after 0.25,
// 0.5, 1 … s, at most a minute, for ever (Meta: 7 days). What it does not do: the pair and throughput limits (ask for
// them with faults: 131056, 130429), groups, flows, templates' review.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/http/server.hpp"
#include "gateway/sandbox/fault_proxy.hpp"
#include "gateway/sandbox/faults.hpp"
#include "gateway/sandbox/graph_checks.hpp"
#include "gateway/sandbox/webhooks.hpp"

namespace pintu::sandbox {

// The business number that stands between the gateway and the phones.
struct GraphNumber {
  std::string phone_number_id = "106540352242922";
  std::string token = "EAAdemo";
  std::string app_secret = "demo-secret";
  std::string verify_token = "demo-verify";
};

// One line of a chat: the webhook's message object, or the body that was sent to us.
struct ChatLine {
  std::string id;  // wamid
  bool from_person = false;
  nlohmann::json message;
  // of the person's: "waiting", "delivered" (the gateway has it), "read"; of ours: "sent", "delivered", "read",
  // "failed"
  std::string status;
};

class FakeGraph {
 public:
  FakeGraph(AsioLoop& loop, GraphNumber number);
  ~FakeGraph();
  FakeGraph(const FakeGraph&) = delete;
  FakeGraph& operator=(const FakeGraph&) = delete;

  // unavailable when the port is taken.
  Result<void> start(std::uint16_t port = 0);
  std::string base() const;  // "http://127.0.0.1:PORT"
  std::string api() const { return base() + "/v23.0"; }
  Faults& faults() { return faults_; }

  // Asks the gateway's webhook for the challenge, as Meta does when its address is set; webhooks go there once it
  // answered rightly. Asked again every second until it does. `done` once it did.
  void subscribe(std::string url, std::function<void()> done = {});
  // Webhooks of different people go beside each other in so many lanes, as Meta's do; one lane, one after the other,
  // until this is called. Those of one person stay in order.
  void spread_webhooks(std::size_t lanes) { lanes_ = std::max<std::size_t>(lanes, 1); }
  // From now on it is so much later for this far end: the 24 h and the 5 minutes of a file's address pass.
  void move_clock(std::chrono::seconds by) { offset_ += by; }

  // ---- the person's side; each is one change in a webhook
  std::string say(const std::string& person, const std::string& text);
  // A button or a row of any message; false when the phone shows no such.
  bool tap(const std::string& person, const std::string& id);
  void pin(const std::string& person, double latitude, double longitude);
  // kind: image, video, audio, voice, document or sticker
  void file(const std::string& person, const std::string& kind, std::string mime, std::string bytes,
            const std::string& caption = {});
  void contact(const std::string& person, const std::string& name, const std::string& phone);
  void react(const std::string& person, const std::string& emoji);     // to our last message
  void edit_last(const std::string& person, const std::string& text);  // nothing when the person wrote no text
  void revoke_last(const std::string& person);
  void block(const std::string& person, bool blocked);  // what we send stays "sent" for ever
  void look(const std::string& person, bool looking);   // an open chat is read at once; it is at first
  void forget(const std::string& person);

  const std::vector<ChatLine>& phone(const std::string& person) const;
  bool typing(const std::string& person) const;  // "mengetik…" is shown over the chat
  const std::string* media(const std::string& id) const;
  void on_change(const std::string& person, std::function<void()> observer) {
    observers_[person] = std::move(observer);
  }
  std::size_t undelivered() const;
  std::int64_t webhooks_made() const { return webhooks_.made(); }

 private:
  using Json = nlohmann::json;
  struct Person {
    std::vector<ChatLine> lines;
    Instant heard{};  // when they last wrote
    Instant typing_until{};
    bool blocked = false;
    bool looking = true;
  };
  struct Media {
    std::string mime;
    std::string bytes;
  };
  struct Change {  // one element of `changes`, and whose line it is
    std::string person;
    std::string line;  // wamid of the person's message; "" for a status
    Json value;
  };

  // The wire (fake_graph.cpp)
  void handle(const http::Request& request, http::Respond respond);
  http::Response call(const http::Request& request, const std::string& path);
  http::Response by_hand(const http::Request& request, const std::string& path);
  http::Response act_by_hand(const std::string& verb, const std::string& person, const Json& body);
  void verify(const std::string& url, std::function<void()> done);

  // Calls (graph_calls.cpp)
  http::Response send(const Json& body);
  http::Response mark_read(const Json& body);
  http::Response upload(const http::Request& request);
  http::Response media_place(const std::string& id);
  http::Response media_bytes(const std::string& ticket);
  GraphFault later_fault(const std::string& to, const Json& body) const;
  void arrive(const std::string& to, const std::string& id);

  // The person's side (graph_people.cpp)
  Json profile(const std::string& person) const;
  std::string write(const std::string& person, Json message);
  Json context_of(const std::string& person, const std::string& id) const;
  void read_all(const std::string& person);
  void tell_status(const std::string& person, ChatLine& line, const std::string& status, const GraphFault& fault = {});
  std::string keep_file(std::string mime, std::string bytes);
  std::string fresh_id(const char* prefix);
  ChatLine* find(const std::string& person, const std::string& id);
  Instant now() const { return clock_.now() + offset_; }
  std::int64_t seconds() const;

  // The way to the gateway (graph_webhooks.cpp)
  void change(Change change);
  void flush();
  std::string lane_of(const std::string& person) const;
  http::Request webhook(const std::vector<Change>& changes) const;
  void taken(const std::vector<Change>& changes);
  void changed(const std::string& person);

  AsioLoop& loop_;
  SystemClock clock_;
  std::chrono::milliseconds offset_{0};
  GraphNumber number_;
  Faults faults_;
  Webhooks webhooks_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<FaultProxy> door_;
  std::string webhook_;
  bool verified_ = false;
  std::vector<Change> changes_;  // not yet in a request
  bool gathering_ = false;
  std::size_t lanes_ = 1;
  std::map<std::string, Person> people_;
  std::map<std::string, Media> media_;
  std::map<std::string, std::pair<std::string, Instant>> tickets_;  // addresses of files → file, until when
  std::int64_t next_ = 1;
  std::map<std::string, std::function<void()>> observers_;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::sandbox
