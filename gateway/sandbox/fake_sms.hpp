// SPDX-License-Identifier: Apache-2.0
// A fake SMS gateway and the phones behind it, speaking as Kannel, Twilio or a plain aggregator does (sms_dialect.hpp):
// real wire format over loopback. Loop thread only.
//
// Knows the dialect's call for sending, its webhook of a message, its delivery reports, and of Twilio files of an MMS.
// Long messages are joined by their headers as a phone does; what they cost is counted as a phone counts. A person is a
// number in E.164 with +. What it does not do: replies in the answer of a webhook, several receivers a call, SMPP.
#pragma once

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
#include "gateway/sandbox/sms_dialect.hpp"
#include "gateway/sandbox/webhooks.hpp"

namespace pintu::sandbox {

struct SmsLine {
  std::string id;
  bool from_person = false;
  std::string text;
  int segments = 0;
  bool gsm7 = true;
  std::string picture = {};  // the file of an MMS, of media()
  // of the person's: "waiting", "delivered" (the gateway has it), "lost" (given up); of ours: "delivered"
  std::string status;
  std::string report_to = {};  // of ours: where the gateway is to report, which says whose message it is
};

class FakeSms {
 public:
  // `number.dialect` must be one that there is.
  FakeSms(AsioLoop& loop, const SmsNumber& number);
  ~FakeSms();
  FakeSms(const FakeSms&) = delete;
  FakeSms& operator=(const FakeSms&) = delete;

  // unavailable when the port is taken.
  Result<void> start(std::uint16_t port = 0);
  std::string base() const;  // "http://127.0.0.1:PORT"
  Faults& faults() { return faults_; }
  // Where messages of people go; what they wrote before goes now. Reports go where the call for sending says.
  void subscribe(std::string url);

  // ---- the person's side
  void say(const std::string& person, const std::string& text);
  // The same, but the gateway is handed each piece by itself, in this order (from 1), as Kannel does without
  // sms-combine-concatenated-mo.
  void say_in_pieces(const std::string& person, const std::string& text, const std::vector<std::size_t>& order = {});
  // false where the gateway has no MMS.
  bool photo(const std::string& person, std::string bytes, const std::string& text = {});
  void switch_off(const std::string& person, bool off);  // what we send does not arrive
  void forget(const std::string& person);

  const std::vector<SmsLine>& phone(const std::string& person) const;
  const std::string* media(const std::string& id) const;
  bool takes_files() const { return dialect_->takes_files(); }
  void on_change(const std::string& person, std::function<void()> observer) {
    observers_[person] = std::move(observer);
  }
  std::size_t undelivered() const;
  std::int64_t segments_sent() const { return segments_; }  // what the gateway would have paid for

 private:
  using Json = nlohmann::json;
  struct Pieces {
    std::map<int, SentSms> parts;
    int total = 0;
  };
  struct Person {
    std::vector<SmsLine> lines;
    std::map<std::string, Pieces> pieces;  // not yet complete
    bool off = false;
  };
  struct Outgoing {
    std::string person;
    std::string line;
    PersonSms sms;
  };

  void handle(const http::Request& request, http::Respond respond);
  http::Response by_hand(const http::Request& request, const std::string& path);
  http::Response act_by_hand(const std::string& verb, const std::string& person, const Json& body);
  http::Response send(const http::Request& request);
  void arrive(SentSms sms);
  void show(const std::string& person, const SentSms& sms, int segments);
  void report(const SentSms& sms, SmsFate fate);
  void hand_on(Outgoing out);
  void ended(const Outgoing& out, bool taken);
  std::string add_line(const std::string& person, const std::string& text, std::string picture = {});
  std::string fresh_id();
  void changed(const std::string& person);

  AsioLoop& loop_;
  SystemClock clock_;
  std::unique_ptr<SmsDialect> dialect_;
  Faults faults_;
  Webhooks webhooks_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<FaultProxy> door_;
  std::string hook_;
  std::vector<Outgoing> early_;  // written before there was a webhook
  std::map<std::string, Person> people_;
  std::map<std::string, std::string> files_;
  std::map<std::string, std::function<void()>> observers_;
  std::int64_t next_ = 1;
  std::int64_t segments_ = 0;
};

}  // namespace pintu::sandbox
