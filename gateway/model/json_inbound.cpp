// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "gateway/model/json.hpp"
#include "gateway/model/json_fields.hpp"
#include "gateway/model/json_location.hpp"
#include "gateway/model/json_part.hpp"

namespace pintu {

using fields::Json;
using fields::put;
using fields::Reader;

namespace fields {

Json part_json(const Part& part) { return {{"group", part.group}, {"number", part.number}, {"total", part.total}}; }

std::optional<Part> part_from(const Json& value) {
  Reader in(value);
  Part part;
  in.read("group", part.group);
  in.read("number", part.number);
  in.read("total", part.total);
  const bool possible = part.number >= 1 && part.number <= part.total && part.total <= 255;
  return in.ok() && possible ? std::optional(std::move(part)) : std::nullopt;
}

}  // namespace fields

namespace {

Json attachment_json(const Attachment& attachment) {
  Json out{{"kind", to_string(attachment.kind)}};
  put(out, "ref", attachment.ref);
  put(out, "mime", attachment.mime);
  put(out, "name", attachment.name);
  put(out, "size", attachment.size);
  return out;
}

std::optional<Attachment> attachment_from(const Json& value) {
  Reader in(value);
  Attachment attachment;
  in.read_word("kind", attachment.kind, attachment_kind_from);
  in.read("ref", attachment.ref);
  in.read("mime", attachment.mime);
  in.read("name", attachment.name);
  in.read("size", attachment.size);
  return in.ok() ? std::optional(std::move(attachment)) : std::nullopt;
}

}  // namespace

std::string parse_line(const Inbound& inbound) {
  nlohmann::ordered_json out{{"event", to_string(inbound.kind)}};
  const auto text = [&out](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  text("from", inbound.from);
  text("id", inbound.id);
  if (inbound.at) out["at"] = to_rfc3339(*inbound.at);
  text("text", inbound.text);
  text("tap", inbound.tap);
  for (const auto& attachment : inbound.attachments) {
    nlohmann::ordered_json item{{"kind", to_string(attachment.kind)}};
    if (!attachment.ref.empty()) item["ref"] = attachment.ref;
    if (!attachment.mime.empty()) item["mime"] = attachment.mime;
    out["attachments"].push_back(std::move(item));
  }
  if (inbound.location) {
    out["location"] = {{"lat", inbound.location->latitude}, {"lon", inbound.location->longitude}};
  }
  text("reply_to", inbound.reply_to);
  if (inbound.status) out["status"] = to_string(*inbound.status);
  text("reason", inbound.reason);
  return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string to_json(const Inbound& inbound) {
  Json out{{"kind", to_string(inbound.kind)}};
  put(out, "from", inbound.from);
  put(out, "name", inbound.name);
  put(out, "id", inbound.id);
  put(out, "message_id", inbound.message_id);
  put(out, "at", inbound.at);
  put(out, "text", inbound.text);
  put(out, "tap", inbound.tap);
  for (const auto& attachment : inbound.attachments) out["attachments"].push_back(attachment_json(attachment));
  fields::put_location(out, "location", inbound.location);
  put(out, "reply_to", inbound.reply_to);
  put(out, "album", inbound.album);
  if (inbound.status) out["status"] = to_string(*inbound.status);
  put(out, "reason", inbound.reason);
  put(out, "chat", inbound.chat);
  put(out, "forwarded", inbound.forwarded);
  put(out, "moved_to", inbound.moved_to);
  if (inbound.part) out["part"] = fields::part_json(*inbound.part);
  put(out, "alias", inbound.alias);
  put(out, "key", inbound.key);
  put(out, "referral", inbound.referral);
  put(out, "opt_out", inbound.opt_out);
  return fields::dump(out);
}

std::optional<Inbound> inbound_from_json(std::string_view json) {
  const auto value = fields::parse_object(json);
  if (!value) return std::nullopt;
  Reader in(*value);
  Inbound inbound;
  in.read_word("kind", inbound.kind, inbound_kind_from);
  in.read("from", inbound.from);
  in.read("name", inbound.name);
  in.read("id", inbound.id);
  in.read("message_id", inbound.message_id);
  in.read("at", inbound.at);
  in.read("text", inbound.text);
  in.read("tap", inbound.tap);
  in.read_list("attachments", inbound.attachments, attachment_from);
  in.read_object("location", inbound.location, fields::location_from);
  in.read("reply_to", inbound.reply_to);
  in.read("album", inbound.album);
  if (in.find("status") != nullptr) {
    auto status = ReceiptStatus::sent;
    in.read_word("status", status, receipt_status_from);
    inbound.status = status;
  }
  in.read("reason", inbound.reason);
  in.read("chat", inbound.chat);
  in.read("forwarded", inbound.forwarded);
  in.read("moved_to", inbound.moved_to);
  in.read_object("part", inbound.part, fields::part_from);
  in.read("alias", inbound.alias);
  in.read("key", inbound.key);
  in.read("referral", inbound.referral);
  in.read("opt_out", inbound.opt_out);
  return in.ok() ? std::optional(std::move(inbound)) : std::nullopt;
}

}  // namespace pintu
