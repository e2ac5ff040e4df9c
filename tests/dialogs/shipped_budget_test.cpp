// SPDX-License-Identifier: Apache-2.0
// What a report may cost a citizen: from the first message of ours to the number at most 7 questions and 8 messages
// (two more for a category's own questions), by SMS at most 8 segments in all. Every category, every channel.
#include <regex>

#include "load_support.hpp"
#include "support/catch.hpp"
#include "transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

// As the phone shows it: marks become capitals of the same length, choices are numbered lines. GSM letters are counted
// where the renderer of SMS has its own tests.
int segments_of(const Talker& talker) {
  std::string text = std::regex_replace(talker.message().text, std::regex(R"(\*)"), "");
  std::size_t size = text.size();
  for (const auto& choice : talker.message().choices) size += choice.label.size() + 3;
  return size <= 160 ? 1 : static_cast<int>((size + 152) / 153);
}

struct Cost {
  int questions = 0;
  std::size_t messages = 0;
  int segments = 0;
};

std::string answer_to(const std::string& slot, const std::string& category) {
  if (slot == "isi") return "Ada masalah di kampung kami, sudah lama dan mengganggu warga.";
  if (slot == "kategori") return category;
  if (slot == "lokasi") return "Cinunuk, Cileunyi, Bandung";
  if (slot == "kejadian") return "minggu lalu";
  if (slot == "tampil") return "Nama dan isi";
  if (slot == "terlapor" || slot == "kantor") return "Kantor Desa Cinunuk";
  if (slot == "foto") return "lewati";
  return "kirim";
}

// Nothing is read from the story: the longest way there is.
Cost cost_of(const std::string& channel, const std::string& first, const std::string& category) {
  Talker talker(channel);
  Cost cost;
  std::size_t counted = 0;
  talker.says(first);
  for (int turn = 0; turn < 20 && !talker.filed(); ++turn) {
    talker.waits(30s);
    if (talker.messages() == counted) break;
    counted = talker.messages();
    cost.segments += segments_of(talker);
    ++cost.questions;
    talker.says(channel == "sms" && talker.asks() == "periksa" ? "77" : answer_to(talker.asks(), category));
  }
  REQUIRE(talker.filed());
  cost.segments += segments_of(talker);
  cost.messages = talker.messages();
  return cost;
}

}  // namespace

TEST_CASE("budget: a complaint of any category costs at most 7 questions, 8 messages, 8 segments") {
  const std::string channel = GENERATE("whatsapp", "telegram", "sms");
  const auto loaded = load(shipped());
  for (const auto& option : loaded.set.find("lapor-aduan")->slot("kategori")->options) {
    INFO(channel << ": " << option.label.base);
    const auto cost =
        cost_of(channel, "Ada masalah di kampung kami, sudah lama dan mengganggu warga.", option.label.base);
    const bool own = option.id == "pelecehan" || option.id == "layanan" || option.id == "bansos";
    const int more = own ? 2 : 0;
    INFO(cost.questions << " questions, " << cost.messages << " messages, " << cost.segments << " segments");
    CHECK(cost.questions <= 7 + more);
    CHECK(cost.messages <= static_cast<std::size_t>(8 + more));
    if (channel == "sms") CHECK(cost.segments <= 8 + more);
  }
}

TEST_CASE("budget: a suggestion and a question cost no more") {
  const std::string channel = GENERATE("whatsapp", "telegram", "sms");
  for (const std::string first : {"aspirasi", "informasi"}) {
    const auto cost = cost_of(channel, first, "Lainnya");
    INFO(channel << " " << first << ": " << cost.questions << " questions, " << cost.messages << " messages, "
                 << cost.segments << " segments");
    CHECK(cost.questions <= 7);
    CHECK(cost.messages <= 8);
    if (channel == "sms") CHECK(cost.segments <= 8);
  }
}
