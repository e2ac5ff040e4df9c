// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/rehearsal.hpp"

#include <nlohmann/json.hpp>

namespace pintu::app {

using namespace std::chrono_literals;

namespace {

constexpr Duration step = 50ms;
constexpr Duration patience = 18s;
constexpr std::int64_t person = sandbox::DemoServer::chat;

// The smallest JPEG that is one: a photo of nothing.
constexpr std::string_view jpeg("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xD9", 22);

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

void Rehearsal::play(std::function<void(const Result&)> done) {
  done_ = std::move(done);
  say("PJU di depan gang mawar mati sejak kemarin, gelap sekali kalau malam");
  say("selesai");
  look();
}

void Rehearsal::say(const std::string& text) {
  result_.transcript += "warga: " + text + "\n";
  demo_.telegram().say(person, text);
  ++read_;
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
  const auto& phone = demo_.telegram().phone(person);
  while (done_ && read_ < phone.size()) {
    const auto line = phone[read_++];
    if (line.from_person) continue;
    const auto text = line.message.value("text", std::string());
    std::string shown = text;
    for (std::size_t at = 0; (at = shown.find('\n', at)) != std::string::npos; at += 8)
      shown.replace(at, 1, "\n       ");
    result_.transcript += "Pintu: " + shown + "\n";
    const auto rows =
        line.message.value("reply_markup", nlohmann::json::object()).value("inline_keyboard", nlohmann::json::array());
    const std::string button =
        rows.empty() || rows[0].empty() ? std::string() : rows[0][0].value("callback_data", std::string());
    react(text, button);
  }
}

void Rehearsal::react(const std::string& text, const std::string& first_button) {
  for (const auto& complaint : demo_.lapor().complaints()) {
    if (!has(text, complaint.id)) continue;
    result_.tracking_id = complaint.id;
    finish();
    return;
  }
  if (has(text, "Nomor:")) {
    const auto at = text.find("Nomor:") + 7;
    result_.number = text.substr(at, text.find('\n', at) - at);
  } else if (has(text, "Belum terkirim") || has(text, "Ini soal")) {
    result_.transcript += "warga: [tombol]\n";
    demo_.telegram().tap(person, first_button);
  } else if (has(text, "foto")) {
    if (photo_sent_) return;
    photo_sent_ = true;
    result_.transcript += "warga: [foto]\n";
    demo_.telegram().photo(person, std::string(jpeg));
  } else if (has(text, "Kapan")) {
    say("kemarin");
  } else if (has(text, "Di mana")) {
    result_.transcript += "warga: [lokasi]\n";
    demo_.telegram().pin(person, -6.9403, 107.7448);
  }
}

void Rehearsal::finish() {
  auto done = std::move(done_);
  done_ = nullptr;
  if (done) done(result_);
}

}  // namespace pintu::app
