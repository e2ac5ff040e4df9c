// SPDX-License-Identifier: Apache-2.0
// The note beside a message in the transcript: what took it, or what it asks. Holds no word of a person.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/model/turn.hpp"

namespace pintu::flow {

std::string note_of(const Reply& reply);  // "asks=lokasi step=lapor-aduan/di-mana"
std::string note_of(const Took& took);    // "rule=answer not=officer at=lapor-aduan/di-mana set=3"
// nullopt: the note is not one of a message that came in.
std::optional<Took> took_of(std::string_view note);

}  // namespace pintu::flow
