// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/send.hpp"

namespace pintu::sms {

std::variant<Ready, SendOutcome> prepare(const OutboundMessage& message, const Renderer& renderer,
                                         const Numbers& numbers) {
  const auto to = read_sender(message.to, numbers.country);
  if (to.kind != SenderKind::phone) return SendOutcome(Rejected{"no-number", true, {}});
  Ready ready{to.address, {}};
  for (auto& bubble : renderer.render(message).bubbles) {
    if (bubble.text.find_first_not_of(" \n\t\r") == std::string::npos) {
      return SendOutcome(Rejected{"empty-text", false, {}});
    }
    ready.texts.push_back(std::move(bubble.text));
  }
  return ready;
}

void add_pair(std::string& form, std::string_view name, std::string_view value) {
  if (!form.empty()) form += '&';
  form += name;
  form += '=';
  form += http::url_encode(value);
}

http::Request form_request(std::string url, std::string form) {
  http::Request request;
  request.method = "POST";
  request.target = std::move(url);
  request.headers.add("Content-Type", "application/x-www-form-urlencoded");
  request.body = std::move(form);
  request.effect = http::Effect::creates;
  return request;
}

}  // namespace pintu::sms
