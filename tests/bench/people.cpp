// SPDX-License-Identifier: Apache-2.0
#include "bench/people.hpp"

#include <fmt/format.h>

#include <array>
#include <ctime>
#include <span>

namespace pintu::bench {

namespace {

struct Line {
  std::span<const std::string_view> says;  // one of them, by the person
  std::string_view hears;                  // words of the reply; empty when none comes
};

constexpr std::string_view names[] = {"Asep", "Dewi", "Ujang", "Siti", "Budi", "Neneng", "Rina", "Dadang"};
constexpr std::string_view begins[] = {"lapor"};
constexpr std::string_view stories[] = {
    "Lampu PJU di depan gang sudah mati, gelap sekali kalau malam dan anak-anak takut lewat",
    "Jalan rusak parah, lubang besar dan dalam, banyak motor jatuh, tolong segera ditambal",
    "Tumpukan sampah sudah lama tidak diangkut, baunya sampai ke dalam rumah warga",
    "Got mampet, setiap hujan air tergenang sampai ke halaman sekolah dasar",
};
constexpr std::string_view done[] = {"selesai"};
constexpr std::string_view yes[] = {"ya"};
constexpr std::string_view places[] = {"Desa Kutamekar Kec Ciampel", "Desa Cinunuk Kec Cileunyi"};
constexpr std::string_view days[] = {"kemarin", "sejak bulan lalu", "minggu lalu"};
constexpr std::string_view skip[] = {"lewati"};
constexpr std::string_view send[] = {"kirim"};

constexpr std::array walk{Line{begins, "ceritakan masalahnya"},
                          Line{stories, ""},
                          Line{done, "Ini soal"},
                          Line{yes, "Di mana"},
                          Line{places, "Kapan"},
                          Line{days, "Ada foto"},
                          Line{skip, "Belum terkirim"},
                          Line{send, "Nomor"}};

}  // namespace

std::size_t People::lines_a_walk() { return walk.size(); }

std::size_t People::replies_a_walk() {
  std::size_t replies = 0;
  for (const auto& line : walk) replies += line.hears.empty() ? 0 : 1;
  return replies;
}

Update People::next(Steady::time_point now) {
  std::int64_t chat = next_chat_;
  if (!ready_.empty() && now - people_.at(ready_.front()).since >= pace) {
    chat = ready_.front();
    ready_.pop_front();
  } else {
    ++next_chat_;
  }
  auto& person = people_[chat];
  const auto& line = walk.at(person.line);
  const auto who = static_cast<std::size_t>(chat);
  person.waits_for_ack = true;
  person.waits_for_reply = answered_ && !line.hears.empty();
  person.since = now;
  Update update;
  update.chat = chat;
  update.answered = person.waits_for_reply;
  update.body = fmt::format(
      R"({{"update_id":{0},"message":{{"message_id":{0},"from":{{"id":{1},"is_bot":false,"first_name":"{2}",)"
      R"("language_code":"id"}},"chat":{{"id":{1},"first_name":"{2}","type":"private"}},"date":{3},"text":"{4}"}}}})",
      next_update_++, chat, names[who % std::size(names)], std::time(nullptr), line.says[who % line.says.size()]);
  return update;
}

void People::acknowledged(std::int64_t chat, Steady::time_point now) {
  auto& person = people_.at(chat);
  person.waits_for_ack = false;
  go_on(chat, person, now);
}

bool People::heard(std::int64_t chat, std::string_view body, Steady::time_point now) {
  const auto found = people_.find(chat);
  const bool says_it = found != people_.end() && body.find(walk.at(found->second.line).hears) != std::string_view::npos;
  if (says_it && found->second.waits_for_reply) {
    found->second.waits_for_reply = false;
    ++expected_;
    go_on(chat, found->second, now);
    return true;
  }
  // Who says nothing for a while after their story is asked without having said that it is all: a slow machine.
  const bool asked_early = says_it && found->second.line > 0 && walk.at(found->second.line - 1).hears.empty();
  if (!asked_early && unexpected_++ == 0) first_unexpected_ = body;
  return false;
}

void People::go_on(std::int64_t chat, Person& person, Steady::time_point now) {
  if (person.waits_for_ack || person.waits_for_reply) return;
  if (++person.line == walk.size()) {
    ++reports_;
    people_.erase(chat);
    return;
  }
  // After a line that nobody answers, the next follows at once: they write on.
  if (!walk.at(person.line - 1).hears.empty()) person.since = now;
  ready_.push_back(chat);
}

}  // namespace pintu::bench
