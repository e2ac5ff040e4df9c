// SPDX-License-Identifier: Apache-2.0
#include "torture/person.hpp"

#include <algorithm>
#include <array>

#include "torture/checker.hpp"

namespace pintu::torture {

using namespace std::chrono_literals;

namespace {

constexpr Duration step = 30ms;
constexpr Duration patience = 12s;  // then a person says it again
constexpr std::string_view token_mark = "xq";
constexpr std::string_view token_letters = "bcdfghjklm";  // no word of any language comes of them
constexpr std::size_t person_digits = 3;
constexpr std::size_t count_digits = 5;
constexpr std::size_t token_length = token_mark.size() + person_digits + count_digits;

// No place and no day in them: those are quoted elsewhere in a report, and the words would count as there twice.
constexpr std::array<std::string_view, 3> beginnings{
    "jalan berlubang besar dan dalam", "lampu jalan mati, gelap sekali", "sampah menumpuk banyak, baunya menyengat"};
constexpr std::array<std::string_view, 3> more{"warga sering mengeluh", "belum ada yang datang memperbaiki",
                                               "makin hari makin parah"};

std::string letters_of(std::uint32_t value, std::size_t digits) {
  std::string text(digits, token_letters[0]);
  for (auto at = text.rbegin(); at != text.rend(); ++at, value /= 10) *at = token_letters[value % 10];
  return text;
}

// Whatever the phone makes of bold: SMS shows it in capitals.
bool has(const std::string& text, std::string_view words) {
  const auto same = [](char a, char b) { return std::tolower(a) == std::tolower(b); };
  return std::ranges::search(text, words, same).begin() != text.end();
}

constexpr std::string_view knock = "lapor";

struct Answer {
  std::string_view question;
  std::string_view words;
};
// The first that fits: a question may quote the answer before it.
constexpr std::array<Answer, 9> answers{{{"silakan dicek", "kirim"},
                                         {"77 kirim", "kirim"},
                                         {"soal apa", "1"},
                                         {"ini soal", "ya"},
                                         {"balas nomornya", "1"},
                                         {"kapan", "kemarin"},
                                         {"kira-kira", "kemarin"},
                                         {"di mana", "Desa Kutamekar Kec Ciampel"},
                                         {"tempatnya belum", "Desa Kutamekar Kec Ciampel"}}};

}  // namespace

std::string token_in(const std::string& text) {
  const auto at = text.find(token_mark);
  return at == std::string::npos ? std::string() : text.substr(at, token_length);
}

Person::Person(AsioLoop& loop, std::unique_ptr<Handset> phone, std::uint32_t number, std::uint32_t seed,
               std::function<int()> life, std::function<void()> heard)
    : loop_(loop),
      phone_(std::move(phone)),
      number_(number),
      dice_(seed),
      life_(std::move(life)),
      heard_(std::move(heard)),
      alive_(std::make_shared<bool>(true)) {
  phone_->on_change([this] { absorb(); });
}

Person::~Person() {
  *alive_ = false;
  phone_->on_change({});
}

void Person::begin() {
  rest_ = std::chrono::milliseconds(roll(0, 1500));
  tick();
}

void Person::tick() {
  quiet_ += step;
  rest_ -= step;
  if (rest_ <= 0ms) react();
  loop_.after(step, [this, alive = alive_] {
    if (*alive) tick();
  });
}

std::string Person::next_token() {
  return std::string(token_mark) + letters_of(number_, person_digits) + letters_of(next_token_++, count_digits);
}

void Person::think_of_a_story() {
  story_ = {"selesai"};
  for (int parts = roll(0, 3); parts > 0; --parts)
    story_.push_back(std::string(more[static_cast<std::size_t>(roll(0, 2))]));
  story_.push_back(std::string(beginnings[static_cast<std::size_t>(roll(0, 2))]));
}

// A story that comes out of nowhere could be meant for the report before it.
void Person::complain() {
  think_of_a_story();
  question_.clear();
  answered_.clear();
  state_ = numbers_.empty() ? State::telling : State::knocking;
  if (state_ == State::telling) return tell();
  say(std::string(knock));
}

// In one go, or with a breath between.
void Person::tell() {
  const bool in_one_go = roll(0, 1) == 0;
  do {
    auto words = std::move(story_.back());
    story_.pop_back();
    if (!story_.empty()) words += " " + next_token();
    say(words);
  } while (in_one_go && !story_.empty());
  if (story_.empty()) state_ = State::answering;
  rest_ = std::chrono::milliseconds(roll(0, 300));
}

void Person::say(const std::string& text) {
  quiet_ = 0ms;
  phone_->say(text);
}

void Person::absorb() {
  bool any = false;
  while (read_ < phone_->size()) {
    const auto line = phone_->line(read_++);
    if (line.from_person || line.by_provider || line.text.empty()) continue;
    lines_.push_back({line.job, line.id, line.text, life_()});
    listen(line);
    any = true;
  }
  if (any) heard_();
}

void Person::listen(const Line& line) {
  quiet_ = 0ms;
  const auto numbers = numbers_in(line.text);
  if (has(line.text, "nomor:") && !numbers.empty()) {
    // Told again after a kill it ends nothing that began since.
    const bool is_new = numbers_.insert(numbers.front()).second;
    if (is_new && state_ == State::answering) {
      state_ = State::idle;
      rest_ = std::chrono::milliseconds(roll(100, 2500));
    }
    return;
  }
  if (state_ == State::knocking && has(line.text, "ceritakan")) {
    state_ = State::telling;
    rest_ = std::chrono::milliseconds(roll(0, 400));
    return;
  }
  if (has(line.text, "nomor di sana") && !numbers.empty()) confirmed_.insert(numbers.front());
  if (!answer_to(line.text).empty() && line.text != answered_) {
    question_ = line.text;
    rest_ = std::chrono::milliseconds(roll(0, 400));
  }
}

std::string Person::answer_to(const std::string& text) const {
  for (const auto& [question, words] : answers) {
    if (has(text, question)) return std::string(words);
  }
  return has(text, "foto") && !has(text, "ceritakan") ? "lewati" : "";
}

void Person::react() {
  if (state_ == State::idle) {
    if (!last_) complain();
  } else if (state_ == State::telling) {
    tell();
  } else if (!question_.empty()) {
    answered_ = std::exchange(question_, {});
    say(answer_to(answered_));
  } else if (quiet_ >= patience) {
    ++reminders_;
    // A provider may give a message up that had no answer (Kannel says so); who is asked for the story tells it again.
    if (state_ == State::answering && !lines_.empty() && has(lines_.back().text, "ceritakan masalahnya")) {
      think_of_a_story();
      state_ = State::telling;
      return tell();
    }
    const auto again = answer_to(answered_);
    say(state_ == State::knocking ? std::string(knock) : again.empty() ? "selesai" : again);
  }
}

Talk Person::talk() const {
  Talk talk;
  talk.who = phone_->channel() + ":" + phone_->address();
  talk.heard = lines_;
  talk.ended = at_rest();
  if (!lines_.empty()) talk.last_heard = lines_.back().text;
  for (std::size_t i = 0; i < phone_->size(); ++i) {
    const auto line = phone_->line(i);
    if (line.from_person) talk.said.push_back({line.id, token_in(line.text), line.acked});
  }
  return talk;
}

}  // namespace pintu::torture
