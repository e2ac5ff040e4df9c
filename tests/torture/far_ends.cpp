// SPDX-License-Identifier: Apache-2.0
#include "torture/far_ends.hpp"

#include <fmt/format.h>

namespace pintu::torture {

namespace {

constexpr const char* bot_token = "700001:torture";
constexpr std::size_t graph_lanes = 5;

}  // namespace

FarEnds::FarEnds(AsioLoop& loop)
    : graph(loop, {}), telegram(loop, bot_token), sms(loop, {}), lapor(loop, "Bearer torture", "torture") {
  graph.spread_webhooks(graph_lanes);
}

Result<void> FarEnds::start() {
  if (auto started = graph.start(); !started) return started;
  if (auto started = telegram.start(); !started) return started;
  if (auto started = sms.start(); !started) return started;
  return lapor.start();
}

void FarEnds::connect(const std::string& hooks, std::function<void()> done) {
  sms.subscribe(hooks + "/hooks/sms");
  graph.subscribe(hooks + "/hooks/wa", std::move(done));
}

// No limit of ours slows anything down: what is withheld by one would look like what is lost.
std::string FarEnds::configuration(std::uint16_t port, const std::string& hooks, const std::string& folder) const {
  const sandbox::GraphNumber wa;
  const sandbox::SmsNumber number;
  return fmt::format(
      "listen: 127.0.0.1:{0}\nadmin: off\npublic_url: {1}\ndata: {2}/data\nchannels:\n"
      "  wa: {{kind: whatsapp, api: \"{3}\", phone_number_id: \"{4}\", token: {5}, app_secret: {6}, verify_token: "
      "{7}}}\n"
      "  tg: {{kind: telegram, api: \"{8}\", token: \"{9}\", secret: torture-secret, receive: webhook}}\n"
      "  sms: {{kind: sms/kannel, api: \"{10}\", username: {11}, password: {12}, from: \"{13}\", allow_from: "
      "[127.0.0.1]}}\n"
      "agencies:\n  lapor: {{kind: lapor/json, api: \"{14}\", authorization: Bearer torture, token: torture, path: "
      "complaint-jabar, user_id: \"1\", channel: 7, rate: 6000/min, poll: 6h}}\n"
      "promises: {{verifikasi: {{working_days: 3, source: \"SP4N-LAPOR!\"}}}}\n"
      "limits: {{per_citizen: 6000/min}}\n",
      port, hooks, folder, graph.api(), wa.phone_number_id, wa.token, wa.app_secret, wa.verify_token, telegram.base(),
      bot_token, sms.base(), number.username, number.password, number.number, lapor.base());
}

std::size_t FarEnds::undelivered() const { return graph.undelivered() + telegram.undelivered() + sms.undelivered(); }

}  // namespace pintu::torture
