// SPDX-License-Identifier: Apache-2.0
#include "fuzz/targets.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <vector>

#include "adapters/registry.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/http/request_filter.hpp"
#include "gateway/model/json.hpp"

namespace pintu::fuzz {

namespace {

void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

ChannelConfig configuration(const Target& target) {
  ChannelConfig config;
  config.name = "fuzz";
  config.kind = target.kind;
  config.public_url = "https://gw.example.org/hooks/fuzz";
  config.values = {{"api", "https://far.example.org"},
                   {"token", "1:fuzz"},
                   {"secret", "fuzz"},
                   {"phone_number_id", "106"},
                   {"app_secret", "fuzz"},
                   {"verify_token", "fuzz"},
                   {"account_sid", "AC0123456789abcdef0123456789abcdef"},
                   {"auth_token", "fuzz"},
                   {"api_key", "fuzz"},
                   {"api_secret", "fuzz"},
                   {"username", "fuzz"},
                   {"password", "fuzz"},
                   {"from", "1708"},
                   {"send_path", "/send?to={to}&text={text}"}};
  config.maps["map"] = {{"from", "msisdn"}, {"text", "body"}, {"id", "msgid"}};
  if (target.name == "sms-generic-xml") config.maps["map"] = {{"from", "m/f"}, {"text", "m/t"}, {"id", "m/@id"}};
  return config;
}

const Channel& channel_of(const Target& target) {
  static std::map<std::string, std::unique_ptr<Channel>> made;
  auto& channel = made[target.name];
  if (!channel) {
    auto fresh = make_channel(configuration(target));
    if (!fresh) std::fprintf(stderr, "%s\n", fresh.error().message().c_str());
    must(fresh.has_value(), "the channel can be made");
    channel = *std::move(fresh);
  }
  return *channel;
}

// "METHOD TARGET", fields, an empty line and the body, as a captured request; bytes without an empty line are a body.
http::Request request_of(std::string_view bytes) {
  http::Request request;
  request.method = "POST";
  request.target = "/hooks/fuzz";
  const auto end = bytes.find("\n\n");
  if (end == std::string_view::npos) {
    request.headers.add("Content-Type", "application/json");
    request.body = bytes;
    return request;
  }
  auto head = bytes.substr(0, end);
  request.body = bytes.substr(end + 2);
  for (bool first = true; !head.empty(); first = false) {
    const auto line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(head.size(), line.size() + 1));
    const auto mark = line.find(first ? ' ' : ':');
    if (mark == std::string_view::npos) continue;
    if (first) {
      request.method = line.substr(0, mark);
      request.target = line.substr(mark + 1);
    } else {
      auto value = line.substr(mark + 1);
      if (value.starts_with(' ')) value.remove_prefix(1);
      request.headers.add(std::string(line.substr(0, mark)), std::string(value));
    }
  }
  return request;
}

bool storable(const std::string& text) { return utf8::valid(text) && text.find('\0') == std::string::npos; }

void look_at(const Inbound& event) {
  for (const auto* text : {&event.from, &event.name, &event.id, &event.message_id, &event.text, &event.tap,
                           &event.reply_to, &event.reason, &event.chat, &event.alias, &event.key, &event.referral}) {
    must(storable(*text), "every text is UTF-8 without NUL");
  }
  if (event.location) {
    must(std::abs(event.location->latitude) <= 90 && std::abs(event.location->longitude) <= 180, "a place is on Earth");
  }
  must(utf8::valid(parse_line(event)), "an event can be shown");
  const auto back = inbound_from_json(to_json(event));
  must(back.has_value(), "what is stored can be read");
  must(back->text == event.text && back->from == event.from && back->kind == event.kind,
       "nothing changes in the store");
}

void receive(const Target& target, std::string_view bytes) {
  const auto& channel = channel_of(target);
  const auto request = request_of(bytes);
  static_cast<void>(channel.verification(request));
  static_cast<void>(channel.authentic(request));
  const auto received = channel.receive(request);
  if (!received) return;
  for (const auto& event : received->events) look_at(event);
}

void filter(const Target&, std::string_view bytes) {
  // In one piece and a byte at a time must come to the same verdict.
  const auto whole = http::scan_header(bytes, 0);
  http::HeaderScan stepwise;
  std::size_t seen = 0;
  for (std::size_t n = 1; n <= bytes.size() && !stepwise.size && !stepwise.refusal; ++n) {
    stepwise = http::scan_header(bytes.substr(0, n), seen);
    seen = n;
  }
  must(whole.size == stepwise.size || whole.refusal || stepwise.refusal, "the size does not depend on the pieces");
  if (whole.size) must(*whole.size <= bytes.size(), "a header lies within the bytes");
  const auto request = request_of(bytes);
  const http::RequestHead head{request.method, request.target, 11, request.headers};
  const auto plan = http::judge(head);
  if (plan) must(!plan->chunked || plan->length == 0, "a body has one framing");
  if (const auto path = http::decoded_path(request.target)) {
    must(path->starts_with('/') && path->find("/../") == std::string::npos && path->find('\0') == std::string::npos,
         "a path stays below its root");
  }
}

const std::vector<Target> all{
    {"telegram", receive, "telegram"},
    {"whatsapp", receive, "whatsapp"},
    {"sms-twilio", receive, "sms/twilio"},
    {"sms-kannel", receive, "sms/kannel"},
    {"sms-vonage", receive, "sms/vonage"},
    {"sms-infobip", receive, "sms/infobip"},
    {"sms-generic", receive, "sms/generic"},
    {"sms-generic-xml", receive, "sms/generic"},
    {"http-filter", filter, ""},
};

}  // namespace

std::span<const Target> targets() { return all; }

const Target* find(std::string_view name) {
  for (const auto& target : all) {
    if (target.name == name) return &target;
  }
  return nullptr;
}

}  // namespace pintu::fuzz
