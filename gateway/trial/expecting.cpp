// SPDX-License-Identifier: Apache-2.0
// `expect`: what must be true beyond the phone, and what a test has reached.
#include <fmt/format.h>

#include <algorithm>

#include "gateway/trial/play.hpp"

namespace pintu::trial {

namespace {

// A field of a report by the slot's name, in the person's words or as the option's id.
std::vector<std::string> field_of(const pintu::Report& report, const std::string& slot) {
  std::vector<std::string> values;
  for (const auto& field : report.fields) {
    if (field.id != slot) continue;
    values.push_back(field.value);
    if (!field.code.empty()) values.push_back(field.code);
  }
  if (slot == "isi") values.push_back(report.body);
  if (slot == "judul") values.push_back(report.title);
  if (slot == "kategori") values.push_back(report.category);
  if (slot == "lokasi") values.push_back(report.place);
  if (slot == "kejadian") values.insert(values.end(), {report.when, report.date});
  std::erase(values, std::string());
  return values;
}

const SlotValue* slot_in(const Conversation& conversation, const std::string& name) {
  const SlotValue* found = nullptr;
  const auto look = [&](const std::vector<Frame>& stack) {
    for (const auto& frame : stack) {
      const auto it = frame.slots.find(name);
      if (it != frame.slots.end()) found = &it->second;
    }
  };
  for (const auto& draft : conversation.drafts) look(draft.talk.stack);
  if (conversation.talk) look(conversation.talk->stack);
  return found;
}

const std::string& seen(const SlotValue& value) { return value.shown.empty() ? value.text : value.shown; }

bool is(const SlotValue& value, const std::string& wanted) {
  if (value.skipped && wanted == "lewati") return true;
  return value.value == wanted || value.shown == wanted || value.text == wanted;
}

}  // namespace

Play::Wrong Play::missing_sent(const SentExpected& sent) {
  std::vector<std::string> there;
  int times = 0;
  for (const auto& filed : simulator_.far().filed) {
    if (filed.agency != sent.to) continue;
    ++times;
    for (const auto& [slot, wanted_value] : sent.fields) {
      const auto values = field_of(filed.report, slot);
      if (std::ranges::find(values, wanted_value) != values.end()) continue;
      return Failure{
          {}, fmt::format("{} menerima {}: \"{}\"", sent.to, slot, wanted_value), {slot + ": " + joined(values)}, {}};
    }
  }
  const bool right = sent.times ? times == *sent.times : times > 0;
  if (right) return std::nullopt;
  return Failure{{},
                 fmt::format("{} menerima laporan {} kali", sent.to, sent.times.value_or(1)),
                 {fmt::format("diterima {} kali", times)},
                 {}};
}

Play::Wrong Play::missing_handoff(const ExpectLine& line) {
  const auto notes = simulator_.notes();
  std::vector<std::string> there;
  for (const auto& note : notes)
    there.push_back(fmt::format("meja {} ({}): {}", note.desk, to_string(note.lane), note.text));
  if (*line.handoff == "none") {
    if (notes.empty()) return std::nullopt;
    return Failure{{}, "tidak ada meja yang dikabari", there, {}};
  }
  const auto fits = [&](const Note& note) {
    if (note.desk != *line.handoff) return false;
    if (!line.lane.empty() && to_string(note.lane) != line.lane) return false;
    return !line.within || (note.at >= last_said_ && note.at - last_said_ <= *line.within);
  };
  if (std::ranges::any_of(notes, fits)) return std::nullopt;
  if (there.empty()) there.emplace_back("(tidak ada meja yang dikabari)");
  auto expected = "meja " + *line.handoff + " dikabari";
  if (line.within) expected += fmt::format(" dalam {} detik", std::chrono::duration<double>(*line.within).count());
  if (!line.lane.empty()) expected += " sebagai " + line.lane;
  return Failure{{}, expected, there, {}};
}

Play::Wrong Play::missing_slots(const ExpectLine& line) {
  if (line.slots.empty() && line.history.empty()) return std::nullopt;
  const auto conversation = simulator_.conversation().value_or(Conversation{});
  for (const auto& [name, wanted_value] : line.slots) {
    const auto* value = slot_in(conversation, name);
    const bool empty = value == nullptr || (value->skipped && wanted_value != "lewati");
    if (empty ? wanted_value.empty() || wanted_value == "kosong" : is(*value, wanted_value)) continue;
    return Failure{
        {},
        name + ": " + wanted_value,
        {value == nullptr ? name + " belum terisi" : fmt::format("{}: {} ({})", name, seen(*value), value->value)},
        {}};
  }
  for (const auto& [name, wanted_values] : line.history) {
    std::vector<std::string> values;
    if (const auto* value = slot_in(conversation, name)) {
      values = value->earlier;
      values.push_back(seen(*value));
    }
    if (values == wanted_values) continue;
    return Failure{{}, "riwayat " + name + ": " + joined(wanted_values), {joined(values)}, {}};
  }
  return std::nullopt;
}

Play::Wrong Play::missing(const ExpectLine& line) {
  if (line.nothing_sent && !simulator_.far().filed.empty())
    return Failure{{}, "tidak ada laporan yang dikirim", {"dikirim ke " + simulator_.far().filed.front().agency}, {}};
  for (const auto& sent : line.sent) {
    if (auto wrong = missing_sent(sent)) return wrong;
  }
  if (line.bot_messages_at_most) {
    const auto count = std::ranges::count(simulator_.shown(), false, &Shown::opening);
    if (count > *line.bot_messages_at_most)
      return Failure{{},
                     fmt::format("paling banyak {} pesan bot", *line.bot_messages_at_most),
                     {fmt::format("{} pesan", count)},
                     {}};
  }
  if (line.handoff) {
    if (auto wrong = missing_handoff(line)) return wrong;
  }
  if (auto wrong = missing_slots(line)) return wrong;
  if (line.numbers_issued) {
    const auto count = static_cast<int>(simulator_.reports().size());
    if (count != *line.numbers_issued)
      return Failure{
          {}, fmt::format("{} nomor laporan diberikan", *line.numbers_issued), {fmt::format("{} nomor", count)}, {}};
  }
  if (!line.language.empty()) {
    const auto language = simulator_.conversation().value_or(Conversation{}).language;
    if (language != line.language) return Failure{{}, "bahasa warga " + line.language, {language}, {}};
  }
  return std::nullopt;
}

Play::Wrong Play::missing_fault() {
  using Kind = Fault::Kind;
  int crashes = 0;
  for (const auto& fault : test_.faults) {
    std::string never;
    auto& far = simulator_.far();
    switch (fault.kind) {
      case Kind::duplicate_webhooks:
        if (heard_ == 0) never = "duplicate_webhooks";
        break;
      case Kind::duplicate_digit:
        if (doubled_ == 0) never = "duplicate_digit: warga tidak mengirim angka";
        break;
      case Kind::reorder:
        if (swapped_ == 0) never = "reorder: tidak ada dua pesan warga yang berurutan";
        break;
      case Kind::crash_before_commit:
      case Kind::crash_after_commit:
      case Kind::crash_after_send:
        if (++crashes > simulator_.restarts()) never = "crash: daemon tidak pernah sampai di titik itu";
        break;
      case Kind::down:
      case Kind::slow:
      case Kind::refuses:
        if (far.behaviours[fault.target].asked == 0) never = fault.target + " tidak pernah dihubungi";
        break;
      case Kind::throttled:
      case Kind::window_closed:
        if (far.turned_away == 0) never = "kanal tidak pernah menolak pesan";
        break;
    }
    if (!never.empty()) return Failure{test_.mark, "gangguan yang diminta terjadi", {never}, {}};
  }
  return std::nullopt;
}

std::set<std::pair<std::string, std::string>> Play::reached() {
  std::set<std::pair<std::string, std::string>> out;
  for (const auto& step : simulator_.walked()) out.emplace(step, "");
  for (const auto& shown : simulator_.shown()) {
    if (shown.step.find('/') != std::string::npos) out.emplace(shown.step, "");
  }
  for (const auto& call : simulator_.far().called) out.emplace(call.step, call.outcome);
  const auto rows = simulator_.reports();
  for (const auto& own : simulator_.conversation().value_or(Conversation{}).reports) {
    const auto step = own.script + "/" + own.step;
    if (own.told_accepted) out.emplace(step, "diterima");
    if (own.told_delayed) out.emplace(step, "tertunda");
    const auto row = std::ranges::find(rows, own.id, [](const auto& each) { return each.id.value(); });
    if (row == rows.end()) continue;
    if (row->forward == ForwardState::rejected) out.emplace(step, "ditolak");
    if (row->forward == ForwardState::unknown) out.emplace(step, "perlu_orang");
  }
  return out;
}

}  // namespace pintu::trial
