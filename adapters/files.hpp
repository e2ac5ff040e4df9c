// SPDX-License-Identifier: Apache-2.0
// What adapters share about files that people send.
#pragma once

#include <string>
#include <string_view>

#include "gateway/model/inbound.hpp"

namespace pintu {

// A name of our own ("foto-1a2b3c4d.jpg"): what the sender called it may hold anything. Of `called`, a path or a name
// from outside, only a harmless ending is kept. The same file has the same name each time.
std::string generated_name(const Attachment& attachment, std::string_view called);

}  // namespace pintu
