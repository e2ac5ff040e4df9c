// SPDX-License-Identifier: Apache-2.0
// The way to the gateway: what comes within a moment goes as one signed body.
#include <algorithm>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

using namespace std::chrono_literals;

namespace {

constexpr Duration gather_for = 10ms;
constexpr std::size_t most_changes = 20;  // of one body
constexpr const char* account = "102290129340398";
constexpr const char* display_number = "15550001234";

}  // namespace

void FakeGraph::tell_status(const std::string& person, ChatLine& line, const std::string& status,
                            const GraphFault& fault) {
  line.status = status;
  const auto who = profile(person);
  Json told{{"id", line.id}, {"status", status}, {"timestamp", std::to_string(seconds())}};
  if (who.contains("wa_id")) told["recipient_id"] = who["wa_id"];
  told["recipient_user_id"] = who["user_id"];
  if (const auto key = text_of(line.message, "biz_opaque_callback_data"); !key.empty()) {
    told["biz_opaque_callback_data"] = key;
  }
  if (fault.code != 0) {
    told["errors"] = Json::array({graph_status_error(fault)});
  } else if (status != "read") {
    told["conversation"] = {{"id", crypto::to_hex(crypto::sha256(person)).substr(0, 32)},
                            {"origin", {{"type", "service"}}}};
    told["pricing"] = {
        {"billable", false}, {"pricing_model", "PMP"}, {"category", "service"}, {"type", "free_customer_service"}};
  }
  change({person, {}, {{"statuses", {std::move(told)}}}});
}

void FakeGraph::change(Change change) {
  change.value["messaging_product"] = "whatsapp";
  change.value["metadata"] = {{"display_phone_number", display_number}, {"phone_number_id", number_.phone_number_id}};
  changes_.push_back(std::move(change));
  if (gathering_) return;
  gathering_ = true;
  loop_.after(gather_for, [this, alive = alive_] {
    if (!*alive) return;
    gathering_ = false;
    flush();
  });
}

std::string FakeGraph::lane_of(const std::string& person) const {
  return std::to_string(std::hash<std::string>{}(person) % lanes_);
}

void FakeGraph::flush() {
  while (verified_ && !changes_.empty()) {
    const auto lane = lane_of(changes_.front().person);
    std::vector<Change> batch, others;
    for (auto& change : changes_) {
      const bool fits = batch.size() < most_changes && lane_of(change.person) == lane;
      (fits ? batch : others).push_back(std::move(change));
    }
    changes_ = std::move(others);
    auto request = webhook(batch);
    webhooks_.send(lane, std::move(request), [this, batch = std::move(batch)](bool ok, const http::Exchange&) {
      if (ok) taken(batch);
    });
  }
}

http::Request FakeGraph::webhook(const std::vector<Change>& changes) const {
  Json list = Json::array();
  for (const auto& each : changes) list.push_back({{"field", "messages"}, {"value", each.value}});
  const Json body{{"object", "whatsapp_business_account"},
                  {"entry", {{{"id", account}, {"changes", std::move(list)}}}}};
  http::Request request;
  request.method = "POST";
  request.target = webhook_;
  // Meta writes everything outside ASCII as \uXXXX, and the signature is over that.
  request.body = body.dump(-1, ' ', true, Json::error_handler_t::replace);
  request.headers.add("Content-Type", "application/json");
  request.headers.add("User-Agent", "facebookexternalua");
  request.headers.add("X-Hub-Signature-256",
                      "sha256=" + crypto::to_hex(crypto::hmac_sha256(number_.app_secret, request.body)));
  request.timeout = 20s;
  return request;
}

void FakeGraph::taken(const std::vector<Change>& changes) {
  for (const auto& each : changes) {
    if (each.line.empty() || !people_.contains(each.person)) continue;
    auto* line = find(each.person, each.line);
    if (line == nullptr || line->status != "waiting") continue;
    line->status = "delivered";
    changed(each.person);
  }
}

void FakeGraph::changed(const std::string& person) {
  if (const auto found = observers_.find(person); found != observers_.end() && found->second) found->second();
}

std::size_t FakeGraph::undelivered() const { return changes_.size() + webhooks_.waiting(); }

}  // namespace pintu::sandbox
