// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/scene.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "dialogs/engine/questions.hpp"

namespace pintu::dialogs::engine {

const ScriptSet& Scene::set() const { return talk_with.talk ? library.at(talk_with.talk->version) : library.newest(); }

const Script& Scene::umum() const {
  const auto* script = library.newest().find("umum");
  if (script == nullptr) throw std::runtime_error("the script set has no umum");
  return *script;
}

Frame* Scene::top() {
  auto& talk = talk_with.talk;
  return talk && !talk->stack.empty() ? &talk->stack.back() : nullptr;
}

const Script* Scene::open_script() {
  const auto* frame = top();
  return frame == nullptr ? nullptr : script_of(*frame);
}

const Step* Scene::open_step() {
  const auto* frame = top();
  const auto* script = open_script();
  return script == nullptr ? nullptr : script->step(frame->step);
}

const Slot* Scene::open_slot() {
  const auto* step = open_step();
  const auto* ask = step == nullptr ? nullptr : std::get_if<AskStep>(&step->body);
  return ask == nullptr ? nullptr : open_script()->slot(ask->slot);
}

bool Scene::on_channel(const std::vector<std::string>& channels) const {
  const auto kind = std::string_view(context.channel).substr(0, context.channel.find('/'));
  return std::ranges::find(channels, kind) != channels.end();
}

void Scene::hold(const std::string& text) {
  if (text.empty()) return;
  if (!waiting.empty()) waiting += "\n";
  waiting += text;
}

void Scene::flush() {
  if (!waiting.empty()) reply({});
}

const Script* Scene::complaint() const {
  const auto& scripts = library.newest().scripts;
  const auto it = std::ranges::find_if(scripts, [](const auto& each) { return each.second.starts_when.anything; });
  return it == scripts.end() ? nullptr : &it->second;
}

void Scene::answer(const std::string& text) {
  hold(text);
  ask_again(*this);
}

// What every message of ours begins with: who we are, once; the numbers to call, where a hint of danger was.
std::string Scene::opening() {
  std::string text;
  if (lane != Lane::reply) return text;
  if (!talk_with.greeted && may_greet) {
    const auto* frame = top();
    const bool story = frame != nullptr && (!frame->pieces.empty() || !frame->slots.empty());
    text = say(story ? "greeting.with_story" : "greeting.plain");
    talk_with.greeted = true;
    talk_with.owes_hint = false;  // the greeting names the number
  }
  if (talk_with.owes_hint) {
    text = say("interrupts.darurat.hint_line");
    talk_with.owes_hint = false;
  }
  if (const auto offer = std::exchange(talk_with.offers_language, {}); !offer.empty()) {
    if (!text.empty()) text += "\n";
    text += say("bahasa.offer_" + offer);
  }
  return text;
}

void Scene::reply(OutboundMessage message, std::string asks, std::string step, std::string guesses) {
  std::string text = opening();
  // A keyboard that goes is a bubble of its own where there are buttons too: it takes the first paragraph.
  const bool apart = lane != Lane::status && talk_with.keyboard_up && !message.choices.empty();
  for (const auto* part : {&waiting, &message.text}) {
    if (part->empty()) continue;
    if (!text.empty()) text += apart && part == &message.text ? "\n\n" : "\n";
    text += *part;
  }
  waiting.clear();
  message.text = std::move(text);
  if (lane != Lane::status) {  // news in between leave the keyboard of the open question alone
    message.remove_keyboard = talk_with.keyboard_up && !message.ask_location && !message.ask_contact;
    talk_with.keyboard_up = !sms() && (message.ask_location || message.ask_contact);
  }
  if (message.choices.size() > 3 && message.list_label.empty()) message.list_label = say("list_label");
  if (!asks.empty()) talk_with.last_asked = context.now;
  const bool replaces = edits && !asks.empty();
  add(Reply{std::move(message), lane, std::move(asks), std::move(step), std::move(guesses), replaces});
}

void Scene::timer(const std::string& name, Duration in, std::string detail) {
  const auto epoch = talk_with.talk ? talk_with.talk->epoch : talk_with.last_epoch;
  add(SetTimer{name, context.now + in, epoch, std::move(detail)});
}

}  // namespace pintu::dialogs::engine
