// SPDX-License-Identifier: Apache-2.0
// A house whose reports are relayed by hand: officers in a Telegram group, on WhatsApp and by SMS, and one verifier.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "flow/house.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow::test {

inline constexpr const char* group = "-100500";
inline constexpr const char* wa_officer = "628111000222";
inline constexpr const char* sms_officer = "+628111000333";
inline constexpr const char* verifier = "900";

// May be written to for a day after its person wrote.
class WhatsAppLike final : public FakeChannel {
 public:
  std::string_view kind() const override { return "whatsapp"; }
  std::optional<Duration> session() const override { return std::chrono::hours(24); }
  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override {
    if (message.as_template) return SendOutcome(Retry{"over", std::nullopt, Hold::job, true});
    return FakeChannel::send(message, so_far);
  }
};

class SmsLike final : public FakeChannel {
 public:
  std::string_view kind() const override { return "sms/kannel"; }
};

class DeskHouse : public House {
 public:
  explicit DeskHouse(std::vector<Officer> officers = {{"tg", group}}, bool with_verifier = true) {
    world.channels["wa"] = std::make_unique<WhatsAppLike>();
    world.channels["sms"] = std::make_unique<SmsLike>();
    world.agencies.clear();
    world.relayed = {{"lapor", "verifikator"}};
    auto& desk = world.desks["verifikator"];
    desk.officers = std::move(officers);
    if (with_verifier) desk.verifier = Officer{"tg", verifier, "Bu Rina"};
  }

  // Plays a complaint to its number.
  std::string complain(const std::string& from, const std::string& shows = "kirim") {
    say(from, "lampu jalan mati total di dekat rumah saya");
    for (const auto* answer : {"selesai", "ya", "Jl. Dago 10", "kemarin", "Tidak ada foto"}) say(from, answer);
    if (shows != "kirim") say(from, shows);
    say(from, "kirim");
    loop.run_for(std::chrono::seconds(5));
    return newest().number.shown();
  }
  store::ReportRow newest() {
    const auto reports = store->reports(1);
    REQUIRE(reports.size() == 1);
    return reports.front();
  }
  store::ReportRow report(const std::string& number) {
    const auto row = store->report(ReportNumber::read(number).value());
    REQUIRE(row);
    return *row;
  }

  // What an officer writes: in the group when `chat` is one, as `from`.
  void writes(const std::string& channel, const std::string& chat, const std::string& text,
              const std::string& reply_to = {}, bool forwarded = false) {
    Inbound inbound;
    const bool in_group = chat.starts_with('-');
    inbound.kind = in_group ? InboundKind::ignored : InboundKind::message;
    inbound.reason = in_group ? "group" : "";
    inbound.chat = in_group ? chat : "";
    inbound.from = in_group ? "501" : chat;
    inbound.name = "Pak Asep";
    inbound.id = fmt::format("o{}", ++written_);
    inbound.message_id = inbound.id;
    inbound.text = text;
    inbound.reply_to = reply_to;
    inbound.forwarded = forwarded;
    ledger->submit({{Event{Arrived{channel, inbound, ""}}}, {}});
    loop.run_for(std::chrono::seconds(5));
  }
  void in_group(const std::string& text, const std::string& reply_to = {}) { writes("tg", group, text, reply_to); }

  // The id that the far end gave to the last message to this address which holds the words.
  std::string id_of(const std::string& address, const std::string& words) const {
    for (std::size_t i = far.requests.size(); i-- > 0;) {
      const auto& request = far.requests[i];
      if (request.target == "https://chat/" + address && request.body.find(words) != std::string::npos)
        return std::to_string(first_id + i);
    }
    FAIL("nothing like that was sent there");
    return {};
  }
  std::size_t count(const std::string& address, const std::string& words) const {
    const auto texts = far.sent_to(address);
    return static_cast<std::size_t>(
        std::ranges::count_if(texts, [&](const auto& text) { return text.find(words) != std::string::npos; }));
  }
  std::string last(const std::string& address) const {
    const auto texts = far.sent_to(address);
    return texts.empty() ? std::string() : texts.back();
  }

 private:
  static constexpr std::size_t first_id = 1001;  // of FarEnd, which counts every request
  int written_ = 0;
};

}  // namespace pintu::flow::test
