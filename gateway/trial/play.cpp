// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/play.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dialogs/engine/options.hpp"

namespace pintu::trial {

using namespace std::chrono_literals;

namespace {

constexpr Duration reads_for = 5s;  // before a person answers what they see
constexpr Duration types_for = 1s;  // between two messages of theirs
constexpr Duration looks_for = 2s;  // an answer is there by then, or a `wait` is missing
constexpr Duration glance = 100ms;
constexpr Duration looks_ahead = 2min;
constexpr std::size_t most_shown = 6;

bool is_digits(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Setting setting_of(const Test& test, std::shared_ptr<const dialogs::ScriptSet> scripts, const Options& options) {
  Setting setting;
  setting.scripts = std::move(scripts);
  setting.channel = test.channel;
  setting.language = test.language;
  setting.contacts = options.contacts;
  setting.promises = options.promises;
  for (const auto& [name, stub] : test.stubs) {
    auto& behaviour = setting.agencies[name];
    if (!stub.outcome.empty()) behaviour.outcome = stub.outcome;
    behaviour.give = stub.give;
  }
  for (const auto& fault : test.faults) {
    if (fault.target.empty()) continue;
    auto& behaviour = setting.agencies[fault.target];
    if (fault.kind == Fault::Kind::down) behaviour.down = fault.lasts;
    if (fault.kind == Fault::Kind::slow) behaviour.slow = fault.lasts;
    if (fault.kind == Fault::Kind::crash_after_send) behaviour.dies_after = true;
    if (fault.kind != Fault::Kind::refuses) continue;
    behaviour.refuses = true;
    if (!fault.reason.empty()) behaviour.give["alasan"] = fault.reason;
  }
  return setting;
}

}  // namespace

Play::Play(const Test& test, std::shared_ptr<const dialogs::ScriptSet> scripts, const Options& options)
    : test_(test),
      simulator_(setting_of(test, std::move(scripts), options)),
      viewer_{simulator_.scripts(), test.channel, test.language} {
  using Kind = Fault::Kind;
  for (const auto& fault : test.faults) {
    if (fault.kind == Kind::duplicate_webhooks) simulator_.deliveries = std::max(fault.times, 1);
    if (fault.kind == Kind::duplicate_digit) double_digits_ = true;
    if (fault.kind == Kind::reorder) reorder_ = true;
    if (fault.kind == Kind::crash_before_commit) simulator_.next_crash.push_back(CrashAt::before_commit);
    if (fault.kind == Kind::crash_after_commit) simulator_.next_crash.push_back(CrashAt::after_commit);
    if (fault.kind == Kind::crash_after_send && fault.target.empty()) simulator_.far().network.dies_after = true;
    if (fault.kind == Kind::window_closed) simulator_.far().network.window_closes = true;
    if (fault.kind == Kind::throttled) simulator_.far().network.throttled = fault.lasts;
  }
}

std::vector<Failure> Play::run() {
  const auto fail_at = [&](Failure failure, const dialogs::Mark& mark) {
    failure.mark = mark;
    return std::vector<Failure>{std::move(failure)};
  };
  if (test_.start_at) {
    if (auto started = simulator_.start_at(*test_.start_at); !started)
      return fail_at({{}, "uji dimulai di langkah " + test_.start_at->step, {}, started.error().message()},
                     test_.start_mark);
  }
  for (std::size_t at = 0; at < test_.lines.size(); ++at) {
    const auto& line = test_.lines[at];
    const bool last = at + 1 == test_.lines.size();
    followed_by_user_ = !last && std::holds_alternative<UserLine>(test_.lines[at + 1].what);
    auto wrong = std::visit([this](const auto& what) { return act(what); }, line.what);
    if (!wrong) wrong = threw();
    if (wrong) return fail_at(*std::move(wrong), line.mark);
  }
  say_what_is_held();
  if (auto wrong = at_the_end()) return {*std::move(wrong)};
  return {};
}

// A script that cannot be walked: the ledger set the message aside.
Play::Wrong Play::threw() {
  const auto parked = simulator_.parked();
  if (parked.empty()) return std::nullopt;
  return Failure{{}, "naskah berjalan tanpa kesalahan", {"pesan warga disisihkan: " + parked.front()}, {}};
}

Result<void> Play::tap(const UserLine& line, Said& said) {
  if (!line.from_step.empty()) {
    const auto conversation = simulator_.conversation();
    if (!conversation || !conversation->talk || conversation->talk->epoch == 0)
      return fail(Errc::not_found, "belum ada pertanyaan yang lebih dulu");
    said.tap = dialogs::engine::option_id(*conversation, conversation->talk->version, conversation->talk->epoch - 1,
                                          line.from_step, line.tap);
    said.text = line.tap;
    return {};
  }
  const auto& shown = simulator_.shown();
  std::string last;
  for (auto message = shown.rbegin(); message != shown.rend(); ++message) {
    const auto& choices = message->message.choices;
    if (last.empty() && !choices.empty()) last = joined(offers(*message));
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (option_of(choices[i].id) != line.tap && choices[i].label != line.tap) continue;
      if (test_.channel == "sms") {
        said.text = choices[i].code.empty() ? std::to_string(i + 1) : choices[i].code;
        return {};
      }
      said.tap = choices[i].id;
      said.text = choices[i].label;
      return {};
    }
  }
  return fail(Errc::not_found, last.empty() ? "tidak ada tombol di layar" : "pilihan di layar: " + last);
}

Result<Said> Play::said_by(const UserLine& line) {
  Said said;
  said.text = line.text;
  said.pin = line.pin;
  said.photos = line.photos;
  said.voice = line.voice;
  said.sticker = line.sticker;
  said.edits_last = line.edit;
  if (!line.tap.empty()) {
    if (auto found = tap(line, said); !found) return std::unexpected(found.error());
  }
  return said;
}

void Play::pause_before(const UserLine& line) {
  if (line.wait) {
    simulator_.pass(*line.wait);
    return;
  }
  const auto& shown = simulator_.shown();
  const Instant seen = shown.empty() ? Instant{} : shown.back().at;
  Instant ready = heard_any_ ? last_said_ + types_for : simulator_.now();
  if (!shown.empty() && seen >= last_said_) ready = std::max(ready, seen + reads_for);
  if (ready > simulator_.now()) simulator_.pass(ready - simulator_.now());
}

void Play::say(const Said& said) {
  simulator_.hear(said);
  const bool again = double_digits_ && is_digits(said.text) && said.tap.empty();
  ++heard_;
  if (!again) return;
  ++doubled_;
  simulator_.pass(types_for);
  simulator_.hear(said);
}

void Play::say_what_is_held() {
  if (!held_) return;
  const auto said = *std::exchange(held_, std::nullopt);
  if (heard_ > heard_before_held_) ++swapped_;
  say(said);
}

Play::Wrong Play::act(const UserLine& line) {
  pause_before(line);
  if (!heard_any_) {
    // What stood there before the first line is what the person sees, not an answer.
    next_ = simulator_.shown().size();
  }
  auto said = said_by(line);
  if (!said) return Failure{{}, "warga menekan \"" + line.tap + "\"", screen(0), said.error().message()};
  heard_any_ = true;
  last_said_ = simulator_.now();
  if (reorder_ && !held_ && followed_by_user_) {
    held_ = *std::move(said);
    heard_before_held_ = heard_;
    return std::nullopt;
  }
  say(*said);
  say_what_is_held();
  return std::nullopt;
}

Play::Wrong Play::act(const WaitLine& line) {
  simulator_.pass(line.by);
  return std::nullopt;
}

Play::Wrong Play::act(const OfficerLine& line) {
  simulator_.officer(line.act);
  return std::nullopt;
}

std::optional<std::size_t> Play::find(const BotLine& line) {
  const auto& shown = simulator_.shown();
  for (auto at = next_; at < shown.size(); ++at) {
    if (differences(line, shown[at], viewer_).empty()) return at;
    if (line.exactly) return std::nullopt;
  }
  return std::nullopt;
}

std::vector<std::string> Play::screen(std::size_t from) {
  const auto& shown = simulator_.shown();
  std::vector<std::string> out;
  if (shown.size() > from + most_shown) {
    out.push_back(fmt::format("({} pesan sebelumnya)", shown.size() - from - most_shown));
    from = shown.size() - most_shown;
  }
  for (auto at = from; at < shown.size(); ++at) out.push_back(described(shown[at]));
  if (out.empty()) out.emplace_back("(tidak ada pesan)");
  return out;
}

Failure Play::not_shown(const BotLine& line) {
  Failure failure{{}, wanted(line), screen(next_), {}};
  const auto& shown = simulator_.shown();
  // Of what was there, what came nearest.
  std::vector<std::string> nearest;
  for (auto at = next_; at < shown.size(); ++at) {
    auto each = differences(line, shown[at], viewer_);
    if (nearest.empty() || each.size() < nearest.size()) nearest = std::move(each);
    if (line.exactly) break;
  }
  if (!nearest.empty()) failure.hint = "Yang paling dekat " + joined(nearest) + ".";
  const Instant now = simulator_.now();
  simulator_.pass(looks_ahead);
  if (const auto later = find(line); later && simulator_.shown()[*later].at > now) {
    const auto after = std::chrono::ceil<std::chrono::seconds>(simulator_.shown()[*later].at - now);
    failure.hint = fmt::format("Pesan itu datang {} detik kemudian: tambahkan \"- wait: {}s\" sebelum baris ini.",
                               after.count(), after.count() + 1);
  }
  return failure;
}

Play::Wrong Play::act(const BotLine& line) {
  for (Duration looked{0};; looked += glance) {
    if (const auto at = find(line)) {
      next_ = *at + 1;
      return std::nullopt;
    }
    if (looked >= looks_for) return not_shown(line);
    simulator_.pass(glance);
  }
}

Play::Wrong Play::act(const ExpectLine& line) {
  for (Duration looked{0};; looked += glance) {
    auto wrong = missing(line);
    if (!wrong || looked >= looks_for) return wrong;
    simulator_.pass(glance);
  }
}

Play::Wrong Play::at_the_end() {
  simulator_.pass(looks_for);
  for (const auto& line : test_.lines) {
    const auto* bot = std::get_if<BotLine>(&line.what);
    if (bot == nullptr || !bot->times) continue;
    const auto& shown = simulator_.shown();
    const auto count = std::ranges::count_if(
        shown, [&](const Shown& each) { return !each.opening && differences(*bot, each, viewer_).empty(); });
    if (count == *bot->times) continue;
    return Failure{line.mark, fmt::format("{}: {} kali", wanted(*bot), *bot->times), screen(0),
                   fmt::format("Tampil {} kali.", count)};
  }
  return missing_fault();
}

}  // namespace pintu::trial
