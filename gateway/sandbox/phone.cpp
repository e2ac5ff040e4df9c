// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/phone.hpp"

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/reading.hpp"
#include "gateway/sandbox/sample_files.hpp"

namespace pintu::sandbox {

namespace {

http::Response no(int status, const char* why) { return json_response(status, dump({{"error", why}})); }

std::string sample(FileKind kind) {
  switch (kind) {
    case FileKind::photo:
      return sample_photo(sample_latitude, sample_longitude);
    case FileKind::voice:
      return sample_voice();
    case FileKind::video:
      return sample_video(sample_latitude, sample_longitude);
  }
  return {};
}

http::Response send_file(Phone& phone, FileKind kind, const Json& body) {
  auto bytes = body.contains("bytes") ? crypto::from_base64(text_of(body, "bytes")) : sample(kind);
  if (!bytes || bytes->empty()) return no(400, "bytes as base64 are wanted");
  return phone.send_file(kind, *std::move(bytes), text_of(body, "caption")) ? json_response(200, "{}")
                                                                            : no(404, "this phone sends no files");
}

}  // namespace

http::Response act_on(Phone& phone, const std::string& verb, const http::Request& request) {
  const auto body = object_from(request.body);
  if (body.is_null()) return no(400, "a JSON object is wanted");
  if (verb == "say") {
    const auto text = text_of(body, "text");
    if (text.empty()) return no(400, "text is wanted");
    const auto to = text_of(body, "reply_to");
    if (to.empty()) {
      phone.say(text);
    } else {
      phone.reply(to, text);
    }
  } else if (verb == "tap") {
    if (!phone.tap(text_of(body, "id"))) return no(404, "no such button");
  } else if (verb == "pin") {
    if (!member(body, "lat").is_number() || !member(body, "lon").is_number()) return no(400, "lat and lon are wanted");
    if (!phone.pin(number_of(body, "lat"), number_of(body, "lon"))) return no(404, "this phone sends no places");
  } else if (verb == "photo") {
    return send_file(phone, FileKind::photo, body);
  } else if (verb == "voice") {
    return send_file(phone, FileKind::voice, body);
  } else if (verb == "video") {
    return send_file(phone, FileKind::video, body);
  } else if (verb == "forget") {
    phone.forget();
  } else {
    return no(404, "no such act");
  }
  return json_response(200, "{}");
}

}  // namespace pintu::sandbox
