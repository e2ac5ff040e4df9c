// SPDX-License-Identifier: Apache-2.0
// Stubs, faults, where a test starts, and what must be true of more than one message.
#include <algorithm>

#include "gateway/trial/test_reader.hpp"

namespace pintu::trial {

using yaml::Node;

SentExpected TestReader::sent(const Node& node) {
  SentExpected out;
  if (!file_.want_mapping(node, "sent")) return out;
  for (const auto& [key, place, value] : node.entries) {
    if (key == "to") {
      out.to = named(value, "Tujuan", known_.far_ends);
    } else if (key == "times") {
      out.times = number(node, "times");
    } else if (std::ranges::find(known_.slots, key) != known_.slots.end()) {
      out.fields[key] = file_.scalar(value, key);
    } else {
      auto names = known_.slots;
      names.insert(names.end(), {"to", "times"});
      file_.error(place, "P0801", "Isian \"" + key + "\" tidak ada.", dialogs::did_you_mean(key, names));
    }
  }
  if (node.find("to") == nullptr)
    file_.error(node.place, "P0806", "\"sent\" perlu \"to\".", "Contoh: {to: lapor, times: 1}.");
  return out;
}

ExpectLine TestReader::expect(const Node& node) {
  ExpectLine line;
  if (!file_.want_mapping(node, "expect")) return line;
  file_.only_keys(
      node, "expect",
      {"sent", "bot_messages", "handoff", "lane", "within", "slot", "history", "numbers_issued", "language"});
  if (const auto* all = node.find("sent")) {
    if (all->is_scalar() && all->text == "none") {
      line.nothing_sent = true;
    } else if (all->is_sequence()) {
      for (const auto& item : all->items) line.sent.push_back(sent(item));
    } else {
      line.sent.push_back(sent(*all));
    }
  }
  if (const auto* messages = node.find("bot_messages"); messages != nullptr && messages->is_mapping()) {
    file_.only_keys(*messages, "bot_messages", {"at_most"});
    line.bot_messages_at_most = number(*messages, "at_most");
  } else if (messages != nullptr) {
    line.bot_messages_at_most = number(node, "bot_messages");
  }
  if (const auto* desk = node.find("handoff")) line.handoff = named(*desk, "Meja", known_.desks);
  line.lane = file_.word_of(node, "lane", {"emergency", "reply", "status", "bulk"});
  if (const auto* within = node.find("within")) line.within = file_.duration(*within);
  if (line.within && !line.handoff) {
    file_.error(node.find("within")->place, "P0807", "\"within\" perlu \"handoff\".",
                "Contoh: {handoff: darurat, within: 2s}.");
  }
  if (const auto* slots = node.find("slot"); slots != nullptr && file_.want_mapping(*slots, "slot")) {
    for (const auto& [key, place, value] : slots->entries) {
      if (std::ranges::find(known_.slots, key) == known_.slots.end())
        file_.error(place, "P0801", "Isian \"" + key + "\" tidak ada.", dialogs::did_you_mean(key, known_.slots));
      line.slots[key] = file_.scalar(value, key);
    }
  }
  if (const auto* history = node.find("history"); history != nullptr && file_.want_mapping(*history, "history")) {
    for (const auto& [key, place, value] : history->entries) {
      if (std::ranges::find(known_.slots, key) == known_.slots.end())
        file_.error(place, "P0801", "Isian \"" + key + "\" tidak ada.", dialogs::did_you_mean(key, known_.slots));
      line.history[key] = file_.words(value);
    }
  }
  line.numbers_issued = number(node, "numbers_issued");
  line.language = file_.scalar_of(node, "language");
  return line;
}

std::map<std::string, Stub> TestReader::stubs(const Node& node) {
  std::map<std::string, Stub> out;
  if (!file_.want_mapping(node, "stubs")) return out;
  for (const auto& [name, place, value] : node.entries) {
    if (std::ranges::find(known_.far_ends, name) == known_.far_ends.end()) {
      file_.error(place, "P0801", "Tujuan \"" + name + "\" tidak ada.", dialogs::did_you_mean(name, known_.far_ends));
      continue;
    }
    if (!file_.want_mapping(value, name)) continue;
    file_.only_keys(value, name, {"outcome", "give"});
    auto& stub = out[name];
    if (const auto* outcome = value.find("outcome")) {
      const auto known = known_.outcomes.find(name);
      stub.outcome =
          named(*outcome, "Hasil", known == known_.outcomes.end() ? std::vector<std::string>() : known->second);
    }
    const auto* give = value.find("give");
    if (give == nullptr || !file_.want_mapping(*give, "give")) continue;
    for (const auto& each : give->entries) stub.give[each.key] = file_.scalar(each.value, each.key);
  }
  return out;
}

Fault TestReader::fault_of_far_end(const Node& node, const Node& target) {
  Fault fault;
  fault.target = named(target, "Tujuan", known_.far_ends);
  file_.only_keys(node, "faults", {"connector", "agency", "down", "slow", "refuses"});
  if (const auto* down = node.find("down")) {
    fault.kind = Fault::Kind::down;
    fault.lasts = file_.duration(*down);
  } else if (const auto* slow = node.find("slow")) {
    fault.kind = Fault::Kind::slow;
    fault.lasts = file_.duration(*slow);
  } else if (const auto* refuses = node.find("refuses")) {
    fault.kind = Fault::Kind::refuses;
    if (const auto words = file_.scalar(*refuses, "refuses"); words != "true") fault.reason = words;
  } else {
    file_.error(node.place, "P0808", "Gangguan tanpa isi.", "Contoh: {connector: lapor, down: 2h}.");
  }
  return fault;
}

Fault TestReader::fault(const Node& node) {
  Fault fault;
  using Kind = Fault::Kind;
  if (node.is_scalar()) {
    if (node.text == "reorder" || node.text == "duplicate_digit") {
      fault.kind = node.text == "reorder" ? Kind::reorder : Kind::duplicate_digit;
    } else {
      file_.error(node.place, "P0808", "Gangguan \"" + node.text + "\" tidak dikenal.",
                  dialogs::did_you_mean(node.text, {"reorder", "duplicate_digit"}));
    }
    return fault;
  }
  if (!file_.want_mapping(node, "faults")) return fault;
  const auto* far_end = node.find("connector") != nullptr ? node.find("connector") : node.find("agency");
  if (far_end != nullptr) return fault_of_far_end(node, *far_end);
  if (node.find("crash") != nullptr) {
    file_.only_keys(node, "faults", {"crash", "of"});
    const auto when = file_.word_of(node, "crash", {"before_commit", "after_commit", "after_send"});
    fault.kind = when == "before_commit" ? Kind::crash_before_commit
                 : when == "after_send"  ? Kind::crash_after_send
                                         : Kind::crash_after_commit;
    if (const auto* of = node.find("of")) fault.target = named(*of, "Tujuan", known_.far_ends);
  } else if (const auto* channel = node.find("channel")) {
    file_.only_keys(node, "faults", {"channel", "throttled", "window_closed"});
    const auto* throttled = node.find("throttled");
    const auto word = file_.scalar(*channel, "channel");
    fault.kind = throttled != nullptr || word == "throttled" ? Kind::throttled : Kind::window_closed;
    fault.lasts = throttled != nullptr ? file_.duration(*throttled) : std::chrono::seconds(30);
    const bool said =
        throttled != nullptr || node.find("window_closed") != nullptr || word == "throttled" || word == "window_closed";
    if (!said)
      file_.error(node.place, "P0808", "Gangguan tanpa isi.",
                  "Contoh: {channel: throttled}, {channel: window_closed}.");
  } else if (node.find("duplicate_webhooks") != nullptr) {
    file_.only_keys(node, "faults", {"duplicate_webhooks"});
    fault.kind = Kind::duplicate_webhooks;
    fault.times = file_.count_of(node, "duplicate_webhooks", 2);
  } else if (node.find("duplicate_digit") != nullptr || node.find("reorder") != nullptr) {
    file_.only_keys(node, "faults", {"duplicate_digit", "reorder"});
    fault.kind = node.find("reorder") != nullptr ? Kind::reorder : Kind::duplicate_digit;
  } else {
    file_.only_keys(node, "faults",
                    {"duplicate_webhooks", "duplicate_digit", "reorder", "crash", "connector", "agency", "channel"});
  }
  return fault;
}

std::vector<Fault> TestReader::faults(const Node& node) {
  std::vector<Fault> out;
  if (node.is_sequence()) {
    for (const auto& item : node.items) out.push_back(fault(item));
  } else {
    out.push_back(fault(node));
  }
  return out;
}

std::optional<dialogs::StartAt> TestReader::start_at(const Node& node, const std::string& script) {
  if (!file_.want_mapping(node, "start_at")) return std::nullopt;
  file_.only_keys(node, "start_at", {"step", "slots"});
  dialogs::StartAt start;
  start.script = script;
  if (const auto* step = node.find("step")) {
    start.step = named(*step, "Langkah", known_.steps);
  } else {
    file_.error(node.place, "P0809", "\"start_at\" perlu \"step\".", "Contoh: {step: kapan}.");
  }
  const auto* slots = node.find("slots");
  if (slots == nullptr || !file_.want_mapping(*slots, "slots")) return start;
  for (const auto& [key, place, value] : slots->entries) {
    if (std::ranges::find(known_.slots, key) == known_.slots.end())
      file_.error(place, "P0801", "Isian \"" + key + "\" tidak ada.", dialogs::did_you_mean(key, known_.slots));
    start.slots[key] = file_.scalar(value, key);
  }
  return start;
}

}  // namespace pintu::trial
