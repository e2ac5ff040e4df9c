// SPDX-License-Identifier: Apache-2.0
#include "scripts/random_talk.hpp"

#include <algorithm>

#include "adapters/registry.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs::test {

using namespace std::chrono_literals;

namespace {

const Instant monday_ten{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4} + 3h};

const std::vector<std::string> lines{
    "lampu jalan di depan rumah saya mati sudah seminggu",
    "sampah di pasar cileunyi menumpuk dan bau",
    "kemarin",
    "sejak bulan lalu",
    "Jl. Dago 10",
    "di Cihampelas 5",
    "tempatnya di Riau eh bukan, di Cihampelas, kemarin eh hari Minggu",
    "ya",
    "tidak",
    "tidak tahu",
    "1",
    "2",
    "77",
    "78",
    "79",
    "31",
    "32",
    "33",
    "91",
    "92",
    "lampu",
    "sampah",
    "0812 3456 7890",
    "dua puluh",
    "batal",
    "kembali",
    "ubah",
    "ubah isian1",
    "isian2nya 3 Mei",
    "lewati",
    "lanjut",
    "mulai baru",
    "mulai uji",
    "selesai",
    "kirim",
    "petugas",
    "status",
    "menu",
    "bantuan",
    "ulang",
    "berhenti",
    "data",
    "hapus data",
    "halo",
    "terima kasih",
    "sudah",
    "xyzzy",
    "",
    "...",
    "😀",
    "{isian1}",
    "*tebal* _miring_",
    "air sungai mulai naik ke jalan",
    "tolong kebakaran di rumah sebelah",
    "darurat",
    "sudah padam",
    "english",
    "sunda",
};

const std::vector<AttachmentKind> files{AttachmentKind::image,    AttachmentKind::video,   AttachmentKind::audio,
                                        AttachmentKind::voice,    AttachmentKind::sticker, AttachmentKind::contact,
                                        AttachmentKind::document, AttachmentKind::image};

const std::vector<Duration> pauses{1s, 9s, 30s, 2min, 11min, 31min, 5h, 26h, 24h * 8};

// What a test of sameness compares of a turn.
std::string trace(const Turn& turn) {
  std::string all = to_json(turn.next);
  for (const auto& effect : turn.effects) {
    all += "\n" + std::to_string(effect.index());
    std::visit(overloaded{[&](const Reply& reply) {
                            all += reply.message.text + reply.asks;
                            for (const auto& choice : reply.message.choices) all += choice.id + choice.label;
                          },
                          [&](const SetTimer& timer) { all += timer.name + to_rfc3339(timer.due); },
                          [&](const Handoff& handoff) { all += handoff.desk + handoff.text; },
                          [&](const RaiseCase& raised) { all += raised.kind + raised.text; },
                          [&](const Took& took) { all += took.rule; }, [](const auto&) {}},
               effect);
  }
  return all;
}

}  // namespace

RandomTalk::RandomTalk(ScriptSet set, std::string channel)
    : channel_(std::move(channel)), renderer_(*renderer_for(channel_)), now_(monday_ten) {
  library_.add(std::make_shared<const ScriptSet>(std::move(set)));
  contacts_.values = {{"bahaya", "112"},     {"darurat", "112"},     {"pengelola", "Dinas Uji"},
                      {"jam.buka", "08.00"}, {"jam.tutup", "16.00"}, {"simpan", "90 hari"}};
}

void RandomTalk::tell(std::string line) {
  constexpr std::size_t most = 14;
  told_.push_back(std::move(line));
  if (told_.size() > most) told_.erase(told_.begin());
}

void RandomTalk::broken(const std::string& what) const {
  std::string all = what;
  for (const auto& line : told_) all += "\n    " + line;
  throw Broken(all);
}

Turn RandomTalk::advanced(const DialogEvent& event) const {
  const Context context{.now = now_,
                        .fresh = *ReportNumber::read("7K2M9QX3"),
                        .random = "0123456789abcdef",
                        .channel = channel_,
                        .person_name = "Budi",
                        .contacts = contacts_,
                        .promises = promises_,
                        .renderer = renderer_,
                        .has_desk_open = messages_ % 2 == 0};
  return advance(library_, context, conversation_, event);
}

void RandomTalk::happen(const DialogEvent& event) {
  if (const auto* said = std::get_if<InboundHappened>(&event)) {
    tell("> " + said->inbound.text + said->inbound.tap +
         (said->inbound.attachments.empty() ? "" : std::string(to_string(said->inbound.attachments[0].kind))));
  } else if (const auto* timer = std::get_if<TimerHappened>(&event)) {
    tell("> timer " + timer->name);
  } else if (const auto* officer_acts = std::get_if<OfficerHappened>(&event)) {
    tell("> officer " + std::to_string(static_cast<int>(officer_acts->what)));
  } else {
    tell("> event " + std::to_string(event.index()));
  }
  const auto turn = advanced(event);
  if (trace(turn) != trace(advanced(event))) broken("the same turn went two ways");
  const auto restored = conversation_from_json(to_json(turn.next));
  if (!restored || *restored != turn.next) broken("the conversation does not survive being stored");
  const Conversation before = std::exchange(conversation_, *restored);
  rule_.clear();
  erased_ = false;
  for (const auto& effect : turn.effects) take(effect);
  check_ends_well();
  check_nothing_lost(before);
  if (!erased_) return;
  conversation_ = {};
  timers_.clear();
  happen(ErasedHappened{});
}

void RandomTalk::take(const Effect& effect) {
  std::visit(overloaded{[&](const Reply& reply) {
                          tell("< " + reply.message.text + " [" + reply.step + "]");
                          check_reply(reply);
                          replies_.push_back(reply);
                          for (const auto& choice : reply.message.choices) ids_.push_back(choice.id);
                        },
                        [&](const SetTimer& timer) {
                          std::erase_if(timers_, [&](const SetTimer& t) { return t.name == timer.name; });
                          timers_.push_back(timer);
                        },
                        [&](const StopTimer& stop) {
                          std::erase_if(timers_, [&](const SetTimer& t) { return t.name == stop.name; });
                        },
                        [&](const FileReport&) {
                          auto& reports = conversation_.reports;
                          if (!reports.empty()) reports.back().id = static_cast<std::int64_t>(reports.size());
                        },
                        [&](const RaiseCase&) { ++cases_; }, [&](const EraseParty&) { erased_ = true; },
                        [&](const Took& took) { rule_ = took.rule; }, [](const auto&) {}},
             effect);
}

void RandomTalk::check_reply(const Reply& reply) const {
  const auto& message = reply.message;
  if (message.text.empty()) broken("an empty message (asks: " + reply.asks + ")");
  if (message.text.find("{isian") != std::string::npos && message.text.find("{isian1}") == std::string::npos)
    broken("braces in: " + message.text);
  for (const auto& choice : message.choices) {
    if (choice.id.size() > 64) broken("an option's id is too long: " + choice.id);
    if (choice.label.empty()) broken("a button without a label");
  }
  const auto rendered = renderer_.render(message);
  if (!rendered.faults.empty()) broken("over a limit of " + channel_ + ": " + rendered.faults.front());
}

void RandomTalk::check_ends_well() const {
  if (conversation_.drafts.size() > 3) broken("more than 3 drafts");
  if (!conversation_.talk) return;
  const auto& stack = conversation_.talk->stack;
  if (stack.empty() || stack.size() > 4) broken("a stack of " + std::to_string(stack.size()));
  const auto& frame = stack.back();
  const auto* script = set().find(frame.script);
  const auto* step = script == nullptr ? nullptr : script->step(frame.step);
  if (step == nullptr) broken("the open step is not in its script");
  const bool asks = std::holds_alternative<AskStep>(step->body) || std::holds_alternative<ChooseStep>(step->body) ||
                    std::holds_alternative<ReviewStep>(step->body) || frame.bookkeeping == "live" ||
                    frame.bookkeeping.starts_with("asked:");
  if (!asks && conversation_.pending_ask.empty())
    broken("the talk rests at " + frame.script + "/" + frame.step + ", which asks nothing");
}

// A filled slot keeps its value, or what it was stands in its history.
void RandomTalk::check_nothing_lost(const Conversation& before) const {
  if (!before.talk || !conversation_.talk || before.talk->began != conversation_.talk->began) return;
  const auto& was = before.talk->stack.front();
  const auto& is = conversation_.talk->stack.front();
  if (was.script != is.script) return;
  for (const auto& [name, old] : was.slots) {
    const auto* script = set().find(was.script);
    const auto* slot = script == nullptr ? nullptr : script->slot(name);
    const bool secret = slot != nullptr && slot->kind == SlotKind::secret;  // has no history
    if (old.skipped || old.guessed || secret || name.starts_with("~")) continue;
    const auto it = is.slots.find(name);
    if (it == is.slots.end()) broken("the slot " + name + " is gone");
    const auto& now = it->second;
    const bool same = now.value == old.value || now.text.starts_with(old.text);
    const bool more = now.media.size() >= old.media.size() && !now.media.empty();
    if (!same && !more && now.earlier.size() <= old.earlier.size() && now.earlier.size() < 20)
      broken("the slot " + name + " lost \"" + old.value + "\" (now \"" + now.value + "\") by " + rule_);
  }
}

void RandomTalk::says(const std::string& text) {
  replies_.clear();
  now_ += 1s;
  InboundHappened said;
  said.inbound.from = "7";
  said.inbound.id = std::to_string(++messages_);
  said.inbound.text = text;
  happen(said);
}

void RandomTalk::sends(AttachmentKind kind) {
  replies_.clear();
  now_ += 1s;
  InboundHappened said;
  said.inbound.id = std::to_string(++messages_);
  said.inbound.attachments.push_back({kind, "ref", "", "", 0});
  said.media = {std::to_string(1000 + messages_)};
  happen(said);
}

void RandomTalk::pins() {
  replies_.clear();
  now_ += 1s;
  InboundHappened said;
  said.inbound.id = std::to_string(++messages_);
  said.inbound.location = Location{-6.9, 107.6, {}};
  happen(said);
}

void RandomTalk::taps(const std::string& id) {
  replies_.clear();
  now_ += 1s;
  InboundHappened said;
  said.inbound.kind = InboundKind::tap;
  said.inbound.id = std::to_string(++messages_);
  said.inbound.tap = id;
  happen(said);
}

void RandomTalk::waits(Duration by) {
  replies_.clear();
  const Instant end = now_ + by;
  for (int fired = 0; fired < 200; ++fired) {
    const auto next = std::ranges::min_element(timers_, {}, &SetTimer::due);
    if (next == timers_.end() || next->due > end) break;
    const SetTimer timer = *next;
    timers_.erase(next);
    now_ = std::max(now_, timer.due);
    happen(TimerHappened{timer.name, timer.epoch, timer.detail});
    if (fired == 199) broken("timers set each other without end");
  }
  now_ = end;
}

void RandomTalk::reports(ReportHappened::What what) {
  replies_.clear();
  if (conversation_.reports.empty()) return;
  ReportHappened news;
  news.report = conversation_.reports.back().id;
  news.what = what;
  news.agency_id = "9188891";
  news.reason = "kurang lengkap";
  happen(news);
}

void RandomTalk::officer(OfficerHappened::What what) {
  replies_.clear();
  happen(OfficerHappened{"Ani", "Baik, kami periksa.", what});
}

void RandomTalk::random_event(Tape& tape) {
  switch (tape.next(16)) {
    case 0:
      sends(tape.of(files));
      return;
    case 1:
      pins();
      return;
    case 2:
      waits(tape.of(pauses));
      return;
    case 3:
    case 4:
      if (!ids_.empty()) taps(ids_[ids_.size() - 1 - tape.next(std::min<std::size_t>(ids_.size(), 12))]);
      return;
    case 5:
      reports(static_cast<ReportHappened::What>(tape.next(4)));
      return;
    case 6:
      officer(static_cast<OfficerHappened::What>(tape.next(4)));
      return;
    case 7:
      says(tape.of(lines));
      waits(30s);
      return;
    default:
      says(tape.of(lines));
  }
}

}  // namespace pintu::dialogs::test
