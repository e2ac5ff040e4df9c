// SPDX-License-Identifier: Apache-2.0
// Files that a message points to by URL.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.hpp"

namespace pintu::sms {

// A file by its URL, its kind by what the provider calls its type or, without that, by the URL's ending.
Attachment attachment_of(std::string_view url, std::string_view mime);

// Whether we would fetch from there: https on one of `hosts` ("mms.example", or ".example" with all below it), or
// anything below the base URL `api`.
bool may_fetch(std::string_view url, std::string_view api, std::span<const std::string> hosts);

// The only request of a fetch. No credential that is added to it follows a redirect.
http::Request file_request(std::string url, std::size_t largest);

// The file from the answer to the only request of a fetch, or how it ended; at most `largest` bytes.
FetchStep judge_file(const Exchange& exchange, const Attachment& attachment, std::size_t largest);

}  // namespace pintu::sms
