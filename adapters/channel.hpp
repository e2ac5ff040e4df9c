// SPDX-License-Identifier: Apache-2.0
// A channel translates one provider's wire format to our model and back. No I/O, no state between calls: bytes in,
// values out. Everything here may be called from any thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "gateway/base/result.hpp"
#include "gateway/http/message.hpp"
#include "gateway/model/inbound.hpp"
#include "gateway/model/outbound.hpp"
#include "gateway/model/outcome.hpp"
#include "gateway/model/renderer.hpp"
#include "gateway/model/report.hpp"

namespace pintu {

using http::Exchange;

struct Received {
  std::vector<Inbound> events;         // one for each item; an id that stands twice in one body is one event
  http::Response answer;               // given once every event is on disk
  std::vector<http::Request> at_once;  // to be sent beside the chat's queue, outcome ignored (answerCallbackQuery)
};

// The next move: a request to make, or how it ended.
using SendStep = std::variant<http::Request, SendOutcome>;

struct FetchedFile {
  std::string bytes;
  std::string mime;  // as the far end says
  std::string name;
};
using FetchStep = std::variant<http::Request, FetchedFile, SendOutcome>;  // SendOutcome: Retry or Rejected

// How often the provider lets us send.
struct Limits {
  double per_second = 30;           // all recipients together
  double recipient_per_second = 1;  // to one address
  int recipient_burst = 5;
};

class Channel {
 public:
  virtual ~Channel() = default;

  virtual std::string_view kind() const = 0;  // "telegram"

  // Whether the provider sent this. Looks at the raw bytes, in constant time, before any parsing.
  virtual bool authentic(const http::Request& request) const = 0;

  // What the request says and what to answer. A kind we do not know is an `ignored` event, one bad item a `rejected`
  // one; an error only for a body that is not the provider's format at all.
  virtual Result<Received> receive(const http::Request& request) const = 0;

  // The next move in sending, given how the earlier ones of this try ended (at first none). Stateless: a try after a
  // crash starts again with none.
  virtual SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const = 0;

  // The same with the files that message.media names, loaded. A channel that can send none sends the text alone.
  virtual SendStep send_with_files(const OutboundMessage& message, std::span<const ReportFile> files,
                                   std::span<const Exchange> so_far) const {
    static_cast<void>(files);
    return send(message, so_far);
  }

  // The next move in fetching a file a person sent. Limits: at most 25 MB.
  virtual FetchStep fetch(const Attachment& attachment, std::span<const Exchange> so_far) const = 0;

  // Whether a request asks what only a provider that checks its webhook asks (GET with a token of ours), and the answer
  // to it; nullopt for every other request. Asked before `authentic`.
  virtual std::optional<http::Response> verification(const http::Request& request) const {
    static_cast<void>(request);
    return std::nullopt;
  }

  // Calls to make when the daemon starts (setWebhook, deleteWebhook); effect none, outcome logged.
  virtual std::vector<http::Request> at_start() const { return {}; }

  // What `pintu doctor` asks the provider, to see that the account of the configuration works; effect none. nullopt:
  // there is nothing to ask.
  virtual std::optional<http::Request> probe() const { return std::nullopt; }
  // What the answer proves, as a sentence for the operator; an error's sentence says what is wrong and what to do.
  virtual Result<std::string> proof(const Exchange& exchange) const {
    static_cast<void>(exchange);
    return fail(Errc::unsupported, "this channel cannot be asked");
  }

  // Long polling, where the provider has it and the configuration asks for it: the next request, given the id of the
  // last item that is on disk ("" at first). Its response body is read by receive_polled.
  virtual std::optional<http::Request> poll(const std::string& last_id) const {
    static_cast<void>(last_id);
    return std::nullopt;
  }
  virtual Result<Received> receive_polled(const http::Response& response) const {
    static_cast<void>(response);
    return fail(Errc::unsupported, "this channel does not poll");
  }

  virtual const Renderer& renderer() const = 0;
  virtual Limits limits() const = 0;

  // How long after a person's last message we may write to them freely; nullopt = always (WhatsApp: 24 h).
  virtual std::optional<Duration> session() const { return std::nullopt; }
  // Whether a message after that can go as a template (OutboundMessage::as_template); else it waits until they write.
  virtual bool has_template() const { return false; }
  // Whether a receipt of a failure with this reason says that the session was over, so that the message waits for the
  // person's next one.
  virtual bool wants_to_hear_first(std::string_view failure) const {
    static_cast<void>(failure);
    return false;
  }
  // Whether a person can answer what we send: not when it comes from a name instead of a number (SMS).
  virtual bool hears_replies() const { return true; }
  // Whether receipts come, so that accepted messages without one are an alarm.
  virtual bool gives_receipts() const { return false; }
};

// What a factory is given: the channel's keys from the configuration, secrets already resolved.
struct ChannelConfig {
  std::string name;                           // "tg"
  std::string kind;                           // "telegram"
  std::string public_url;                     // public base + path, for signatures and setWebhook
  std::map<std::string, std::string> values;  // scalar keys as text
  std::map<std::string, std::vector<std::string>> lists;
  std::map<std::string, std::map<std::string, std::string>> maps;
};

}  // namespace pintu
