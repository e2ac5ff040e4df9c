// SPDX-License-Identifier: Apache-2.0
// One reader a slot kind.
#include <fmt/format.h>

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/repairs.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/language/language.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::engine {

namespace {

std::string iso(std::chrono::year_month_day date) {
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(int(date.year())) + "-" + two(unsigned(date.month())) + "-" + two(unsigned(date.day()));
}

Reading fits(SlotValue value) { return {std::move(value), {}, {}}; }
Reading fails(std::string failure) { return {std::nullopt, std::move(failure), {}}; }

bool not_known(const std::string& text) {
  return language::read_yesno(text, language::Asking::happening) == language::YesNo::unknown;
}

// "tidak tahu" at a place or a date is an answer: it is kept, and an officer sees it.
SlotValue unknown_value(const Scene& scene, const std::string& text) {
  SlotValue value;
  value.text = text;
  value.value = "tidak-tahu";
  value.shown = scene.say("not_known");
  return value;
}

Reading read_text(const Slot& slot, const std::string& text) {
  if (slot.must.at_least > 0 && language::letters(text) < static_cast<std::size_t>(slot.must.at_least)) {
    const bool digits = !text.empty() && text.find_first_not_of("0123456789 .") == std::string::npos;
    return fails(digits ? "digits" : "too_short");
  }
  if (text.empty()) return fails("not_understood");
  SlotValue value;
  value.text = text;
  if (slot.must.at_most > 0) value.text = utf8::shortened(text, static_cast<std::size_t>(slot.must.at_most));
  value.value = value.text;
  return fits(std::move(value));
}

Reading read_choice(Scene& scene, const Script& script, const Slot& slot, const std::string& text) {
  std::vector<std::string> labels;
  for (const auto& option : slot.options) labels.push_back(scene.label(script, option.label));
  auto read = language::read_choice(text, slot.options, labels);
  if (read.what == language::ChoiceRead::What::none)
    read = language::read_choice(last_said(text), slot.options, labels);
  if (read.what == language::ChoiceRead::What::tie) return {std::nullopt, "not_understood", read.ids};
  if (read.what != language::ChoiceRead::What::one) return fails("not_understood");
  const auto option = std::ranges::find(slot.options, read.ids.front(), &Option::id);
  SlotValue value;
  value.text = text;
  value.value = option->id;
  value.shown = scene.label(script, option->label);
  return fits(std::move(value));
}

Reading read_yesno(Scene& scene, const Slot& slot, const std::string& text) {
  SlotValue value;
  value.text = text;
  const auto asking = in_case_script(scene) ? language::Asking::happening : language::Asking::right;
  switch (language::read_yesno(text, asking)) {
    case language::YesNo::yes:
      value.value = "ya";
      break;
    case language::YesNo::no:
      value.value = "tidak";
      break;
    case language::YesNo::unknown:
      if (!slot.unknown_allowed) return fails("not_understood");
      value.value = "tidak-tahu";
      value.shown = scene.say("not_known");
      return fits(std::move(value));
    case language::YesNo::none:
      return fails("not_understood");
  }
  value.shown = scene.say(value.value == "ya" ? "yes" : "answer_no");
  return fits(std::move(value));
}

Reading read_date(Scene& scene, const Slot& slot, const std::string& text) {
  if (not_known(text)) return fits(unknown_value(scene, text));
  const auto read = language::read_date(text, scene.context.now, true);
  if (read.what == language::DateRead::What::future && slot.must.not_after_today) return fails("future");
  if (read.what != language::DateRead::What::one) return fails("not_understood");
  SlotValue value;
  value.text = text;
  value.value = read.from == read.to ? iso(read.from) : iso(read.from) + "/" + iso(read.to);
  value.shown = read.shown;
  return fits(std::move(value));
}

Reading read_place(const Scene& scene, const Slot& slot, const Inbound& inbound) {
  SlotValue value;
  if (inbound.location) {
    value.pin = inbound.location;
    value.text = inbound.location->name;
    value.value = "pin";
    value.shown = inbound.location->name.empty() ? scene.say("pin_sent") : inbound.location->name;
    return fits(std::move(value));
  }
  if (not_known(inbound.text)) return fits(unknown_value(scene, inbound.text));
  const auto read = language::read_place(last_said(inbound.text), true);
  if (read.what == language::PlaceRead::What::none) return fails("unclear_place");
  value.text = inbound.text;
  value.value = read.shown;
  value.shown = read.shown;
  if (read.what == language::PlaceRead::What::outside && slot.must.otherwise == "pass_on")
    value.value = "luar:" + read.region;
  return fits(std::move(value));
}

Reading read_number(const std::string& text) {
  const auto read = language::read_number(text);
  if (!read.ok) return fails("not_understood");
  SlotValue value;
  value.text = text;
  value.value = fmt::format("{:g}", read.value);
  return fits(std::move(value));
}

Reading read_phone(const std::string& text) {
  SlotValue value;
  value.text = text;
  value.value = language::read_phone(text);
  if (value.value.empty()) return fails("not_understood");
  return fits(std::move(value));
}

Reading read_photo(const InboundHappened& said) {
  const bool picture = has_picture(said);
  if (!picture) return fails("not_understood");
  SlotValue value;
  value.media = said.media;
  value.value = "foto";
  value.shown.clear();  // counted when it is shown: files add up
  return fits(std::move(value));
}

// "depan gang", "dekat pasar" help nobody find it: a place that is not asked for must have a name or a number.
bool names_a_place(const std::string& place) {
  static const std::vector<std::string_view> common{
      "di",       "ke",      "dari",     "depan",     "dekat",     "samping", "sebelah", "belakang",
      "seberang", "sekitar", "gang",     "gg",        "jalan",     "jl",      "jln",     "desa",
      "kampung",  "kp",      "dusun",    "kelurahan", "kantor",    "pasar",   "sekolah", "masjid",
      "rumah",    "sungai",  "jembatan", "kecamatan", "kabupaten", "kota",    "rt",      "rw",
      "tikungan", "simpang", "terminal", "stasiun",   "kami",      "saya",    "ini",     "itu"};
  return std::ranges::any_of(language::words(place),
                             [](const auto& word) { return std::ranges::find(common, word.text) == common.end(); });
}

}  // namespace

Reading read_slot(Scene& scene, const Script& script, const Slot& slot, const InboundHappened& said) {
  const auto& inbound = said.inbound;
  // A voice note is an answer that an officer must listen to, in every slot.
  if ((has(said, AttachmentKind::voice) || has(said, AttachmentKind::audio)) && slot.kind != SlotKind::photo) {
    SlotValue value;
    value.value = "perlu-didengarkan";
    value.text = "(" + scene.say("voice_note") + ")";
    value.shown = scene.say("voice_note");
    value.media = said.media;
    return fits(std::move(value));
  }
  switch (slot.kind) {
    case SlotKind::text:
    case SlotKind::secret:
      return read_text(slot, inbound.text);
    case SlotKind::choice:
      return read_choice(scene, script, slot, inbound.text);
    case SlotKind::yesno:
      return read_yesno(scene, slot, inbound.text);
    case SlotKind::date:
      return read_date(scene, slot, inbound.text);
    case SlotKind::place:
      return read_place(scene, slot, inbound);
    case SlotKind::photo:
      return read_photo(said);
    case SlotKind::number:
      return read_number(inbound.text);
    case SlotKind::phone:
      return read_phone(inbound.text);
  }
  return fails("not_understood");
}

std::optional<SlotValue> guess_value(Scene& scene, const Slot& slot, const std::string& story) {
  SlotValue value;
  if (slot.kind == SlotKind::date) {
    const auto read = language::read_date(story, scene.context.now, false);
    if (read.what != language::DateRead::What::one) return std::nullopt;
    value.value = read.from == read.to ? iso(read.from) : iso(read.from) + "/" + iso(read.to);
    value.text = read.shown;
    value.shown = read.shown;
    return value;
  }
  if (slot.kind != SlotKind::place) return std::nullopt;
  const auto read = language::read_place(story, false);
  if (read.what == language::PlaceRead::What::none || !names_a_place(read.shown)) return std::nullopt;
  value.text = read.shown;
  value.shown = read.shown;
  value.value = read.what == language::PlaceRead::What::outside ? "luar:" + read.region : read.shown;
  return value;
}

}  // namespace pintu::dialogs::engine
