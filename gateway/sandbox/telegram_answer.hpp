// SPDX-License-Identifier: Apache-2.0
// The Bot API's two kinds of answer. https://core.telegram.org/bots/api#making-requests
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

inline http::Response ok(Json result) {
  return json_response(200, dump(Json{{"ok", true}, {"result", std::move(result)}}));
}

inline http::Response refuse(int code, const std::string& description) {
  return json_response(code, dump(Json{{"ok", false}, {"error_code", code}, {"description", description}}));
}

}  // namespace pintu::sandbox
