// SPDX-License-Identifier: Apache-2.0
// Everything beyond the gateway in a trial: the person's phone, the officers' phones, agencies, and the networks
// between, with the faults that a test asks for. Nothing here is lost when the gateway dies.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/agency.hpp"
#include "adapters/channel.hpp"
#include "gateway/base/loop.hpp"
#include "gateway/http/client.hpp"
#include "gateway/model/outbound.hpp"
#include "gateway/model/report.hpp"

namespace pintu::trial {

inline constexpr std::string_view connector_url = "https://connector/";  // and its name

// The process ends at this very place. No std::exception, so that nobody takes it for a fault of a step.
struct Killed {};

// A message on somebody's phone.
struct Arrival {
  Instant at;
  std::string to;
  OutboundMessage message;
};

// What a connector was asked by which step, and what came of it.
struct Called {
  std::string step;  // "SCRIPT/STEP"
  std::string outcome;
};

// A report as an agency got it.
struct Filed {
  Instant at;
  std::string agency;
  pintu::Report report;
};

// How an agency or a connector behaves. An agency without an outcome accepts; a connector without one fails.
struct Behaviour {
  std::string outcome;  // diterima, tertunda, ditolak, perlu_orang; of a connector what its step routes
  std::map<std::string, std::string> give;  // nomor, alasan; what a connector answers
  Duration down{0};                         // unreachable for so long from the start
  Duration slow{0};                         // answers after so long
  bool refuses = false;
  bool dies_after = false;  // the gateway dies when this has its report
  int asked = 0;            // how often it was tried
};

// How the network to the phones behaves.
struct Network {
  Duration throttled{0};       // the provider takes nothing for so long from the start
  bool window_closes = false;  // after the person's next message the provider takes nothing before the one after it
  bool dies_after = false;     // the gateway dies when the next message to the person is out
};

// One channel with the renderer of a real phone; its wire format is our own JSON.
class TrialChannel final : public Channel {
 public:
  TrialChannel(std::string kind, const Renderer& renderer) : kind_(std::move(kind)), renderer_(renderer) {}
  std::string_view kind() const override { return kind_; }
  bool authentic(const http::Request&) const override { return true; }
  Result<Received> receive(const http::Request& request) const override;
  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override;
  FetchStep fetch(const Attachment& attachment, std::span<const Exchange> so_far) const override;
  const Renderer& renderer() const override { return renderer_; }
  Limits limits() const override;
  std::optional<Duration> session() const override;

 private:
  std::string kind_;
  const Renderer& renderer_;
};

class TrialAgency final : public Agency {
 public:
  explicit TrialAgency(std::string name) : name_(std::move(name)) {}
  std::string_view kind() const override { return "trial"; }
  SendStep forward(const pintu::Report& report, std::span<const ReportFile> files,
                   std::span<const Exchange> so_far) const override;
  bool tells_status() const override { return false; }
  PollStep poll(const std::string& agency_id, std::span<const Exchange> so_far) const override;
  SendStep follow_up(const std::string& agency_id, const std::string& text, std::span<const ReportFile> files,
                     std::span<const Exchange> so_far) const override;
  double per_minute() const override { return 6000; }
  Duration poll_every() const override { return std::chrono::hours(3); }

 private:
  std::string name_;
};

class FarEnds final : public http::HttpClient {
 public:
  FarEnds(Loop& loop, const Clock& clock) : loop_(loop), clock_(clock), began_(clock.now()) {}

  void exchange(http::Request request, std::function<void(http::Exchange)> done) override;
  // The person wrote: what a closed window held back may come.
  void person_wrote() { window_closed_ = std::exchange(network.window_closes, false); }

  Network network;
  std::map<std::string, Behaviour> behaviours;  // by agency
  std::vector<Arrival> arrivals;                // in the order they came
  std::vector<Filed> filed;
  std::vector<Called> called;
  int turned_away = 0;  // messages that the network to the person did not take

 private:
  http::Exchange to_phone(const std::string& address, const http::Request& request);
  http::Exchange to_connector(const std::string& name, const http::Request& request);
  http::Exchange to_agency(const std::string& name, const http::Request& request);

  Loop& loop_;
  const Clock& clock_;
  Instant began_;
  std::map<std::string, Instant> first_try_;  // by agency
  bool window_closed_ = false;
  int last_id_ = 0;
};

}  // namespace pintu::trial
