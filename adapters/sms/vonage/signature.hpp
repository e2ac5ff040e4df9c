// SPDX-License-Identifier: Apache-2.0
// Signed webhooks of Vonage's SMS API. https://developer.vonage.com/en/getting-started/concepts/signing-messages
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/sms/fields.hpp"

namespace pintu::sms::vonage {

// The account's setting.
enum class Method { md5hash, md5, sha1, sha256, sha512 };

std::optional<Method> method_from(std::string_view name);

// Lower-case hex over "&name=value" of every parameter but `sig`, by name, with & and = in values as _.
std::string sign(Method method, std::string_view secret, const Fields::Pairs& parameters);

// Whether `sig` is right. Its age is not judged, since an adapter has no clock: what comes again is known by its
// messageId.
bool is_signed(const Fields& fields, Method method, std::string_view secret);

}  // namespace pintu::sms::vonage
