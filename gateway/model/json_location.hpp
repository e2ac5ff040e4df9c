// SPDX-License-Identifier: Apache-2.0
// A place as JSON, {"lat","lon","name"}, for the json*.cpp files of this folder only.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "gateway/model/inbound.hpp"

namespace pintu::fields {

nlohmann::json location_json(const Location& location);
std::optional<Location> location_from(const nlohmann::json& value);

// Adds it under `key`; a place that is no place on Earth is left out, so that what is stored can be read.
void put_location(nlohmann::json& out, const char* key, const std::optional<Location>& location);

}  // namespace pintu::fields
