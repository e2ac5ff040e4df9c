// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "adapters/sms/infobip/answer.hpp"
#include "adapters/sms/infobip/infobip.hpp"
#include "adapters/sms/send.hpp"
#include "adapters/wire.hpp"

namespace pintu::sms::infobip {

using wire::Json;

std::string Infobip::body_of(const std::string& to, const OutboundMessage& message, const std::string& text) const {
  Json one{{"sender", settings_.from},
           {"destinations", Json::array({Json{{"to", to.substr(1)}}})},
           {"content", Json{{"text", text}}}};
  if (!settings_.public_url.empty()) {
    one["webhooks"] = Json{{"delivery", Json{{"url", settings_.public_url}}},
                           {"contentType", "application/json"},
                           {"callbackData", message.key}};
  }
  return wire::dump(Json{{"messages", Json::array({std::move(one)})}});
}

SendStep Infobip::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  const auto ready = prepare(message, renderer_, settings_.numbers);
  if (const auto* outcome = std::get_if<SendOutcome>(&ready)) return *outcome;
  const auto& [to, texts] = std::get<Ready>(ready);
  Done done;
  for (const auto& text : texts) {
    if (done.all_ids.size() == so_far.size()) {
      http::Request request;
      request.method = "POST";
      request.target = settings_.api + "/sms/3/messages";
      request.headers.add("Authorization", authorization());
      request.headers.add("Content-Type", "application/json");
      request.headers.add("Accept", "application/json");
      request.body = body_of(to, message, text);
      request.effect = http::Effect::creates;
      return request;
    }
    auto sent = judge_sent(so_far[done.all_ids.size()]);
    if (auto* outcome = std::get_if<SendOutcome>(&sent)) return std::move(*outcome);
    done.all_ids.push_back(std::get<std::string>(std::move(sent)));
  }
  done.external_id = done.all_ids.back();
  return SendOutcome(std::move(done));
}

}  // namespace pintu::sms::infobip
