// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/chat_session.hpp"

#include <algorithm>

#include "gateway/base/crypto.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::app {

ChatSession::ChatSession(const dialogs::Library& library, const Renderer& renderer, std::string channel,
                         dialogs::Contacts contacts, std::map<std::string, std::string> promises)
    : library_(library),
      renderer_(renderer),
      channel_(std::move(channel)),
      contacts_(std::move(contacts)),
      promises_(std::move(promises)) {}

ChatSession::Heard ChatSession::say(const std::string& text, Instant now) {
  Inbound inbound;
  inbound.text = text;
  return send(std::move(inbound), now);
}

ChatSession::Heard ChatSession::tap(std::size_t number, Instant now) {
  if (number == 0 || number > choices_.size()) return say(std::to_string(number), now);
  Inbound inbound;
  inbound.kind = InboundKind::tap;
  inbound.tap = choices_[number - 1].id;
  inbound.text = choices_[number - 1].label;
  return send(std::move(inbound), now);
}

ChatSession::Heard ChatSession::pin(double latitude, double longitude, Instant now) {
  Inbound inbound;
  inbound.location = Location{latitude, longitude, {}};
  return send(std::move(inbound), now);
}

ChatSession::Heard ChatSession::photo(Instant now) {
  Inbound inbound;
  inbound.attachments.push_back({AttachmentKind::image, "chat", "image/jpeg", {}, 0});
  return send(std::move(inbound), now);
}

ChatSession::Heard ChatSession::voice(Instant now) {
  Inbound inbound;
  inbound.attachments.push_back({AttachmentKind::voice, "chat", "audio/ogg", {}, 0});
  return send(std::move(inbound), now);
}

ChatSession::Heard ChatSession::send(Inbound inbound, Instant now) {
  inbound.from = "chat";
  inbound.id = std::to_string(++messages_);
  inbound.message_id = inbound.id;
  inbound.at = now;
  InboundHappened happened{std::move(inbound), {}};
  for (std::size_t i = 0; i < happened.inbound.attachments.size(); ++i)
    happened.media.push_back(std::to_string(messages_));
  return advance(happened, now);
}

std::optional<Instant> ChatSession::next_timer() const {
  std::optional<Instant> next;
  for (const auto& [name, timer] : timers_) next = std::min(next.value_or(timer.due), timer.due);
  return next;
}

ChatSession::Heard ChatSession::fire(Instant now) {
  Heard all;
  for (;;) {
    const auto due = std::ranges::find_if(timers_, [&](const auto& entry) { return entry.second.due <= now; });
    if (due == timers_.end()) return all;
    const SetTimer timer = due->second;
    timers_.erase(due);
    auto heard = advance(TimerHappened{timer.name, timer.epoch, timer.detail}, now);
    std::ranges::move(heard.lines, std::back_inserter(all.lines));
    std::ranges::move(heard.notes, std::back_inserter(all.notes));
  }
}

ChatSession::Heard ChatSession::advance(const DialogEvent& event, Instant now) {
  const dialogs::Context context{.now = now,
                                 .fresh = ReportNumber::draw(),
                                 .random = crypto::random_bytes(16),
                                 .channel = channel_,
                                 .person_name = {},
                                 .contacts = contacts_,
                                 .promises = promises_,
                                 .renderer = renderer_,
                                 .has_desk_open = false};
  auto turn = dialogs::advance(library_, context, conversation_, event);
  conversation_ = std::move(turn.next);
  Heard heard;
  for (const auto& effect : turn.effects) take(effect, heard, now);
  return heard;
}

void ChatSession::take(const Effect& effect, Heard& heard, Instant now) {
  std::visit(overloaded{
                 [&](const Reply& reply) {
                   choices_ = reply.message.choices;
                   heard.lines.push_back({renderer_.render(reply.message), reply.step, reply.asks});
                 },
                 [&](const FileReport& filed) {
                   ++reports_;
                   for (auto& own : conversation_.reports) {
                     if (own.number == filed.report.number.compact()) own.id = reports_;
                   }
                   heard.notes.push_back("laporan " + filed.report.number.shown() + " → " + filed.report.agency);
                 },
                 [&](const SetTimer& timer) { timers_[timer.name] = timer; },
                 [&](const StopTimer& timer) { timers_.erase(timer.name); },
                 [&](const Handoff& handoff) { heard.notes.push_back("petugas: " + handoff.desk); },
                 [&](const RaiseCase& raised) {
                   heard.notes.push_back("darurat: " + raised.kind + " (" + raised.grade + ")");
                 },
                 [&](const AnswerAgency&) { heard.notes.push_back("tambahan → dinas"); },
                 [&](const EraseParty&) {
                   conversation_ = Conversation{};
                   timers_.clear();
                   auto answer = advance(ErasedHappened{}, now);
                   std::ranges::move(answer.lines, std::back_inserter(heard.lines));
                 },
                 [&](const ExportParty&) { heard.notes.push_back("data saya"); },
                 [&](const Took& took) { heard.took = took.rule; },
             },
             effect);
}

}  // namespace pintu::app
