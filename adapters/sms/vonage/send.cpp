// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "adapters/sms/gsm7.hpp"
#include "adapters/sms/send.hpp"
#include "adapters/sms/vonage/answer.hpp"
#include "adapters/sms/vonage/vonage.hpp"

namespace pintu::sms::vonage {

std::string Vonage::form_of(const std::string& to, const OutboundMessage& message, const std::string& text) const {
  std::string form;
  add_pair(form, "api_key", settings_.api_key);
  add_pair(form, "api_secret", settings_.api_secret);
  const bool plus = settings_.from.starts_with('+');
  add_pair(form, "from", std::string_view(settings_.from).substr(plus ? 1 : 0));
  add_pair(form, "to", to.substr(1));
  add_pair(form, "text", text);
  if (!cost_of(text).gsm7) add_pair(form, "type", "unicode");
  add_pair(form, "client-ref", message.key);
  if (!settings_.public_url.empty()) add_pair(form, "callback", settings_.public_url);
  return form;
}

SendStep Vonage::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  const auto ready = prepare(message, renderer_, settings_.numbers);
  if (const auto* outcome = std::get_if<SendOutcome>(&ready)) return *outcome;
  const auto& [to, texts] = std::get<Ready>(ready);
  Done done;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i == so_far.size()) {
      return form_request(settings_.api + "/sms/json", form_of(to, message, texts[i]));
    }
    auto sent = judge_sent(so_far[i]);
    if (auto* outcome = std::get_if<SendOutcome>(&sent)) return std::move(*outcome);
    auto& ids = std::get<std::vector<std::string>>(sent);
    done.all_ids.insert(done.all_ids.end(), ids.begin(), ids.end());
  }
  done.external_id = done.all_ids.back();
  return SendOutcome(std::move(done));
}

}  // namespace pintu::sms::vonage
