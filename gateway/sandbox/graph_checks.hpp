// SPDX-License-Identifier: Apache-2.0
// What the Cloud API refuses about a message, and its error bodies. Pure.
// https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/http/message.hpp"

namespace pintu::sandbox {

struct GraphFault {
  int code = 0;  // 0 = all is well
  std::string details;
};

// {"error":{message,type,code,error_data{details},fbtrace_id}} with the HTTP status that goes with the code.
http::Response graph_error(const GraphFault& fault);
// The words of a code; nullopt for one that the Cloud API does not have.
std::optional<std::string_view> graph_words(int code);
// The element of `errors` in a status.
nlohmann::json graph_status_error(const GraphFault& fault);

// The fault of a whole body of POST …/messages that is no read mark.
GraphFault message_fault(const nlohmann::json& body);
// The fault of an upload: what the Cloud API takes of each type, and how much.
GraphFault media_fault(std::string_view mime, std::size_t bytes);

}  // namespace pintu::sandbox
