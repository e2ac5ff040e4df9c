// SPDX-License-Identifier: Apache-2.0
// A phone with Telegram.
#include "gateway/sandbox/fake_telegram.hpp"
#include "gateway/sandbox/phone.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

Json buttons_of(const Json& rows) {
  Json out = Json::array();
  for (const auto& row : rows) {
    Json line = Json::array();
    for (const auto& button : row) {
      Json b{{"label", button.is_string() ? button : Json(text_of(button, "text"))}};
      if (const auto data = text_of(button, "callback_data"); !data.empty()) b["id"] = data;
      if (flag_of(button, "request_location")) b["asks"] = "location";
      if (flag_of(button, "request_contact")) b["asks"] = "contact";
      line.push_back(std::move(b));
    }
    out.push_back(std::move(line));
  }
  return out;
}

// Bold spans in UTF-16 units, as the Bot API and a browser count.
Json bubble_of(const Json& message) {
  const bool captioned = !message.contains("text");
  Json bubble{{"text", text_of(message, captioned ? "caption" : "text")}, {"bold", Json::array()}};
  for (const auto& entity : member(message, captioned ? "caption_entities" : "entities")) {
    if (text_of(entity, "type") != "bold") continue;
    const auto from = integer_of(entity, "offset");
    bubble["bold"].push_back({from, from + integer_of(entity, "length")});
  }
  for (const auto* kind : {"voice", "video", "document"}) {
    if (message.contains(kind)) bubble[kind] = true;
  }
  const auto& sizes = member(message, "photo");
  if (sizes.is_array() && !sizes.empty()) bubble["picture"] = text_of(sizes.back(), "file_id");
  if (message.contains("location")) bubble["location"] = message["location"];
  if (const auto& quoted = member(message, "reply_to_message"); !quoted.is_null()) {
    bubble["quote"] = text_of(quoted, quoted.contains("text") ? "text" : "caption");
  }
  const auto& rows = member(member(message, "reply_markup"), "inline_keyboard");
  bubble["keyboard"] = rows.is_null() ? "none" : "inline";
  if (!rows.is_null()) bubble["rows"] = buttons_of(rows);
  return bubble;
}

class TelegramPhone final : public Phone {
 public:
  TelegramPhone(FakeTelegram& telegram, std::int64_t chat, std::string name)
      : telegram_(telegram), chat_(chat), name_(std::move(name)) {}
  ~TelegramPhone() override { telegram_.on_change(chat_, {}); }

  std::string kind() const override { return "telegram"; }
  std::string name() const override { return name_; }
  void say(const std::string& text) override { telegram_.say(chat_, text); }
  void reply(const std::string& to, const std::string& text) override {
    telegram_.reply(chat_, std::strtoll(to.c_str(), nullptr, 10), text);
  }
  bool tap(const std::string& id) override { return telegram_.tap(chat_, id); }
  bool pin(double latitude, double longitude) override {
    telegram_.pin(chat_, latitude, longitude);
    return true;
  }
  bool send_file(FileKind kind, std::string bytes, const std::string& caption) override {
    if (kind == FileKind::photo) telegram_.photo(chat_, std::move(bytes), caption);
    if (kind == FileKind::voice) telegram_.voice(chat_, std::move(bytes));
    if (kind == FileKind::video) telegram_.video(chat_, std::move(bytes), caption);
    return true;
  }
  void forget() override { telegram_.forget(chat_); }
  std::vector<Shown> shown() const override {
    std::vector<Shown> all;
    for (const auto& line : telegram_.phone(chat_)) {
      all.push_back({std::to_string(line.message_id), line.from_person, bubble_of(line.message),
                     !line.from_person ? ""
                     : line.taken      ? "delivered"
                                       : "waiting"});
    }
    return all;
  }
  Json keyboard() const override {
    const auto& keyboard = telegram_.keyboard(chat_);
    return keyboard.is_null() ? Json() : buttons_of(keyboard);
  }
  const std::string* media(const std::string& id) const override { return telegram_.media(id); }
  Faults& faults() override { return telegram_.faults(); }
  void on_change(std::function<void()> observer) override { telegram_.on_change(chat_, std::move(observer)); }

 private:
  FakeTelegram& telegram_;
  std::int64_t chat_;
  std::string name_;
};

}  // namespace

std::unique_ptr<Phone> telegram_phone(FakeTelegram& telegram, std::int64_t chat, std::string name) {
  return std::make_unique<TelegramPhone>(telegram, chat, std::move(name));
}

}  // namespace pintu::sandbox
