// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/rehearsal.hpp"

#include <nlohmann/json.hpp>

#include "gateway/sandbox/sample_files.hpp"

namespace pintu::app {

using namespace std::chrono_literals;

namespace {

constexpr Duration step = 50ms;
constexpr Duration patience = 18s;

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

// Whatever the phone makes of bold: SMS shows it in capitals.
bool asks(const std::string& text, std::string_view words, std::string_view capitals) {
  return has(text, words) || has(text, capitals);
}

std::string indented(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 8) text.replace(at, 1, "\n       ");
  return text;
}

}  // namespace

void Rehearsal::play(std::function<void(const Result&)> done) {
  done_ = std::move(done);
  result_.phone = phone_.kind();
  say("PJU di depan gang mawar mati sejak kemarin, gelap sekali kalau malam");
  say("selesai");
  look();
}

void Rehearsal::say(const std::string& text) {
  note(text);
  phone_.say(text);
}

// By the button that is shown, else by words.
void Rehearsal::answer(const std::string& button, const std::string& words) {
  if (button.empty()) return say(words);
  note("[tombol]");
  phone_.tap(button);
}

void Rehearsal::look() {
  read_new_lines();
  if (!done_) return;
  waited_ += step;
  if (waited_ > patience) {
    finish();
    return;
  }
  loop_.after(step, [this] { look(); });
}

void Rehearsal::read_new_lines() {
  const auto lines = phone_.shown();
  while (done_ && read_ < lines.size()) {
    const auto& line = lines[read_++];
    if (line.from_person) continue;
    const auto text = line.bubble.value("text", std::string());
    result_.transcript += "Pintu: " + indented(text) + "\n";
    react(text, line.bubble);
  }
}

bool Rehearsal::is_accepted(const std::string& text) {
  for (const auto& complaint : lapor_.complaints()) {
    if (!has(text, complaint.id)) continue;
    result_.tracking_id = complaint.id;
    return true;
  }
  return false;
}

void Rehearsal::react(const std::string& text, const nlohmann::json& bubble) {
  const auto& rows = bubble.value("rows", nlohmann::json::array());
  const std::string button = rows.empty() || rows[0].empty() ? std::string() : rows[0][0].value("id", std::string());
  if (is_accepted(text)) return finish();
  if (asks(text, "Nomor:", "NOMOR:")) {
    const auto at =
        text.find(':', text.find("omor:") == std::string::npos ? text.find("OMOR:") : text.find("omor:")) + 2;
    result_.number = text.substr(at, text.find_first_of("\n ", at) - at);
  } else if (asks(text, "Belum terkirim", "BELUM TERKIRIM")) {
    answer(button, "kirim");
  } else if (asks(text, "Ini soal", "INI SOAL")) {
    answer(button, "ya");
  } else if (asks(text, "foto", "FOTO")) {
    if (photo_sent_) return;
    photo_sent_ = true;
    const auto photo = sandbox::sample_photo(sandbox::sample_latitude, sandbox::sample_longitude);
    if (!phone_.send_file(sandbox::FileKind::photo, photo, "")) return say("lewati");
    note("[foto]");
    say("selesai");  // else more photos are waited for
  } else if (asks(text, "Kapan", "KAPAN")) {
    say("kemarin");
  } else if (asks(text, "Di mana", "DI MANA")) {
    if (!phone_.pin(sandbox::sample_latitude, sandbox::sample_longitude)) return say("Desa Cinunuk Kec Cileunyi");
    note("[lokasi]");
  }
}

void Rehearsal::finish() {
  auto done = std::move(done_);
  done_ = nullptr;
  if (done) done(result_);
}

}  // namespace pintu::app
