// SPDX-License-Identifier: Apache-2.0
// The way of an update to the bot: webhook, one in flight a chat, or getUpdates.
#include <algorithm>
#include <charconv>

#include "gateway/sandbox/fake_telegram.hpp"
#include "gateway/sandbox/telegram_answer.hpp"

namespace pintu::sandbox {

using namespace std::chrono_literals;

namespace {

constexpr Duration first_wait = 250ms;
constexpr Duration longest_wait = 60s;
constexpr Duration held_for = 2s;
constexpr int longest_retry_after = 3600;
constexpr std::int64_t query_life = 150;          // seconds a tap is offered
constexpr std::int64_t message_life = 24 * 3600;  // seconds anything else is

int retry_after(const http::Response& response) {
  const auto text = response.headers.first("Retry-After").value_or("");
  int seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::clamp(seconds, 0, longest_retry_after);
}

std::string error_of(const http::Exchange& exchange) {
  if (const auto* response = std::get_if<http::Response>(&exchange)) {
    return "Wrong response from the webhook: " + std::to_string(response->status);
  }
  return std::holds_alternative<http::NotSent>(exchange) ? "Connection refused" : "Read timeout expired";
}

}  // namespace

std::size_t FakeTelegram::undelivered() const {
  std::size_t count = 0;
  for (const auto& [chat, state] : chats_) count += state.updates.size() + (state.held.is_null() ? 0 : 1);
  return count;
}

void FakeTelegram::changed(std::int64_t chat) {
  if (const auto found = observers_.find(chat); found != observers_.end() && found->second) found->second();
}

void FakeTelegram::update(std::int64_t chat, Json body) {
  const auto kind = body.begin().key();
  if (!allowed_.empty() && std::ranges::find(allowed_, kind) == allowed_.end()) return changed(chat);
  body["update_id"] = next_update_++;
  auto& state = open(chat);
  if (state.held.is_null() && faults_.next({Fault::reorder})) {
    state.held = std::move(body);
    loop_.after(held_for, [this, alive = alive_, chat, born = state.born] {
      if (*alive && chats_.contains(chat) && chats_[chat].born == born) release(chat);
    });
    return changed(chat);
  }
  queue(chat, std::move(body));
  release(chat);
}

void FakeTelegram::queue(std::int64_t chat, Json body) {
  auto& updates = open(chat).updates;
  if (faults_.next({Fault::duplicate})) updates.push_back(body);
  updates.push_back(std::move(body));
}

// What was held back goes now, behind what came meanwhile.
void FakeTelegram::release(std::int64_t chat) {
  auto& state = open(chat);
  if (!state.held.is_null()) queue(chat, std::exchange(state.held, Json()));
  changed(chat);
  if (!webhook_.empty()) return deliver(chat);
  auto polls = std::exchange(polls_, {});
  for (auto& poll : polls) poll.respond(ok(take_updates(poll.offset, poll.limit)));
}

void FakeTelegram::took(Chat& chat, const Json& update) {
  const auto& message = member(update, "message");
  const auto line = std::ranges::find(chat.lines, integer_of(message, "message_id", -1), &PhoneLine::message_id);
  if (line != chat.lines.end()) line->taken = true;
}

void FakeTelegram::deliver(std::int64_t chat) {
  auto& state = chats_[chat];
  if (webhook_.empty() || state.in_flight || state.updates.empty()) return;
  state.in_flight = true;
  http::Request request;
  request.method = "POST";
  request.target = webhook_;
  request.headers.add("Content-Type", "application/json");
  if (!secret_.empty()) request.headers.add("X-Telegram-Bot-Api-Secret-Token", secret_);
  request.body = dump(state.updates.front());
  request.timeout = 60s;
  client_->exchange(std::move(request),
                    [this, alive = alive_, chat, born = state.born](const http::Exchange& exchange) {
                      if (*alive) delivered(chat, born, exchange);
                    });
}

void FakeTelegram::delivered(std::int64_t chat, std::uint64_t born, const http::Exchange& exchange) {
  const auto it = chats_.find(chat);
  if (it == chats_.end() || it->second.born != born || it->second.updates.empty()) return;
  auto& state = it->second;
  const auto* response = std::get_if<http::Response>(&exchange);
  const auto& first = state.updates.front();
  const auto& query = member(first, "callback_query");
  const auto life = query.is_null() ? message_life : query_life;
  const auto asked = queries_.find(text_of(query, "id"));
  const auto made = query.is_null() ? integer_of(member(first, "message"), "date", now())
                                    : (asked == queries_.end() ? now() : asked->second);
  const bool taken = response != nullptr && response->status / 100 == 2;
  if (taken || now() - made > life) {
    if (taken) took(state, first);
    state.updates.pop_front();
    state.in_flight = false;
    state.tries = 0;
    changed(chat);
    return deliver(chat);
  }
  last_error_ = error_of(exchange);
  last_error_at_ = now();
  Duration wait = state.tries == 0 ? Duration(0) : std::min(first_wait * (1 << std::min(state.tries, 8)), longest_wait);
  ++state.tries;
  if (response != nullptr && retry_after(*response) > 0) wait = std::chrono::seconds(retry_after(*response));
  loop_.after(wait, [this, alive = alive_, chat, born] {
    if (!*alive || !chats_.contains(chat) || chats_[chat].born != born) return;
    chats_[chat].in_flight = false;
    deliver(chat);
  });
}

void FakeTelegram::get_updates(const Json& p, http::Respond respond) {
  if (!webhook_.empty()) {
    return respond(refuse(409,
                          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
                          "the webhook first"));
  }
  for (auto& other : std::exchange(polls_, {})) {
    other.respond(refuse(409,
                         "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
                         "running"));
  }
  const auto offset = integer_of(p, "offset");
  const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(integer_of(p, "limit", 100), 1, 100));
  auto updates = take_updates(offset, limit);
  const auto timeout = std::clamp<std::int64_t>(integer_of(p, "timeout"), 0, 50);
  if (!updates.empty() || timeout == 0) return respond(ok(std::move(updates)));
  const auto number = next_number_++;
  polls_.push_back({std::move(respond), offset, limit, number});
  loop_.after(std::chrono::seconds(timeout), [this, alive = alive_, number] {
    if (!*alive) return;
    const auto poll = std::ranges::find(polls_, number, &Poll::number);
    if (poll == polls_.end()) return;
    poll->respond(ok(Json::array()));
    polls_.erase(poll);
  });
}

// What stands below the offset is confirmed by it; the rest stays until it is.
Json FakeTelegram::take_updates(std::int64_t offset, std::size_t limit) {
  std::vector<Json> all;
  for (auto& [chat, state] : chats_) {
    std::erase_if(state.updates, [&](const Json& each) {
      if (integer_of(each, "update_id") >= offset) return false;
      took(state, each);
      return true;
    });
    all.insert(all.end(), state.updates.begin(), state.updates.end());
  }
  std::ranges::sort(all, {}, [](const Json& each) { return integer_of(each, "update_id"); });
  if (all.size() > limit) all.resize(limit);
  return all;
}

}  // namespace pintu::sandbox
