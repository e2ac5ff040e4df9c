// SPDX-License-Identifier: Apache-2.0
// What people really send at the wrong moment, at every step of every shipped script, on every channel.
#include <algorithm>
#include <set>

#include "dialogs/language/language.hpp"
#include "scripts/random_talk.hpp"
#include "support/properties.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

struct Odd {
  std::string text;
  std::optional<AttachmentKind> file;
  bool pin = false;
};

std::vector<Odd> odd_inputs() {
  std::vector<Odd> all;
  for (const auto kind : {AttachmentKind::sticker, AttachmentKind::voice, AttachmentKind::audio, AttachmentKind::image,
                          AttachmentKind::video, AttachmentKind::document, AttachmentKind::contact})
    all.push_back({{}, kind, false});
  all.push_back({{}, {}, true});
  for (const auto* text : {"/start",
                           "/help",
                           "?",
                           "...",
                           "😀😀😀",
                           "👍",
                           "0",
                           "7",
                           "42",
                           "999999999999",
                           "77x",
                           "-1",
                           "1,5",
                           "xyzzy",
                           "qwrty asdfgh",
                           "goblok anjing",
                           "dasar tolol kalian",
                           "pemerintah ga becus",
                           "how do I do this please",
                           "wo bu zhidao",
                           "我不知道",
                           "لا أعرف",
                           "kuring teu ngartos pisan",
                           "kula mboten ngertos",
                           "kok gini sih",
                           "apa ini robot?",
                           "saya bingung pak",
                           "*_[](){}",
                           "{nomor}",
                           "<script>alert(1)</script>",
                           "SELECT * FROM x",
                           "https://contoh.id/foto",
                           "sampah di pasar cileunyi juga menumpuk",
                           "jembatan di desa sebelah hampir roboh juga",
                           "gaji ke-13 belum cair",
                           "salah satu lampu mati",
                           "nomor satu tapi bukan yang itu maksud saya",
                           "nanti saja ya",
                           "sebentar",
                           "lagi di jalan",
                           "oh begitu",
                           "wkwkwk",
                           "hmm"})
    all.push_back({text, {}, false});
  all.push_back({std::string(3000, 'a'), {}, false});
  return all;
}

SlotValue sample(const Slot& slot) {
  SlotValue value;
  switch (slot.kind) {
    case SlotKind::choice:
      value.value = slot.options.front().id;
      value.text = slot.options.front().label.base;
      break;
    case SlotKind::yesno:
      value.value = "ya";
      value.text = "Ya";
      break;
    case SlotKind::date:
      value.value = "2026-05-03";
      value.text = "kemarin";
      value.shown = "kemarin (3 Mei 2026)";
      break;
    case SlotKind::place:
      value.value = value.text = value.shown = "Jl. Dago 10, Bandung";
      break;
    case SlotKind::photo:
      value.value = "foto";
      value.media = {"900"};
      break;
    default:
      value.value = value.text = "lampu jalan di depan rumah saya mati";
  }
  return value;
}

const ScriptSet& shipped_set() {
  static const auto loaded = load(shipped());
  return loaded.set;
}

bool is_case(const std::string& script) { return script == "darurat" || script.starts_with("darurat-"); }

bool asks(const Step& step) {
  return std::holds_alternative<AskStep>(step.body) || std::holds_alternative<ChooseStep>(step.body) ||
         std::holds_alternative<ReviewStep>(step.body);
}

// A script that only others use stands on top of one of them.
std::optional<Frame> user_of(const std::string& name) {
  for (const auto& [other, script] : shipped_set().scripts) {
    for (const auto& step : script.steps) {
      const auto* when = std::get_if<WhenStep>(&step.body);
      const auto* each = std::get_if<UseStep>(&step.body);
      const bool uses = each != nullptr && each->script == name;
      const bool uses_then = when != nullptr && std::ranges::any_of(when->then, [&](const Action& action) {
                               const auto* use = std::get_if<DoUse>(&action);
                               return use != nullptr && use->script == name;
                             });
      if (!uses && !uses_then) continue;
      Frame frame;
      frame.script = other;
      frame.step = step.id;
      frame.slots["isi"] = sample(script.slots.front());
      return frame;
    }
  }
  return std::nullopt;
}

// The talk stands at this question, with what earlier steps asked filled in, and the question was just put.
RandomTalk at(const Script& script, const Step& step, const std::string& channel) {
  auto set = shipped_set();
  set.version = 1;
  RandomTalk talk(std::move(set), channel);
  auto& conversation = talk.conversation();
  conversation.greeted = true;
  conversation.language_offered = true;
  conversation.secret = "0123456789abcdef";
  conversation.last_inbound = talk.now();
  if (is_case(script.name)) conversation.open_case = OpenCase{1, "kebakaran", talk.now()};
  Frame frame;
  frame.script = script.name;
  frame.step = step.id;
  for (const auto& earlier : script.steps) {
    if (earlier.id == step.id) break;
    const auto* ask = std::get_if<AskStep>(&earlier.body);
    if (ask == nullptr) continue;
    frame.path.push_back(earlier.id);
    if (const auto* slot = script.slot(ask->slot)) frame.slots[slot->name] = sample(*slot);
  }
  frame.path.push_back(step.id);
  conversation.talk.emplace();
  if (auto below = user_of(script.name)) conversation.talk->stack.push_back(*std::move(below));
  conversation.talk->version = 1;
  conversation.talk->epoch = conversation.last_epoch = 5;
  conversation.talk->began = talk.now();
  conversation.talk->stack.push_back(std::move(frame));
  return talk;
}

bool skipped(const Script& script, const Step& step, const std::string& channel) {
  const auto* ask = std::get_if<AskStep>(&step.body);
  const auto* slot = ask == nullptr ? nullptr : script.slot(ask->slot);
  const auto on = [&](const std::vector<std::string>& channels) {
    return std::ranges::find(channels, channel) != channels.end();
  };
  return on(step.skip_on) || (slot != nullptr && on(slot->skip_on));
}

// Everything said to it until the pause is over.
std::string said_to(RandomTalk& talk, const Odd& odd) {
  std::string all;
  const auto gather = [&] {
    for (const auto& reply : talk.replies()) all += reply.message.text + "\n";
  };
  if (odd.file) {
    talk.sends(*odd.file);
  } else if (odd.pin) {
    talk.pins();
  } else {
    talk.says(odd.text);
  }
  gather();
  talk.waits(26s);
  gather();
  return all;
}

std::string where(RandomTalk& talk) {
  const auto& talking = talk.conversation().talk;
  return talking ? talking->stack.back().script + "/" + talking->stack.back().step : "end";
}

template <class Do>
void at_every_question(Do&& go) {
  for (const auto* channel : {"telegram", "whatsapp", "sms"}) {
    for (const auto& [name, script] : shipped_set().scripts) {
      for (const auto& step : script.steps) {
        if (asks(step) && !skipped(script, step, channel)) go(script, step, std::string(channel));
      }
    }
  }
}

}  // namespace

TEST_CASE("odd inputs: an answer each time, another within two tries, a way out on the third") {
  const auto inputs = odd_inputs();
  REQUIRE(inputs.size() >= 50);
  std::set<std::string> silent, same, stuck;
  at_every_question([&](const Script& script, const Step& step, const std::string& channel) {
    for (const auto& odd : inputs) {
      auto talk = at(script, step, channel);
      const auto start = where(talk);
      const auto filled = talk.conversation().talk->stack.back().slots;
      const std::string name = channel + " " + start + " <- " + odd.text.substr(0, 40) +
                               (odd.file  ? std::string(to_string(*odd.file))
                                : odd.pin ? "pin"
                                          : "");
      INFO(name);
      std::vector<std::string> answers;
      for (int i = 0; i < 3 && where(talk) == start; ++i) answers.push_back(said_to(talk, odd));
      // In an open case not every line is thanked for.
      if (!is_case(script.name) && answers.front().empty()) silent.insert(name);
      const bool person = std::ranges::any_of(answers, [](const auto& a) { return a.find("petugas") != a.npos; });
      const bool moved = where(talk) != start || !talk.conversation().pending_ask.empty() ||
                         talk.conversation().talk->stack.back().slots != filled;
      const bool counts = !odd.file && !odd.pin;
      if (counts && !moved && !person) stuck.insert(name);
      if (counts && !moved && !person && answers.size() == 3 && answers[0] == answers[1] && answers[1] == answers[2])
        same.insert(name);
    }
  });
  // An info lives until the next check.
  for (const auto& each : silent) UNSCOPED_INFO("silent: " << each);
  CHECK(silent.empty());
  for (const auto& each : stuck) UNSCOPED_INFO("no way out: " << each);
  CHECK(stuck.empty());
  for (const auto& each : same) UNSCOPED_INFO("three times the same: " << each);
  CHECK(same.empty());
}

TEST_CASE("odd inputs: danger that is not certain is asked about in the next reply, at every question") {
  const std::vector<std::string> dangers{"air sungai mulai naik ke jalan", "ada asap dari rumah kosong",
                                         "tiang listrik miring mau roboh"};
  std::size_t asked = 0;
  at_every_question([&](const Script& script, const Step& step, const std::string& channel) {
    if (is_case(script.name)) return;
    for (const auto& danger : dangers) {
      if (language::triage(danger).grade != language::Grade::maybe) continue;
      auto talk = at(script, step, channel);
      INFO(channel << " " << where(talk) << " <- " << danger);
      talk.says(danger);
      REQUIRE_FALSE(talk.replies().empty());
      const auto& reply = talk.replies().back();
      CHECK(reply.asks == "maybe");
      CHECK(reply.message.text.find("112") != std::string::npos);
      CHECK(reply.lane == Lane::emergency);
      ++asked;
    }
  });
  CHECK(asked > 20);
}
