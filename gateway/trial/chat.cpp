// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/chat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "adapters/sms/gsm7.hpp"
#include "dialogs/why.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/flow/note.hpp"
#include "gateway/trial/matching.hpp"

namespace pintu::trial {

using namespace std::chrono_literals;

namespace {

constexpr const char* cyan = "36";
constexpr const char* faint = "2";
constexpr const char* yellow = "33";

std::optional<Duration> duration_from(const std::string& text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string unit(end, text.data() + text.size());
  if (problem != std::errc{} || value < 0 || value > 10000) return std::nullopt;
  if (unit == "s") return std::chrono::seconds(value);
  if (unit == "m") return std::chrono::minutes(value);
  if (unit == "h") return std::chrono::hours(value);
  if (unit == "d" && value <= 366) return std::chrono::hours(24 * value);
  return std::nullopt;
}

// How the person's last message was taken, and with `whole` why nothing before that fitted.
std::string explained(const dialogs::ScriptSet& scripts, const std::string& note, bool whole) {
  const auto took = flow::took_of(note);
  if (!took) return {};
  const auto why = dialogs::explain(scripts, *took);
  std::string out = "Dibaca sebagai: " + why.took;
  if (!whole) return out;
  for (const auto& each : why.passed) out += "\n        bukan " + each;
  if (!why.where.empty()) out += "\n      Diatur di " + why.where + (why.change.empty() ? "" : ": " + why.change);
  return out;
}

}  // namespace

Chat::Chat(Setting setting, ChatLook look)
    : setting_(std::move(setting)), look_(look), simulator_(setting_), last_deed_(setting_.start) {}

std::string Chat::help() {
  return "Ketik pesan seperti di HP. Perintah:\n"
         "  /tap 2, /tap ya   menekan pilihan ke-2, atau yang bernama itu (juga: /2)\n"
         "  /pin -6.9,107.6   mengirim lokasi          /foto, /foto 3   mengirim foto\n"
         "  /suara            mengirim pesan suara     /stiker          mengirim stiker\n"
         "  /ralat TEKS       mengubah pesan terakhir  /wait 3d         waktu berlalu (s, m, h, d)\n"
         "  /tutup HASIL      petugas menutup kasus    /petugas TEKS    petugas menulis di sini\n"
         "  /why              mengapa pesan terakhir dibaca begitu\n"
         "  /crash            daemon mati dan hidup lagi pada pesan berikutnya\n"
         "  /bantuan          daftar ini               /keluar          selesai\n";
}

std::string Chat::in(const char* code, const std::string& text) const {
  return look_.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string Chat::show(const Shown& shown) {
  std::string out;
  int number = 0;
  for (const auto& bubble : shown.rendering.bubbles) {
    std::string text;
    for (const char c : bubble.text) {
      text += c;
      if (c == '\n') text += "        ";
    }
    out += in(cyan, "Pintu > ") + text + "\n";
    if (bubble.keyboard == Keyboard::list) out += "        [" + bubble.list_label + " ▾]\n";
    for (const auto& row : bubble.rows) {
      for (const auto& button : row) {
        const auto key = button.id.empty() ? (button.asks_location ? std::string("/pin ") : std::string())
                                           : fmt::format("/{} ", ++number);
        out += fmt::format("        [{}{}]{}\n", key, button.label, button.hint.empty() ? "" : "  " + button.hint);
      }
    }
    if (bubble.segments > 0) {
      const auto cost = sms::cost_of(bubble.text);
      out += in(faint, fmt::format("        ({} segmen, {} {})\n", bubble.segments, cost.units,
                                   cost.gsm7 ? "huruf GSM-7" : "satuan UCS-2"));
    }
  }
  for (const auto& fault : shown.rendering.faults) out += in(yellow, "      ! " + fault) + "\n";
  if (look_.why && !shown.step.empty()) out += in(faint, fmt::format("      [{} {}]", shown.step, shown.asks)) + "\n";
  return out;
}

std::string Chat::notes() {
  std::string out;
  const auto notes = simulator_.notes();
  for (; noted_ < notes.size(); ++noted_) {
    const auto& note = notes[noted_];
    out += in(yellow, fmt::format("      * meja {} ({}): {}", note.desk, to_string(note.lane),
                                  utf8::shortened(note.text.substr(0, note.text.find('\n')), 100))) +
           "\n";
  }
  const auto& filed = simulator_.far().filed;
  for (; filed_ < filed.size(); ++filed_) {
    out +=
        in(yellow, fmt::format("      * laporan {} → {}", filed[filed_].report.number.shown(), filed[filed_].agency)) +
        "\n";
  }
  for (const auto& reason : simulator_.parked()) out += in(yellow, "      ! pesan disisihkan: " + reason) + "\n";
  return out;
}

std::string Chat::news() {
  std::string out;
  const auto& shown = simulator_.shown();
  for (; shown_ < shown.size(); ++shown_) out += show(shown[shown_]);
  return out + notes();
}

std::string Chat::pass(Duration by) {
  simulator_.pass(by);
  return news();
}

std::string Chat::hear(Said said, std::string tapped) {
  deeds_.push_back({simulator_.now() - last_deed_, said, std::move(tapped), false, {}});
  last_deed_ = simulator_.now();
  simulator_.hear(said);
  for (auto& place : places_of(simulator_.conversation().value_or(Conversation{}), simulator_.scripts()))
    places_.push_back(std::move(place));
  std::string out;
  if (look_.why) out = in(faint, "      [" + explained(simulator_.scripts(), simulator_.rule(), false) + "]") + "\n";
  return out + news();
}

std::string Chat::officer(OfficerHappened::What what, const std::string& text) {
  OfficerHappened act{"Dedi", text, what};
  deeds_.push_back({simulator_.now() - last_deed_, {}, {}, true, act});
  last_deed_ = simulator_.now();
  simulator_.officer(act);
  return news();
}

std::string Chat::tap(const std::string& which) {
  const auto& shown = simulator_.shown();
  const auto last =
      std::find_if(shown.rbegin(), shown.rend(), [](const Shown& each) { return !each.message.choices.empty(); });
  if (last == shown.rend()) return "      ! Tidak ada tombol di layar.\n";
  const auto& choices = last->message.choices;
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(which.data(), which.data() + which.size(), number);
  const bool is_number = problem == std::errc{} && end == which.data() + which.size();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto& choice = choices[i];
    if (is_number ? number != i + 1 : option_of(choice.id) != which && choice.label != which) continue;
    Said said;
    if (setting_.channel == "sms") {
      said.text = choice.code.empty() ? std::to_string(i + 1) : choice.code;
      return hear(said);
    }
    said.tap = choice.id;
    said.text = choice.label;
    return hear(said, option_of(choice.id));
  }
  return "      ! Tidak ada pilihan \"" + which + "\". Yang ada: " + joined(offers(*last)) + "\n";
}

std::string Chat::command(const std::string& word, const std::string& rest) {
  using What = OfficerHappened::What;
  Said said;
  if (word == "/keluar") {
    over_ = true;
    return {};
  }
  if (word == "/bantuan") return help();
  if (word == "/why") {
    const auto why = explained(simulator_.scripts(), simulator_.rule(), true);
    return why.empty() ? "      (belum ada pesan)\n" : "      " + why + "\n";
  }
  if (word == "/crash") {
    simulator_.next_crash.push_back(CrashAt::after_commit);
    return "      * daemon mati sesudah menyimpan pesan berikutnya, lalu hidup lagi\n";
  }
  if (word == "/wait") {
    const auto by = duration_from(rest);
    return by ? pass(*by) : "      ! Contoh: /wait 30s, /wait 5m, /wait 2h, /wait 3d\n";
  }
  if (word == "/tap") return tap(rest);
  if (word == "/tutup") return officer(What::closed_case, rest);
  if (word == "/petugas") return officer(What::said, rest);
  if (word == "/suara") {
    said.voice = true;
    return hear(said);
  }
  if (word == "/stiker") {
    said.sticker = true;
    return hear(said);
  }
  if (word == "/foto") {
    said.photos = std::clamp(std::atoi(rest.c_str()), 1, 30);
    return hear(said);
  }
  if (word == "/ralat") {
    said.text = rest;
    said.edits_last = true;
    return hear(said);
  }
  if (word == "/pin") {
    double latitude = 0;
    double longitude = 0;
    if (std::sscanf(rest.c_str(), "%lf , %lf", &latitude, &longitude) != 2)
      return "      ! Contoh: /pin -6.9147,107.6098\n";
    said.pin = Location{latitude, longitude, {}};
    return hear(said);
  }
  if (word.size() > 1 && word.find_first_not_of("0123456789", 1) == std::string::npos) return tap(word.substr(1));
  // A person may well write "/start".
  if (word == "/start") {
    said.text = word;
    return hear(said);
  }
  return "      ! " + word + " tidak dikenal. /bantuan menunjukkan semua perintah.\n";
}

std::string Chat::obey(const std::string& line) {
  if (line.empty()) return {};
  if (line.front() == '/') {
    const auto space = line.find(' ');
    return command(line.substr(0, space), space == std::string::npos ? std::string() : line.substr(space + 1));
  }
  Said said;
  said.text = utf8::repaired(line);
  return hear(said);
}

Recorded Chat::record(const std::string& name) {
  return trial::record(setting_, deeds_, simulator_.shown(), places_, name);
}

}  // namespace pintu::trial
