// SPDX-License-Identifier: Apache-2.0
// Webhooks that real providers sent, collected outside this repository (../shared/conformance beside the checkout).
// They are read there and never copied; without them a test says that it was skipped.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "gateway/http/message.hpp"
#include "support/catch.hpp"

namespace pintu::test::corpus {

inline const std::filesystem::path folder = PINTU_SOURCE_DIR "/../shared/conformance";

inline bool skipped() {
  if (std::filesystem::is_directory(folder)) return false;
  WARN("skipped: the conformance payloads are not beside this checkout");
  return true;
}

// `name`: "whatsapp/courier-hello.json".
inline std::string bytes_of(const std::string& name) {
  std::ifstream in(folder / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A .txt that begins with a request line is a whole request; everything else is the body of a POST.
inline http::Request request_of(const std::string& name) {
  auto bytes = bytes_of(name);
  http::Request request;
  request.method = "POST";
  request.target = "/hooks/corpus";
  const auto head = bytes.find("\r\n\r\n");
  if (!name.ends_with(".txt") || head == std::string::npos) {
    if (name.ends_with(".json")) request.headers.add("Content-Type", "application/json");
    request.body = std::move(bytes);
    return request;
  }
  request.body = bytes.substr(head + 4);
  std::size_t at = 0;
  while (at < head) {
    const auto end = bytes.find("\r\n", at);
    const auto line = bytes.substr(at, end - at);
    if (at == 0) {
      request.method = line.substr(0, line.find(' '));
      request.target = line.substr(line.find(' ') + 1, line.rfind(' ') - line.find(' ') - 1);
    } else {
      request.headers.add(line.substr(0, line.find(": ")), line.substr(line.find(": ") + 2));
    }
    at = end + 2;
  }
  return request;
}

using Map = std::map<std::string, std::string>;

// How an operator would connect each aggregator by sms/generic, by file.
inline const std::map<std::string, Map>& generic_maps() {
  static const Map zenvia{{"from", "/message/from"},
                          {"text", "/message/contents/0/text"},
                          {"id", "/id"},
                          {"media", "/message/contents/0/fileUrl"},
                          {"lat", "/message/contents/0/latitude"},
                          {"lon", "/message/contents/0/longitude"}};
  static const std::map<std::string, Map> all{
      {"generic-get/macrokiosk-mo.txt",
       {{"from", "from"}, {"text", "text"}, {"id", "msgid"}, {"at", "time"}, {"to", "shortcode"}}},
      {"generic-get/macrokiosk-longcode.txt",
       {{"from", "msisdn"}, {"text", "text"}, {"id", "msgid"}, {"at", "time"}, {"to", "longcode"}}},
      {"generic-get/yo-mo.txt", {{"from", "sender"}, {"text", "message"}}},
      {"generic-get/hormuud-mo.txt",
       {{"from", "Sender"}, {"text", "MessageText"}, {"at", "TimeSent"}, {"to", "ShortCode"}}},
      {"generic-get/highconnection-latin1.txt",
       {{"from", "FROM"}, {"text", "MESSAGE"}, {"id", "ID"}, {"at", "RECEPTION_DATE"}, {"charset", "latin1"}}},
      {"generic-get/africastalking-mo.txt", {{"from", "from"}, {"text", "text"}, {"id", "id"}, {"at", "date"}}},
      {"generic-get/external-mo.txt", {{"from", "sender"}, {"text", "text"}}},
      {"jasmin/mo-gsm7-bytes.txt",
       {{"from", "From"},
        {"text", "content"},
        {"id", "id"},
        {"coding", "coding"},
        {"charset", "gsm7"},
        {"answer", "ACK/Jasmin"}}},
      {"other-sms/clickatell-receiveValidMessageUTF16BE.json",
       {{"from", "fromNumber"}, {"text", "text"}, {"id", "messageId"}, {"at", "timestamp"}, {"charset", "/charset"}}},
      {"other-sms/globe-validMessage.json",
       {{"items", "/inboundSMSMessageList/inboundSMSMessage"},
        {"from", "senderAddress"},
        {"to", "destinationAddress"},
        {"text", "message"},
        {"id", "messageId"},
        {"at", "dateTime"}}},
      {"other-sms/mtn-helloMsg.json",
       {{"from", "/senderAddress"}, {"text", "/message"}, {"id", "/id"}, {"at", "/created"}}},
      {"other-sms/zenvia-validReceive.json", zenvia},
      {"other-sms/zenvia-locationReceive.json", zenvia},
      {"other-sms/zenvia-fileReceive.json", zenvia},
      {"other-sms/wavy-validReceive.json",
       {{"from", "source"}, {"text", "messageText"}, {"id", "id"}, {"at", "receivedAt"}}},
      {"other-sms/bandwidth-helloMsg.json",
       {{"from", "/message/from"}, {"text", "/message/text"}, {"id", "/message/id"}, {"at", "/time"}}},
      {"other-sms/playmobile-validReceive.txt",
       {{"from", "sms-request/message/@msisdn"},
        {"text", "sms-request/message/content"},
        {"id", "sms-request/message/@id"}}},
      {"other-sms/start-validReceive.txt",
       {{"from", "message/from"}, {"text", "message/body"}, {"id", "message/service/@request_id"}}},
  };
  return all;
}

}  // namespace pintu::test::corpus
