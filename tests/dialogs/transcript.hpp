// SPDX-License-Identifier: Apache-2.0
// A talk as a test reads it: what the person does, what they read. The conversation goes through its JSON between any
// two turns, so that persistence is tested by every transcript.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dialogs/advance.hpp"
#include "support/catch.hpp"

namespace pintu::dialogs::test {

inline const Instant monday_ten{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4} +
                                std::chrono::hours(3)};  // 10.00 WIB

class PlainRenderer final : public Renderer {
 public:
  std::string_view kind() const override { return "telegram"; }
  Rendering render(const OutboundMessage& message) const override {
    Bubble bubble;
    bubble.text = message.text;
    return {{bubble}, {}};
  }
};

class Talker {
 public:
  // With the shipped scripts, read once: tests make talkers by the thousand.
  explicit Talker(std::string channel = "telegram") : channel_(std::move(channel)) {
    static const auto ours = [] {
      auto loaded = load(shipped());
      REQUIRE(loaded.good());
      loaded.set.version = 1;
      return std::make_shared<const ScriptSet>(std::move(loaded.set));
    }();
    library_.add(ours);
  }
  // With scripts of the test's own; `umum.yaml` and the rest are the shipped ones where it gives none.
  Talker(std::string channel, std::vector<SourceFile> files) : channel_(std::move(channel)) {
    // Translations of what the test writes anew are of another text.
    const auto own = [&, given = files](const SourceFile& file) {
      return std::ranges::any_of(
          given, [&](const auto& each) { return file.name.starts_with(each.name.substr(0, each.name.find('.') + 1)); });
    };
    for (auto& file : shipped()) {
      if (!own(file)) files.push_back(std::move(file));
    }
    auto loaded = load(files);
    for (const auto& finding : loaded.findings) UNSCOPED_INFO(to_string(finding));
    REQUIRE(loaded.good());
    loaded.set.version = 1;
    library_.add(std::make_shared<const ScriptSet>(std::move(loaded.set)));
  }

  // ---- the person
  Talker& says(const std::string& text) {
    Inbound inbound;
    inbound.text = text;
    return send(std::move(inbound), {});
  }
  // What the provider takes as a wish to hear nothing more, and answers itself.
  Talker& opts_out() {
    Inbound inbound;
    inbound.text = "STOP";
    inbound.opt_out = true;
    return send(std::move(inbound), {});
  }
  // By the option's place on the last message with buttons, 0-based.
  Talker& taps(std::size_t place) {
    REQUIRE(place < choices_.size());
    return taps_id(choices_[place].id, choices_[place].label);
  }
  Talker& taps_id(const std::string& id, const std::string& label = {}) {
    Inbound inbound;
    inbound.kind = InboundKind::tap;
    inbound.tap = id;
    inbound.text = label;
    return send(std::move(inbound), {});
  }
  Talker& pins(double latitude, double longitude) {
    Inbound inbound;
    inbound.location = Location{latitude, longitude, {}};
    return send(std::move(inbound), {});
  }
  Talker& sends(AttachmentKind kind, const std::string& caption = {}) {
    Inbound inbound;
    inbound.attachments.push_back({kind, "ref", "", "", 0});
    inbound.text = caption;
    return send(std::move(inbound), {std::to_string(1000 + ++media_)});
  }
  // A file past the limits: the flow did not take it.
  Talker& sends_too_many(AttachmentKind kind) {
    Inbound inbound;
    inbound.attachments.push_back({kind, "ref", "", "", 0});
    return send(std::move(inbound), {});
  }
  Talker& calls() {
    Inbound inbound;
    inbound.reason = "call";
    return send(std::move(inbound), {});
  }
  Talker& edits(const std::string& text) {
    Inbound inbound;
    inbound.kind = InboundKind::edit;
    inbound.text = text;
    return send(std::move(inbound), {});
  }
  // Time passes; timers fire at their time.
  Talker& waits(Duration by) {
    const Instant end = now_ + by;
    for (;;) {
      const auto next = std::ranges::min_element(timers_, {}, &SetTimer::due);
      if (next == timers_.end() || next->due > end) break;
      const SetTimer timer = *next;
      timers_.erase(next);
      now_ = std::max(now_, timer.due);
      happen(TimerHappened{timer.name, timer.epoch, timer.detail});
    }
    now_ = end;
    return *this;
  }
  Talker& acts(OfficerHappened::What what, const std::string& text = {}) {
    happen(OfficerHappened{"Ani", text, what});
    return *this;
  }
  // The connector that was asked last answers.
  Talker& connector_says(const std::string& outcome, std::map<std::string, std::string> give = {}) {
    REQUIRE_FALSE(connectors_.empty());
    happen(CallHappened{connectors_.back().epoch, outcome, std::move(give)});
    return *this;
  }
  Talker& fires(const std::string& name, std::uint32_t epoch, const std::string& detail = {}) {
    happen(TimerHappened{name, epoch, detail});
    return *this;
  }
  Talker& desk_opens() {
    desk_open_ = true;
    return *this;
  }
  Talker& hears(const ReportHappened& news) {
    happen(news);
    return *this;
  }

  // ---- what came of it
  const std::string& last() const {
    static const std::string none;
    return said_.empty() ? none : said_.back();
  }
  bool last_says(const std::string& words) const { return last().find(words) != std::string::npos; }
  std::string new_words() const {  // everything said in the last turn or wait
    std::string all;
    for (std::size_t i = before_; i < said_.size(); ++i) all += said_[i] + "\n";
    return all;
  }
  const std::string& asks() const { return asks_; }
  std::size_t messages() const { return said_.size(); }
  std::size_t new_messages() const { return said_.size() - before_; }
  const std::vector<std::string>& passed() const { return passed_; }
  const std::string& step() const { return step_; }
  bool edited() const { return edited_; }
  const OutboundMessage& message() const { return message_; }
  std::size_t place_of(const std::string& label) const {  // of a button on the last question
    const auto it = std::ranges::find(choices_, label, &Choice::label);
    REQUIRE(it != choices_.end());
    return static_cast<std::size_t>(it - choices_.begin());
  }
  const SlotValue& slot(const std::string& name) const {
    REQUIRE(conversation_.talk);
    REQUIRE(conversation_.talk->stack.back().slots.contains(name));
    return conversation_.talk->stack.back().slots.at(name);
  }
  bool has_flag(const std::string& flag) const {
    const auto& flags = conversation_.talk->stack.back().flags;
    return std::ranges::find(flags, flag) != flags.end();
  }
  const std::vector<AnswerAgency>& answers() const { return answers_; }
  const std::vector<CallConnector>& connectors() const { return connectors_; }
  bool has_timer(const std::string& name) const { return std::ranges::count(timers_, name, &SetTimer::name) > 0; }
  int exports() const { return exports_; }
  const std::vector<Choice>& choices() const { return choices_; }
  const std::string& guesses() const { return guesses_; }
  const std::string& took() const { return took_; }
  const Took& trace() const { return trace_; }
  const std::optional<Report>& filed() const { return filed_; }
  int filings() const { return filings_; }
  const std::vector<RaiseCase>& cases() const { return cases_; }
  const std::vector<Handoff>& handoffs() const { return handoffs_; }
  bool erased() const { return erased_; }
  Lane lane() const { return lane_; }
  Conversation& conversation() { return conversation_; }
  Instant now() const { return now_; }

 private:
  Talker& send(Inbound inbound, std::vector<std::string> media) {
    inbound.from = "7";
    inbound.id = std::to_string(++messages_);
    happen(InboundHappened{std::move(inbound), std::move(media)});
    return *this;
  }

  void happen(const DialogEvent& event) {
    before_ = said_.size();
    took_.clear();
    const Context context{.now = now_,
                          .fresh = ReportNumber::draw(),
                          .random = "0123456789abcdef",
                          .channel = channel_,
                          .person_name = "Budi",
                          .contacts = contacts_,
                          .promises = promises_,
                          .renderer = renderer_,
                          .has_desk_open = desk_open_};
    auto turn = advance(library_, context, conversation_, event);
    const auto restored = conversation_from_json(to_json(turn.next));
    REQUIRE(restored);
    CHECK(*restored == turn.next);
    conversation_ = *restored;
    const bool was_erased = erased_;
    for (const auto& effect : turn.effects) take(effect);
    if (erased_ && !was_erased) {  // as the ledger does it
      conversation_ = Conversation{};
      timers_.clear();
      const auto begun = before_;
      happen(ErasedHappened{});
      before_ = begun;
    }
  }

  // What holds for every message of ours.
  static void check(const Reply& reply) {
    CHECK_FALSE(reply.message.text.empty());
    CHECK(reply.message.choices.size() <= 9);
    for (const auto& choice : reply.message.choices) {
      CHECK_FALSE(choice.label.empty());
      CHECK(choice.id.size() <= 64);
      CHECK(std::ranges::count(reply.message.choices, choice.id, &Choice::id) == 1);
    }
  }

  void take(const Effect& effect) {
    if (const auto* reply = std::get_if<Reply>(&effect)) {
      check(*reply);
      said_.push_back(reply->message.text);
      lane_ = reply->lane;
      message_ = reply->message;
      edited_ = reply->edits_last;
      if (!reply->asks.empty()) {
        asks_ = reply->asks;
        choices_ = reply->message.choices;
        guesses_ = reply->guesses;
        step_ = reply->step;
      }
    } else if (const auto* timer = std::get_if<SetTimer>(&effect)) {
      std::erase_if(timers_, [&](const SetTimer& t) { return t.name == timer->name; });
      timers_.push_back(*timer);
    } else if (const auto* stop = std::get_if<StopTimer>(&effect)) {
      std::erase_if(timers_, [&](const SetTimer& t) { return t.name == stop->name; });
    } else if (const auto* filing = std::get_if<FileReport>(&effect)) {
      filed_ = filing->report;
      ++filings_;
      for (auto& own : conversation_.reports) {
        if (own.number == filed_->number.compact()) own.id = filings_;
      }
    } else if (const auto* raised = std::get_if<RaiseCase>(&effect)) {
      cases_.push_back(*raised);
    } else if (const auto* handoff = std::get_if<Handoff>(&effect)) {
      handoffs_.push_back(*handoff);
    } else if (const auto* took = std::get_if<Took>(&effect)) {
      trace_ = *took;
      took_ = took->rule;
      passed_ = took->passed;
    } else if (const auto* answer = std::get_if<AnswerAgency>(&effect)) {
      answers_.push_back(*answer);
    } else if (const auto* call = std::get_if<CallConnector>(&effect)) {
      connectors_.push_back(*call);
    } else if (std::holds_alternative<ExportParty>(effect)) {
      ++exports_;
    } else if (std::holds_alternative<EraseParty>(effect)) {
      erased_ = true;
    }
  }

  Library library_;
  PlainRenderer renderer_;
  Contacts contacts_{{{"bahaya", "112"},
                      {"darurat", "112"},
                      {"pengelola", "Dinas Uji"},
                      {"jam.buka", "08.00"},
                      {"jam.tutup", "16.00"},
                      {"simpan", "90 hari"}}};
  std::map<std::string, std::string> promises_{{"verifikasi", "3 hari kerja"}};
  std::string channel_;
  Instant now_ = monday_ten;
  Conversation conversation_;
  std::vector<SetTimer> timers_;
  std::vector<std::string> said_;
  std::size_t before_ = 0;
  std::string asks_, guesses_, took_, step_;
  Took trace_;
  std::vector<std::string> passed_;
  std::vector<AnswerAgency> answers_;
  std::vector<CallConnector> connectors_;
  OutboundMessage message_;
  bool edited_ = false;
  bool desk_open_ = false;
  int exports_ = 0;
  std::vector<Choice> choices_;
  std::optional<Report> filed_;
  int filings_ = 0;
  std::vector<RaiseCase> cases_;
  std::vector<Handoff> handoffs_;
  bool erased_ = false;
  Lane lane_ = Lane::reply;
  int messages_ = 0;
  int media_ = 0;
};

}  // namespace pintu::dialogs::test
