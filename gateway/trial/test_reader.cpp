// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/test_reader.hpp"

#include <algorithm>
#include <charconv>

namespace pintu::trial {

using yaml::Node;

namespace {

// The engine's own questions, by the names that `asks` gives them.
constexpr std::initializer_list<const char*> own_questions{"menu",      "batal", "berhenti", "maybe",    "aman",
                                                           "lanjutkan", "ubah",  "baca",     "tambahan", "jawaban",
                                                           "hapus",     "suara", "buat"};
constexpr std::initializer_list<const char*> own_options{
    "ya",     "bukan", "tidak", "lewati", "ok",    "change", "stop",  "lanjut", "baru",   "hapus",
    "simpan", "aman",  "salah", "bahaya", "isian", "kabar",  "lapor", "status", "petugas"};

std::optional<double> decimal(const std::string& text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Known::Known(const dialogs::ScriptSet& set) : desks{"darurat", "umum", "verifikator", "none"} {
  questions.assign(own_questions.begin(), own_questions.end());
  options.assign(own_options.begin(), own_options.end());
  for (const auto& [name, script] : set.scripts) {
    for (const auto& slot : script.slots) {
      slots.push_back(slot.name);
      questions.push_back(slot.name);
      for (const auto& option : slot.options) options.push_back(option.id);
    }
    for (const auto& step : script.steps) {
      steps.push_back(step.id);
      questions.push_back(step.id);
      if (const auto* choose = std::get_if<dialogs::ChooseStep>(&step.body)) {
        for (const auto& each : choose->options) options.push_back(each.option.id);
      }
      if (const auto* handoff = std::get_if<dialogs::HandoffStep>(&step.body)) desks.push_back(handoff->desk);
      if (const auto* send = std::get_if<dialogs::SendStep>(&step.body)) {
        far_ends.push_back(send->to);
        outcomes[send->to] = {"diterima", "tertunda", "ditolak", "perlu_orang"};
      }
      if (const auto* call = std::get_if<dialogs::CallStep>(&step.body)) {
        far_ends.push_back(call->connector);
        for (const auto& [outcome, routed] : step.outcomes) outcomes[call->connector].push_back(outcome);
      }
    }
  }
}

bool TestReader::check(const Node& node, std::string_view what, const std::vector<std::string>& known) {
  if (!node.is_scalar()) {
    file_.scalar(node, what);
    return false;
  }
  if (std::ranges::find(known, node.text) != known.end()) return true;
  file_.error(node.place, "P0801", std::string(what) + " \"" + node.text + "\" tidak ada.",
              dialogs::did_you_mean(node.text, known));
  return false;
}

std::string TestReader::named(const Node& node, std::string_view what, const std::vector<std::string>& known) {
  return check(node, what, known) ? node.text : std::string();
}

std::optional<std::string> TestReader::word(const Node& map, std::string_view key, dialogs::FileReader::Keys known) {
  if (map.find(key) == nullptr) return std::nullopt;
  return file_.word_of(map, key, known);
}

std::optional<int> TestReader::number(const Node& map, std::string_view key) {
  if (map.find(key) == nullptr) return std::nullopt;
  return file_.count_of(map, key, 0);
}

UserLine TestReader::user(const Node& node) {
  UserLine line;
  if (node.is_scalar()) {
    line.text = node.text;
    if (node.text.empty()) file_.error(node.place, "P0802", "Pesan warga kosong.", "Tulis teksnya, atau {tap: ya}.");
    return line;
  }
  if (!file_.want_mapping(node, "user")) return line;
  file_.only_keys(node, "user", {"text", "tap", "from_step", "pin", "photo", "voice", "sticker", "edit"});
  line.text = file_.scalar_of(node, "text");
  line.tap = file_.scalar_of(node, "tap");
  line.voice = file_.flag_of(node, "voice");
  line.sticker = file_.flag_of(node, "sticker");
  if (const auto* step = node.find("from_step")) {
    line.from_step = named(*step, "Langkah", known_.steps);
    if (const auto* tap = node.find("tap")) check(*tap, "Pilihan", known_.options);
  }
  if (const auto* photo = node.find("photo")) {
    const bool one = photo->is_scalar() && photo->text == "true";
    line.photos = one ? 1 : file_.count_of(node, "photo", 1);
  }
  if (const auto* edit = node.find("edit")) {
    line.edit = true;
    line.text = file_.scalar(*edit, "edit");
  }
  if (const auto* pin = node.find("pin")) {
    const auto numbers = file_.words(*pin);
    const auto latitude = numbers.size() == 2 ? decimal(numbers[0]) : std::nullopt;
    const auto longitude = numbers.size() == 2 ? decimal(numbers[1]) : std::nullopt;
    if (latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180) {
      line.pin = Location{*latitude, *longitude, {}};
    } else {
      file_.error(pin->place, "P0803", "Lokasi tidak terbaca.", "Contoh: {pin: [-6.8915, 107.6107]}.");
    }
  }
  const bool nothing = line.text.empty() && line.tap.empty() && !line.pin && line.photos == 0 && !line.voice &&
                       !line.sticker && node.find("pin") == nullptr;
  if (nothing && !node.entries.empty() && node.find("edit") == nullptr)
    file_.error(node.place, "P0802", "Pesan warga kosong.", "Tulis teksnya, atau {tap: ya}.");
  return line;
}

BotLine TestReader::bot(const Node& node) {
  BotLine line;
  if (node.is_scalar()) {
    line.says.push_back(node.text);
    return line;
  }
  if (!file_.want_mapping(node, "bot")) return line;
  file_.only_keys(
      node, "bot",
      {"asks", "guesses", "renders", "says", "never_says", "offers", "reviews", "segments", "times", "exactly"});
  if (const auto* asks = node.find("asks")) line.asks = named(*asks, "Pertanyaan", known_.questions);
  if (const auto* guess = node.find("guesses")) line.guesses = named(*guess, "Pilihan", known_.options);
  line.renders = word(node, "renders", {"text", "buttons", "list", "numbers", "location_request", "contact_request"});
  line.says = file_.words_of(node, "says");
  line.never_says = file_.words_of(node, "never_says");
  if (const auto* offers = node.find("offers")) line.offers = file_.words(*offers);
  if (const auto* reviews = node.find("reviews")) {
    line.reviews = file_.words(*reviews);
    for (const auto& item : reviews->items) check(item, "Isian", known_.slots);
  }
  if (const auto* segments = node.find("segments")) {
    if (segments->is_scalar()) {
      line.segments = file_.count_of(node, "segments", 0);
    } else if (file_.want_mapping(*segments, "segments")) {
      file_.only_keys(*segments, "segments", {"at_most", "charset"});
      line.segments = number(*segments, "at_most");
      line.charset = file_.word_of(*segments, "charset", {"gsm7", "ucs2"});
    }
  }
  line.times = number(node, "times");
  line.exactly = file_.flag_of(node, "exactly");
  return line;
}

OfficerLine TestReader::officer(const Node& node) {
  using What = OfficerHappened::What;
  OfficerLine line;
  line.act.name = "Dedi";
  if (!file_.want_mapping(node, "officer")) return line;
  file_.only_keys(node, "officer", {"name", "takes_case", "closes_case", "says", "leaves"});
  if (node.find("name") != nullptr) line.act.name = file_.scalar_of(node, "name");
  int acts = 0;
  const auto take = [&](const char* key, What what) {
    if (node.find(key) == nullptr) return;
    line.act.what = what;
    line.act.text = file_.scalar_of(node, key);
    ++acts;
  };
  take("takes_case", What::took_case);
  take("closes_case", What::closed_case);
  take("says", What::said);
  take("leaves", What::left);
  if (acts != 1) {
    file_.error(node.place, "P0804", "Petugas harus berbuat satu hal.",
                "Contoh: {closes_case: padam}, {takes_case: true}, {says: \"...\"}, {leaves: true}.");
  }
  return line;
}

std::optional<Line> TestReader::line(const Node& node) {
  if (!file_.want_mapping(node, "Baris percakapan")) return std::nullopt;
  Line out;
  out.mark = file_.mark(node.place);
  const auto only = [&](std::string_view key, bool with_wait) {
    for (const auto& entry : node.entries) {
      if (entry.key == key || (with_wait && entry.key == "wait")) continue;
      file_.error(entry.place, "P0102", "\"" + entry.key + "\" tidak dikenal di baris \"" + std::string(key) + "\".",
                  with_wait ? "Di sini hanya boleh: " + std::string(key) + ", wait." : "Tulis sebagai baris sendiri.");
    }
  };
  if (const auto* said = node.find("user")) {
    auto user_line = user(*said);
    if (const auto* wait = node.find("wait")) user_line.wait = file_.duration(*wait);
    only("user", true);
    out.what = std::move(user_line);
  } else if (const auto* answer = node.find("bot")) {
    out.what = bot(*answer);
    only("bot", false);
  } else if (const auto* act = node.find("officer")) {
    out.what = officer(*act);
    only("officer", false);
  } else if (const auto* hope = node.find("expect")) {
    out.what = expect(*hope);
    only("expect", false);
  } else if (const auto* wait = node.find("wait")) {
    out.what = WaitLine{file_.duration(*wait)};
    only("wait", false);
  } else {
    file_.only_keys(node, "percakapan", {"user", "bot", "officer", "expect", "wait"});
    if (node.entries.empty()) file_.error(node.place, "P0805", "Baris percakapan kosong.");
    return std::nullopt;
  }
  return out;
}

std::vector<Line> TestReader::lines(const Node& node) {
  std::vector<Line> out;
  if (!node.is_sequence()) {
    file_.error(node.place, "P0107", "\"talk\" harus berupa daftar baris.", "Contoh: - user: halo");
    return out;
  }
  for (const auto& item : node.items) {
    if (auto read = line(item)) out.push_back(*std::move(read));
  }
  return out;
}

}  // namespace pintu::trial
