// SPDX-License-Identifier: Apache-2.0
// The Cloud API's error table, and what it takes of files.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/graph_checks.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

struct Words {
  int code;
  int status;
  std::string_view words;
};
constexpr std::array<Words, 34> known{{{0, 401, "AuthException"},
                                       {1, 400, "API Unknown"},
                                       {2, 503, "API Service"},
                                       {3, 500, "API Method"},
                                       {4, 400, "API Too Many Calls"},
                                       {10, 403, "Permission Denied"},
                                       {100, 400, "Invalid parameter"},
                                       {190, 401, "Access token has expired"},
                                       {200, 403, "API Permission"},
                                       {368, 403, "Temporarily blocked for policies violations"},
                                       {80007, 400, "Rate limit issues"},
                                       {130429, 429, "Rate limit hit"},
                                       {130472, 400, "User's number is part of an experiment"},
                                       {131000, 500, "Something went wrong"},
                                       {131005, 403, "Access denied"},
                                       {131008, 400, "Required parameter is missing"},
                                       {131009, 400, "Parameter value is not valid"},
                                       {131016, 503, "Service unavailable"},
                                       {131021, 400, "Recipient cannot be sender"},
                                       {131026, 400, "Message undeliverable"},
                                       {131030, 400, "Recipient phone number not in allowed list"},
                                       {131031, 403, "Account has been locked"},
                                       {131037, 400, "Display name approval needed"},
                                       {131042, 400, "Business eligibility payment issue"},
                                       {131045, 500, "Incorrect certificate"},
                                       {131047, 400, "Re-engagement message"},
                                       {131048, 400, "Spam rate limit hit"},
                                       {131049, 400, "Meta chose not to deliver"},
                                       {131051, 400, "Unsupported message type"},
                                       {131052, 400, "Media download error"},
                                       {131053, 400, "Media upload error"},
                                       {131056, 400, "(Business Account, Consumer Account) pair rate limit hit"},
                                       {131057, 500, "Account in maintenance mode"},
                                       {132001, 404, "Template does not exist"}}};

const Words* words_of(int code) {
  const auto* const found = std::ranges::find(known, code, &Words::code);
  return found == known.end() ? nullptr : found;
}

}  // namespace

std::optional<std::string_view> graph_words(int code) {
  if (code == 132018) return "Template parameter format mismatch";
  const auto* words = words_of(code);
  return words == nullptr ? std::nullopt : std::optional(words->words);
}

http::Response graph_error(const GraphFault& fault) {
  const auto* words = words_of(fault.code);
  Json error{
      {"message", "(#" + std::to_string(fault.code) + ") " + std::string(graph_words(fault.code).value_or("Error"))},
      {"type", "OAuthException"},
      {"code", fault.code},
      {"fbtrace_id", "A" + crypto::to_base64url(crypto::random_bytes(12))}};
  if (!fault.details.empty()) error["error_data"] = {{"messaging_product", "whatsapp"}, {"details", fault.details}};
  auto response = json_response(words == nullptr ? 400 : words->status, dump({{"error", std::move(error)}}));
  if (fault.code == 190) response.headers.add("WWW-Authenticate", R"(OAuth "Facebook Platform" "invalid_token")");
  return response;
}

Json graph_status_error(const GraphFault& fault) {
  const auto words = graph_words(fault.code).value_or("Error");
  return {{"code", fault.code},
          {"title", words},
          {"message", words},
          {"error_data", {{"details", fault.details.empty() ? std::string(words) : fault.details}}}};
}

GraphFault media_fault(std::string_view mime, std::size_t bytes) {
  struct Limit {
    std::string_view mime;
    std::size_t bytes;
  };
  constexpr std::size_t mb = std::size_t{1} << 20U;
  static constexpr Limit limits[] = {
      {"image/jpeg", 5 * mb},
      {"image/png", 5 * mb},
      {"video/mp4", 16 * mb},
      {"video/3gpp", 16 * mb},
      {"audio/aac", 16 * mb},
      {"audio/mp4", 16 * mb},
      {"audio/mpeg", 16 * mb},
      {"audio/amr", 16 * mb},
      {"audio/ogg", 16 * mb},
      {"image/webp", mb / 2},
      {"application/pdf", 100 * mb},
      {"text/plain", 100 * mb},
      {"application/msword", 100 * mb},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", 100 * mb}};
  const auto plain = mime.substr(0, mime.find(';'));
  const auto* const found = std::ranges::find(limits, plain, &Limit::mime);
  if (found == std::end(limits)) {
    return {100,
            "(#100) Param file must be a file with one of the allowed types, not " + std::string(plain.substr(0, 60))};
  }
  if (bytes == 0) return {100, "(#100) The file is empty."};
  return bytes > found->bytes ? GraphFault{131053, "Media file size too big"} : GraphFault{};
}

}  // namespace pintu::sandbox
