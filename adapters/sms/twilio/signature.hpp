// SPDX-License-Identifier: Apache-2.0
// X-Twilio-Signature. https://www.twilio.com/docs/usage/security#validating-requests
#pragma once

#include <string>
#include <string_view>

#include "adapters/sms/fields.hpp"

namespace pintu::sms::twilio {

// base64 of HMAC-SHA1 over the URL and each parameter's name and value, by name; a name that stands several times has
// its different values in their order.
std::string sign(std::string_view token, std::string_view url, const Fields::Pairs& form);

// Whether Twilio signed the request for the URL `public_url` + its own query, with or without the port that the scheme
// implies, by `token`. A body that is no form is known by its hash, bodySHA256 in the query.
bool is_signed(const http::Request& request, std::string_view public_url, std::string_view token);

}  // namespace pintu::sms::twilio
