// SPDX-License-Identifier: Apache-2.0
// A person on Telegram who files a complaint with the real binary.
#pragma once

#include "support/installed.hpp"

namespace pintu::test {

// What a person would do next, reading the last thing on the phone.
inline void go_on(Installed& house, std::int64_t chat) {
  if (house.last_says(chat, "Belum terkirim")) {
    house.telegram.say(chat, "kirim");
  } else if (house.last_says(chat, "foto")) {
    house.telegram.say(chat, "lewati");
  } else if (house.last_says(chat, "Kapan") || house.last_says(chat, "Kira-kira")) {
    house.telegram.say(chat, "kemarin");
  } else if (house.last_says(chat, "Di mana") || house.last_says(chat, "Tempatnya belum")) {
    house.telegram.say(chat, "Desa Kutamekar Kec Ciampel");
  } else if (house.last_says(chat, "Ini soal")) {
    house.telegram.say(chat, "ya");
  } else if (house.last_says(chat, "soal apa") || house.last_says(chat, "Balas nomornya")) {
    house.telegram.say(chat, "1");
  }
}

inline void complain(Installed& house, std::int64_t chat) {
  house.telegram.say(chat, "jalan berlubang besar dan dalam, banyak motor jatuh");
  house.telegram.say(chat, "selesai");
}

}  // namespace pintu::test
