// SPDX-License-Identifier: Apache-2.0
#include "torture/handset.hpp"

#include "gateway/sandbox/reading.hpp"

namespace pintu::torture {

namespace {

using sandbox::Json;
using sandbox::member;
using sandbox::text_of;

class WhatsApp final : public Handset {
 public:
  WhatsApp(sandbox::FakeGraph& graph, std::string person) : graph_(graph), person_(std::move(person)) {}
  ~WhatsApp() override { graph_.on_change(person_, {}); }
  std::string channel() const override { return "wa"; }
  std::string address() const override { return person_; }
  void say(const std::string& text) override { graph_.say(person_, text); }
  std::size_t size() const override { return graph_.phone(person_).size(); }
  Line line(std::size_t i) const override {
    const auto& chat = graph_.phone(person_)[i];
    const auto& text = member(member(chat.message, "text"), "body");
    Line line;
    line.from_person = chat.from_person;
    line.id = chat.id;
    line.text = text.is_string() ? text.get<std::string>()
                                 : text_of(member(member(chat.message, "interactive"), "body"), "text");
    line.job = text_of(chat.message, "biz_opaque_callback_data");
    line.acked = chat.from_person && chat.status != "waiting";
    return line;
  }
  void on_change(std::function<void()> observer) override { graph_.on_change(person_, std::move(observer)); }

 private:
  sandbox::FakeGraph& graph_;
  std::string person_;
};

class Telegram final : public Handset {
 public:
  Telegram(sandbox::FakeTelegram& telegram, std::int64_t chat) : telegram_(telegram), chat_(chat) {}
  ~Telegram() override { telegram_.on_change(chat_, {}); }
  std::string channel() const override { return "tg"; }
  std::string address() const override { return std::to_string(chat_); }
  void say(const std::string& text) override { telegram_.say(chat_, text); }
  std::size_t size() const override { return telegram_.phone(chat_).size(); }
  Line line(std::size_t i) const override {
    const auto& shown = telegram_.phone(chat_)[i];
    Line line;
    line.from_person = shown.from_person;
    line.id = std::to_string(shown.message_id);
    line.text = text_of(shown.message, "text");
    line.acked = shown.taken;
    return line;
  }
  void on_change(std::function<void()> observer) override { telegram_.on_change(chat_, std::move(observer)); }

 private:
  sandbox::FakeTelegram& telegram_;
  std::int64_t chat_;
};

// Kannel's report address carries "id=KEY-MAC".
std::string job_of(const std::string& report_to) {
  const auto query = report_to.find('?');
  if (query == std::string::npos) return {};
  const auto id = http::form_value(http::parse_form(report_to.substr(query + 1)), "id").value_or("");
  return id.substr(0, id.find('-'));
}

class Sms final : public Handset {
 public:
  Sms(sandbox::FakeSms& sms, std::string person) : sms_(sms), person_(std::move(person)) {}
  ~Sms() override { sms_.on_change(person_, {}); }
  std::string channel() const override { return "sms"; }
  std::string address() const override { return person_; }
  void say(const std::string& text) override { sms_.say(person_, text); }
  std::size_t size() const override { return sms_.phone(person_).size(); }
  Line line(std::size_t i) const override {
    const auto& shown = sms_.phone(person_)[i];
    Line line;
    line.from_person = shown.from_person;
    line.id = shown.id;
    line.text = shown.text;
    line.job = job_of(shown.report_to);
    line.acked = shown.from_person && shown.status == "delivered";
    // Kannel apologises for what it could not hand on.
    line.by_provider = !shown.from_person && shown.report_to.empty();
    return line;
  }
  void on_change(std::function<void()> observer) override { sms_.on_change(person_, std::move(observer)); }

 private:
  sandbox::FakeSms& sms_;
  std::string person_;
};

}  // namespace

std::unique_ptr<Handset> handset(sandbox::FakeGraph& graph, std::string person) {
  return std::make_unique<WhatsApp>(graph, std::move(person));
}
std::unique_ptr<Handset> handset(sandbox::FakeTelegram& telegram, std::int64_t chat) {
  return std::make_unique<Telegram>(telegram, chat);
}
std::unique_ptr<Handset> handset(sandbox::FakeSms& sms, std::string person) {
  return std::make_unique<Sms>(sms, std::move(person));
}

}  // namespace pintu::torture
