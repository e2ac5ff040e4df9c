// SPDX-License-Identifier: Apache-2.0
// How one kind of SMS gateway speaks: its webhooks, its call for sending, its reports. Pure but for ids.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gateway/base/clock.hpp"
#include "gateway/http/message.hpp"
#include "gateway/sandbox/webhooks.hpp"

namespace pintu::sandbox {

// The number that stands between the gateway and the phones.
struct SmsNumber {
  std::string dialect = "kannel";  // or twilio, generic
  std::string number = "1708";     // Twilio's: E.164
  std::string username = "pintu";  // Twilio's: the account's SID
  std::string password = "demo";   // Twilio's: the auth token, which signs too
  // generic only: what its webhook and its call for sending name things. from, to, text, id, at, user, pass.
  std::map<std::string, std::string> names = {};
};

// What a person wrote: one piece of it when `udh` is not empty.
struct PersonSms {
  std::string from, text, id, udh;
  Instant at{};
  std::vector<std::pair<std::string, std::string>> media = {};  // address and type, where the gateway knows MMS
};

// What the gateway asked to have sent.
struct SentSms {
  std::string to, text, id, udh;
  bool gsm7 = true;
  std::string report_to;  // its URL for reports; empty = none wanted
  int mask = 0;           // Kannel's dlr-mask
};

enum class SmsFate { accepted, delivered, failed };

class SmsDialect {
 public:
  virtual ~SmsDialect() = default;
  virtual http::Request message(const PersonSms& sms, const std::string& hook) const = 0;
  // The body of the gateway's request for sending, or why it is refused.
  virtual std::variant<SentSms, http::Response> read(const http::Request& request) const = 0;
  virtual http::Response taken(const SentSms& sms) const = 0;
  // The report of one step, where one is wanted.
  virtual std::vector<http::Request> report(const SentSms& sms, SmsFate fate, Instant at) const = 0;
  virtual http::Response too_many() const = 0;
  // A word of --faults that only this dialect knows.
  virtual std::optional<http::Response> refusal(std::string_view word) const = 0;
  virtual Patience patience() const = 0;
  virtual bool takes_files() const { return false; }
  virtual bool joins() const { return true; }  // long messages of a person come whole
  // What a person gets whose message could not be handed on; "" = nothing.
  virtual std::string apology() const { return {}; }
};

// nullptr for a dialect that there is not.
std::unique_ptr<SmsDialect> sms_dialect(const SmsNumber& number);

std::unique_ptr<SmsDialect> twilio_dialect(const SmsNumber& number);
std::unique_ptr<SmsDialect> kannel_dialect(const SmsNumber& number);
std::unique_ptr<SmsDialect> generic_dialect(const SmsNumber& number);

// "name=value&…", percent-encoded; a value's bytes may be anything.
std::string form_text(const std::vector<std::pair<std::string, std::string>>& pairs);
// Query and form together, the query first.
std::vector<std::pair<std::string, std::string>> fields_of(const http::Request& request);
std::string field(const std::vector<std::pair<std::string, std::string>>& fields, std::string_view name);

}  // namespace pintu::sandbox
