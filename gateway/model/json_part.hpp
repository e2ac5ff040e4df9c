// SPDX-License-Identifier: Apache-2.0
// Which piece of a long SMS a text is, as JSON, {"group","number","total"}, for the json*.cpp files of this folder
// only.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "gateway/model/inbound.hpp"

namespace pintu::fields {

nlohmann::json part_json(const Part& part);
std::optional<Part> part_from(const nlohmann::json& value);  // nullopt for a number beyond the total

}  // namespace pintu::fields
