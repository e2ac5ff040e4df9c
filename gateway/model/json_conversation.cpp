// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "gateway/model/conversation.hpp"
#include "gateway/model/json.hpp"
#include "gateway/model/json_fields.hpp"
#include "gateway/model/json_location.hpp"
#include "gateway/model/json_part.hpp"

namespace pintu {

using fields::Json;
using fields::put;
using fields::Reader;

namespace {

Json slot_json(const SlotValue& slot) {
  Json out = Json::object();
  put(out, "text", slot.text);
  put(out, "value", slot.value);
  put(out, "shown", slot.shown);
  put(out, "guessed", slot.guessed);
  put(out, "skipped", slot.skipped);
  fields::put_location(out, "pin", slot.pin);
  put(out, "media", slot.media);
  put(out, "earlier", slot.earlier);
  return out;
}

std::optional<SlotValue> slot_from(const Json& value) {
  Reader in(value);
  SlotValue slot;
  in.read("text", slot.text);
  in.read("value", slot.value);
  in.read("shown", slot.shown);
  in.read("guessed", slot.guessed);
  in.read("skipped", slot.skipped);
  in.read_object("pin", slot.pin, fields::location_from);
  in.read("media", slot.media);
  in.read("earlier", slot.earlier);
  return in.ok() ? std::optional(std::move(slot)) : std::nullopt;
}

Json frame_json(const Frame& frame) {
  Json out = Json::object();
  put(out, "script", frame.script);
  put(out, "step", frame.step);
  for (const auto& [name, slot] : frame.slots) out["slots"][name] = slot_json(slot);
  put(out, "flags", frame.flags);
  put(out, "path", frame.path);
  put(out, "return_to", frame.return_to);
  put(out, "tries", std::int64_t{frame.tries});
  put(out, "pieces", frame.pieces);
  put(out, "bookkeeping", frame.bookkeeping);
  return out;
}

std::optional<Frame> frame_from(const Json& value) {
  Reader in(value);
  Frame frame;
  in.read("script", frame.script);
  in.read("step", frame.step);
  for (const auto& [name, item] : in.members("slots")) {
    if (auto slot = slot_from(*item)) {
      frame.slots.emplace(name, *std::move(slot));
    } else {
      in.spoil();
    }
  }
  in.read("flags", frame.flags);
  in.read("path", frame.path);
  in.read("return_to", frame.return_to);
  in.read("tries", frame.tries);
  in.read("pieces", frame.pieces);
  in.read("bookkeeping", frame.bookkeeping);
  return in.ok() ? std::optional(std::move(frame)) : std::nullopt;
}

Json talk_json(const Talk& talk) {
  Json out = Json::object();
  put(out, "version", talk.version);
  put(out, "epoch", std::int64_t{talk.epoch});
  put(out, "began", talk.began);
  for (const auto& frame : talk.stack) out["stack"].push_back(frame_json(frame));
  put(out, "questions", std::int64_t{talk.questions});
  put(out, "calls", std::int64_t{talk.calls});
  return out;
}

std::optional<Talk> talk_from(const Json& value) {
  Reader in(value);
  Talk talk;
  in.read("version", talk.version);
  in.read("epoch", talk.epoch);
  in.read("began", talk.began);
  in.read_list("stack", talk.stack, frame_from);
  in.read("questions", talk.questions);
  in.read("calls", talk.calls);
  return in.ok() ? std::optional(std::move(talk)) : std::nullopt;
}

Json draft_json(const Draft& draft) {
  Json out{{"talk", talk_json(draft.talk)}};
  put(out, "put_aside", draft.put_aside);
  put(out, "until", draft.until);
  put(out, "title", draft.title);
  put(out, "offered_from", draft.offered_from);
  put(out, "parked", draft.parked);
  return out;
}

std::optional<Draft> draft_from(const Json& value) {
  Reader in(value);
  Draft draft;
  std::optional<Talk> talk;
  in.read_object("talk", talk, talk_from);
  if (talk) draft.talk = *std::move(talk);
  in.read("put_aside", draft.put_aside);
  in.read("until", draft.until);
  in.read("title", draft.title);
  in.read("offered_from", draft.offered_from);
  in.read("parked", draft.parked);
  return in.ok() ? std::optional(std::move(draft)) : std::nullopt;
}

Json own_report_json(const OwnReport& report) {
  Json out{{"forward", to_string(report.forward)}, {"state", to_string(report.state)}};
  put(out, "id", report.id);
  put(out, "number", report.number);
  put(out, "title", report.title);
  put(out, "filed", report.filed);
  put(out, "agency_id", report.agency_id);
  put(out, "raw", report.raw);
  put(out, "office", report.office);
  put(out, "note", report.note);
  put(out, "script", report.script);
  put(out, "step", report.step);
  put(out, "version", report.version);
  put(out, "told_accepted", report.told_accepted);
  put(out, "told_delayed", report.told_delayed);
  put(out, "question", report.question);
  put(out, "question_waits", report.question_waits);
  put(out, "question_read", report.question_read);
  put(out, "answer_by", report.answer_by);
  return out;
}

std::optional<OwnReport> own_report_from(const Json& value) {
  Reader in(value);
  OwnReport report;
  in.read("id", report.id);
  in.read("number", report.number);
  in.read("title", report.title);
  in.read("filed", report.filed);
  in.read_word("forward", report.forward, forward_state_from);
  in.read_word("state", report.state, report_state_from);
  in.read("agency_id", report.agency_id);
  in.read("raw", report.raw);
  in.read("office", report.office);
  in.read("note", report.note);
  in.read("script", report.script);
  in.read("step", report.step);
  in.read("version", report.version);
  in.read("told_accepted", report.told_accepted);
  in.read("told_delayed", report.told_delayed);
  in.read("question", report.question);
  in.read("question_waits", report.question_waits);
  in.read("question_read", report.question_read);
  in.read("answer_by", report.answer_by);
  return in.ok() ? std::optional(std::move(report)) : std::nullopt;
}

Json case_json(const OpenCase& open_case) {
  Json out = Json::object();
  put(out, "id", open_case.id);
  put(out, "kind", open_case.kind);
  put(out, "opened", open_case.opened);
  return out;
}

std::optional<OpenCase> case_from(const Json& value) {
  Reader in(value);
  OpenCase open_case;
  in.read("id", open_case.id);
  in.read("kind", open_case.kind);
  in.read("opened", open_case.opened);
  return in.ok() ? std::optional(std::move(open_case)) : std::nullopt;
}

Json piece_json(const Piece& piece) {
  Json out = Json::object();
  put(out, "at", piece.at);
  out["part"] = fields::part_json(piece.part);
  put(out, "text", piece.text);
  put(out, "message_id", piece.message_id);
  return out;
}

std::optional<Piece> piece_from(const Json& value) {
  Reader in(value);
  Piece piece;
  std::optional<Part> part;
  in.read("at", piece.at);
  in.read_object("part", part, fields::part_from);
  in.read("text", piece.text);
  in.read("message_id", piece.message_id);
  if (!in.ok() || !part) return std::nullopt;
  piece.part = *std::move(part);
  return piece;
}

Json waiting_json(const Waiting& waiting) {
  Json out = Json::object();
  put(out, "inbound", to_json(waiting.inbound));
  put(out, "media", waiting.media);
  return out;
}

std::optional<Waiting> waiting_from(const Json& value) {
  Reader in(value);
  std::string words;
  Waiting waiting;
  in.read("inbound", words);
  in.read("media", waiting.media);
  auto inbound = inbound_from_json(words);
  if (!in.ok() || !inbound) return std::nullopt;
  waiting.inbound = *std::move(inbound);
  return waiting;
}

Json said_json(const Said& said) {
  Json out = Json::object();
  put(out, "at", said.at);
  put(out, "text", said.text);
  return out;
}

std::optional<Said> said_from(const Json& value) {
  Reader in(value);
  Said said;
  in.read("at", said.at);
  in.read("text", said.text);
  return in.ok() ? std::optional(std::move(said)) : std::nullopt;
}

}  // namespace

std::string to_json(const Conversation& c) {
  Json out{{"language", c.language}};
  put(out, "sequence", c.sequence);
  put(out, "language_offered", c.language_offered);
  put(out, "offers_language", c.offers_language);
  if (c.talk) out["talk"] = talk_json(*c.talk);
  for (const auto& draft : c.drafts) out["drafts"].push_back(draft_json(draft));
  for (const auto& report : c.reports) out["reports"].push_back(own_report_json(report));
  if (c.open_case) out["open_case"] = case_json(*c.open_case);
  for (const auto& said : c.recent) out["recent"].push_back(said_json(said));
  for (const auto& piece : c.pieces) out["pieces"].push_back(piece_json(piece));
  for (const auto& waiting : c.waiting) out["waiting"].push_back(waiting_json(waiting));
  put(out, "held", c.held);
  put(out, "alias", c.alias);
  put(out, "last_epoch", std::int64_t{c.last_epoch});
  put(out, "first_seen", c.first_seen);
  put(out, "last_inbound", c.last_inbound);
  put(out, "small_talk", c.small_talk);
  put(out, "silenced_maybe", c.silenced_maybe);
  put(out, "silenced_kind", c.silenced_kind);
  put(out, "asked_maybe", c.asked_maybe);
  put(out, "pending_ask", c.pending_ask);
  put(out, "early_media", c.early_media);
  fields::put_location(out, "early_pin", c.early_pin);
  put(out, "stopped", c.stopped);
  put(out, "secret", c.secret);
  put(out, "last_asked_message", c.last_asked_message);
  put(out, "greeted", c.greeted);
  put(out, "owes_hint", c.owes_hint);
  put(out, "unseen", c.unseen);
  put(out, "keyboard_up", c.keyboard_up);
  put(out, "last_asked", c.last_asked);
  put(out, "maybe_asked", c.maybe_asked);
  put(out, "last_photo", c.last_photo);
  put(out, "live_until", c.live_until);
  put(out, "officer", c.officer);
  for (const auto& [name, words] : c.pending_values) out["pending_values"][name] = words;
  return fields::dump(out);
}

std::optional<Conversation> conversation_from_json(std::string_view json) {
  const auto value = fields::parse_object(json);
  if (!value) return std::nullopt;
  Reader in(*value);
  Conversation c;
  in.read("sequence", c.sequence);
  in.read("language", c.language);
  in.read("language_offered", c.language_offered);
  in.read("offers_language", c.offers_language);
  in.read_object("talk", c.talk, talk_from);
  in.read_list("drafts", c.drafts, draft_from);
  in.read_list("reports", c.reports, own_report_from);
  in.read_object("open_case", c.open_case, case_from);
  in.read_list("recent", c.recent, said_from);
  in.read_list("pieces", c.pieces, piece_from);
  in.read_list("waiting", c.waiting, waiting_from);
  in.read("held", c.held);
  in.read("alias", c.alias);
  in.read("last_epoch", c.last_epoch);
  in.read("first_seen", c.first_seen);
  in.read("last_inbound", c.last_inbound);
  in.read("small_talk", c.small_talk);
  in.read("silenced_maybe", c.silenced_maybe);
  in.read("silenced_kind", c.silenced_kind);
  in.read("asked_maybe", c.asked_maybe);
  in.read("pending_ask", c.pending_ask);
  in.read("early_media", c.early_media);
  in.read_object("early_pin", c.early_pin, fields::location_from);
  in.read("stopped", c.stopped);
  in.read("secret", c.secret);
  in.read("last_asked_message", c.last_asked_message);
  in.read("greeted", c.greeted);
  in.read("owes_hint", c.owes_hint);
  in.read("unseen", c.unseen);
  in.read("keyboard_up", c.keyboard_up);
  in.read("last_asked", c.last_asked);
  in.read("maybe_asked", c.maybe_asked);
  in.read("last_photo", c.last_photo);
  in.read("live_until", c.live_until);
  in.read("officer", c.officer);
  for (const auto& [name, words] : in.members("pending_values")) {
    if (words->is_string()) c.pending_values.emplace(name, words->get<std::string>());
  }
  return in.ok() ? std::optional(std::move(c)) : std::nullopt;
}

}  // namespace pintu
