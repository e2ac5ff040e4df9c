// SPDX-License-Identifier: Apache-2.0
// The part of clean.hpp that is C++17: no header of ours may be included here that is not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pintu::media {

// The same pages without metadata, authors, actions and attachments, and with nothing of what a phone wrote into the
// JPEGs on them. nullopt when it cannot be read without a password. Throws std::bad_alloc.
std::optional<std::string> scrubbed_pdf(std::string_view bytes);

}  // namespace pintu::media
