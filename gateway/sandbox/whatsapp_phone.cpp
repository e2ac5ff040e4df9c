// SPDX-License-Identifier: Apache-2.0
// A phone with WhatsApp.
#include "adapters/markup.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/phone.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

// WhatsApp shows words between stars in bold.
void set_text(Json& bubble, const std::string& text) {
  const auto marked = read_markup(text);
  bubble["text"] = marked.text;
  for (const auto& span : marked.bold) {
    const std::string_view shown = marked.text;
    const auto from = utf8::utf16_units(shown.substr(0, span.begin));
    bubble["bold"].push_back(
        Json::array({from, from + utf8::utf16_units(shown.substr(span.begin, span.end - span.begin))}));
  }
}

Json button(const Json& choice) {
  Json b{{"label", text_of(choice, "title")}, {"id", text_of(choice, "id")}};
  if (const auto hint = text_of(choice, "description"); !hint.empty()) b["hint"] = hint;
  return b;
}

// What a business sent that can be pressed.
void set_interactive(Json& bubble, const Json& it) {
  set_text(bubble, text_of(member(it, "body"), "text"));
  const auto type = text_of(it, "type");
  const auto& action = member(it, "action");
  bubble["keyboard"] = type == "list" ? "list" : "inline";
  bubble["rows"] = Json::array();
  if (type == "location_request_message")
    bubble["rows"].push_back(Json::array({Json{{"label", "Kirim lokasi"}, {"asks", "location"}}}));
  for (const auto& each : member(action, "buttons"))
    bubble["rows"].push_back(Json::array({button(member(each, "reply"))}));
  if (type == "list") bubble["list_label"] = text_of(action, "button");
  for (const auto& section : member(action, "sections")) {
    for (const auto& row : member(section, "rows")) bubble["rows"].push_back(Json::array({button(row)}));
  }
}

void set_template(Json& bubble, const Json& it) {
  std::string text;
  for (const auto& component : member(it, "components")) {
    for (const auto& parameter : member(component, "parameters"))
      text += (text.empty() ? "" : "\n") + text_of(parameter, "text");
  }
  set_text(bubble, text.empty() ? text_of(it, "name") : text);
}

Json bubble_of(const Json& message) {
  Json bubble{{"text", ""}, {"bold", Json::array()}, {"keyboard", "none"}};
  const auto type = text_of(message, "type");
  const auto& it = member(message, type.c_str());
  if (type == "text") {
    set_text(bubble, text_of(it, "body"));
  } else if (type == "interactive" && it.contains("action")) {
    set_interactive(bubble, it);
  } else if (type == "interactive") {
    const auto& reply = member(it, text_of(it, "type").c_str());
    bubble["text"] = text_of(reply, "title");
  } else if (type == "template") {
    set_template(bubble, it);
  } else if (type == "location") {
    bubble["location"] = it;
  } else if (type == "contacts") {
    bubble["text"] = it.empty() ? "" : text_of(member(it[0], "name"), "formatted_name");
    bubble["document"] = true;
  } else {
    set_text(bubble, text_of(it, "caption"));
    if (type == "image" || type == "sticker") bubble["picture"] = text_of(it, "id");
    if (type == "audio") bubble["voice"] = true;
    if (type == "video" || type == "document") bubble[type] = true;
  }
  return bubble;
}

class WhatsAppPhone final : public Phone {
 public:
  WhatsAppPhone(FakeGraph& graph, std::string person) : graph_(graph), person_(std::move(person)) {}
  ~WhatsAppPhone() override { graph_.on_change(person_, {}); }

  std::string kind() const override { return "whatsapp"; }
  void say(const std::string& text) override { graph_.say(person_, text); }
  bool tap(const std::string& id) override { return graph_.tap(person_, id); }
  bool pin(double latitude, double longitude) override {
    graph_.pin(person_, latitude, longitude);
    return true;
  }
  bool send_file(FileKind kind, std::string bytes, const std::string& caption) override {
    if (kind == FileKind::photo) graph_.file(person_, "image", "image/jpeg", std::move(bytes), caption);
    if (kind == FileKind::voice) graph_.file(person_, "voice", "audio/ogg; codecs=opus", std::move(bytes));
    if (kind == FileKind::video) graph_.file(person_, "video", "video/mp4", std::move(bytes), caption);
    return true;
  }
  void forget() override { graph_.forget(person_); }
  std::vector<Shown> shown() const override {
    std::vector<Shown> all;
    for (const auto& line : graph_.phone(person_)) {
      all.push_back({line.id, line.from_person, bubble_of(line.message), line.from_person ? line.status : ""});
    }
    return all;
  }
  bool typing() const override { return graph_.typing(person_); }
  const std::string* media(const std::string& id) const override { return graph_.media(id); }
  Faults& faults() override { return graph_.faults(); }
  void on_change(std::function<void()> observer) override { graph_.on_change(person_, std::move(observer)); }

 private:
  FakeGraph& graph_;
  std::string person_;
};

}  // namespace

std::unique_ptr<Phone> whatsapp_phone(FakeGraph& graph, std::string person) {
  return std::make_unique<WhatsAppPhone>(graph, std::move(person));
}

}  // namespace pintu::sandbox
