// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "adapters/sms/fields.hpp"
#include "adapters/sms/send.hpp"
#include "adapters/sms/twilio/answer.hpp"
#include "adapters/sms/twilio/twilio.hpp"

namespace pintu::sms::twilio {

namespace {

constexpr std::string_view whatsapp_prefix = "whatsapp:";

// "+62812…" or, on WhatsApp, "whatsapp:+62812…"; empty for what is neither.
std::string recipient(std::string_view address, const Settings& settings) {
  const auto phone = read_sender(address, settings.numbers.country);
  if (settings.from.starts_with(whatsapp_prefix)) {
    return address.empty() ? std::string() : fmt::format("{}{}", whatsapp_prefix, address);
  }
  return phone.kind == SenderKind::phone ? phone.address : std::string();
}

}  // namespace

std::string Twilio::form_of(const std::string& to, const OutboundMessage& message, std::string_view text) const {
  std::string form;
  add_pair(form, "To", to);
  if (!settings_.from.empty()) add_pair(form, "From", settings_.from);
  if (!settings_.messaging_service_sid.empty()) add_pair(form, "MessagingServiceSid", settings_.messaging_service_sid);
  add_pair(form, "Body", text);
  if (!settings_.public_url.empty()) {
    add_pair(form, "StatusCallback", fmt::format("{}?k={}", settings_.public_url, http::url_encode(message.key)));
  }
  return form;
}

SendStep Twilio::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  const auto to = recipient(message.to, settings_);
  if (to.empty()) return SendOutcome(Rejected{"no-number", true, {}});
  const auto rendering = renderer_.render(message);
  Done done;
  for (const auto& bubble : rendering.bubbles) {
    if (bubble.text.find_first_not_of(" \n\t\r") == std::string::npos) {
      return SendOutcome(Rejected{"empty-text", false, {}});
    }
    if (done.all_ids.size() == so_far.size()) {
      auto request =
          form_request(fmt::format("{}/2010-04-01/Accounts/{}/Messages.json", settings_.api, settings_.account_sid),
                       form_of(to, message, bubble.text));
      request.headers.add("Authorization", basic_auth(settings_.account_sid, settings_.auth_token));
      return request;
    }
    auto sent = judge_sent(so_far[done.all_ids.size()]);
    if (auto* outcome = std::get_if<SendOutcome>(&sent)) return std::move(*outcome);
    done.all_ids.push_back(std::get<std::string>(std::move(sent)));
  }
  done.external_id = done.all_ids.back();
  return SendOutcome(std::move(done));
}

}  // namespace pintu::sms::twilio
