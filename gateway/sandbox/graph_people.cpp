// SPDX-License-Identifier: Apache-2.0
// The person's side: what each act makes of the phone and of the webhook.
#include <algorithm>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

bool has_number(const std::string& person) {
  return std::ranges::all_of(person, [](char c) { return c >= '0' && c <= '9'; });
}

// The label of the button or row with this id; nullptr when the message shows none.
const Json* choice_of(const Json& message, const std::string& id, const char*& kind) {
  const auto& action = member(member(message, "interactive"), "action");
  for (const auto& button : member(action, "buttons")) {
    kind = "button_reply";
    if (text_of(member(button, "reply"), "id") == id) return &member(button, "reply");
  }
  for (const auto& section : member(action, "sections")) {
    for (const auto& row : member(section, "rows")) {
      kind = "list_reply";
      if (text_of(row, "id") == id) return &row;
    }
  }
  return nullptr;
}

}  // namespace

std::int64_t FakeGraph::seconds() const {
  return std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count();
}

std::string FakeGraph::fresh_id(const char* prefix) {
  return prefix + crypto::to_base64("pintu" + std::to_string(next_++) + crypto::random_bytes(9));
}

// As `contacts` has it. Who has a number has a business-scoped id too.
Json FakeGraph::profile(const std::string& person) const {
  Json contact{{"profile", {{"name", "Warga"}}}};
  if (has_number(person)) contact["wa_id"] = person;
  contact["user_id"] = has_number(person)
                           ? "ID." + std::to_string(std::hash<std::string>{}(person) % 1'000'000'000'000'000'000)
                           : person;
  return contact;
}

ChatLine* FakeGraph::find(const std::string& person, const std::string& id) {
  auto& lines = people_[person].lines;
  const auto line = std::ranges::find(lines, id, &ChatLine::id);
  return line == lines.end() ? nullptr : &*line;
}

std::string FakeGraph::write(const std::string& person, Json message) {
  const auto id = fresh_id("wamid.");
  message["id"] = id;
  message["timestamp"] = std::to_string(seconds());
  if (has_number(person)) message["from"] = person;
  message["from_user_id"] = profile(person)["user_id"];
  auto& state = people_[person];
  state.heard = now();
  read_all(person);
  const auto type = text_of(message, "type");
  // A correction, a deletion and a reaction are no lines of their own.
  if (type != "edit" && type != "revoke" && type != "reaction") state.lines.push_back({id, true, message, "waiting"});
  change({person, id, {{"contacts", {profile(person)}}, {"messages", {std::move(message)}}}});
  changed(person);
  return id;
}

// Whoever writes has read what stands above.
void FakeGraph::read_all(const std::string& person) {
  for (auto& line : people_[person].lines) {
    if (!line.from_person && line.status == "delivered") tell_status(person, line, "read");
  }
}

std::string FakeGraph::say(const std::string& person, const std::string& text) {
  return write(person, {{"type", "text"}, {"text", {{"body", text}}}});
}

Json FakeGraph::context_of(const std::string& person, const std::string& id) const {
  static_cast<void>(person);
  return {{"from", "15550001234"}, {"id", id}};
}

bool FakeGraph::tap(const std::string& person, const std::string& id) {
  if (id.empty()) return false;
  const auto& lines = phone(person);
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    const char* kind = nullptr;
    const auto* choice = line->from_person ? nullptr : choice_of(line->message, id, kind);
    if (choice == nullptr) continue;
    Json reply{{"id", id}, {"title", text_of(*choice, "title")}};
    if (!text_of(*choice, "description").empty()) reply["description"] = text_of(*choice, "description");
    write(person, {{"type", "interactive"},
                   {"context", context_of(person, line->id)},
                   {"interactive", {{"type", kind}, {kind, std::move(reply)}}}});
    return true;
  }
  return false;
}

void FakeGraph::pin(const std::string& person, double latitude, double longitude) {
  Json message{{"type", "location"}, {"location", {{"latitude", latitude}, {"longitude", longitude}}}};
  const auto& lines = phone(person);
  const auto asked = std::find_if(lines.rbegin(), lines.rend(), [](const ChatLine& line) { return !line.from_person; });
  // The answer to a request for the place says which.
  if (asked != lines.rend() && text_of(member(asked->message, "interactive"), "type") == "location_request_message") {
    message["context"] = context_of(person, asked->id);
  }
  write(person, std::move(message));
}

std::string FakeGraph::keep_file(std::string mime, std::string bytes) {
  auto id = std::to_string(1'000'000'000'000'000 + next_++);
  media_[id] = {std::move(mime), std::move(bytes)};
  return id;
}

const std::string* FakeGraph::media(const std::string& id) const {
  const auto found = media_.find(id);
  return found == media_.end() ? nullptr : &found->second.bytes;
}

void FakeGraph::file(const std::string& person, const std::string& kind, std::string mime, std::string bytes,
                     const std::string& caption) {
  const bool voice = kind == "voice";
  const std::string type = voice ? "audio" : kind;
  Json file{{"mime_type", mime}, {"sha256", crypto::to_base64(crypto::sha256(bytes))}};
  file["id"] = keep_file(std::move(mime), std::move(bytes));
  if (type == "audio") file["voice"] = voice;
  if (type == "document") file["filename"] = "berkas.pdf";
  if (!caption.empty()) file["caption"] = caption;
  write(person, {{"type", type}, {type, std::move(file)}});
}

void FakeGraph::contact(const std::string& person, const std::string& name, const std::string& phone) {
  const Json card{{"name", {{"formatted_name", name}, {"first_name", name}}},
                  {"phones", {{{"phone", phone}, {"type", "CELL"}}}}};
  write(person, {{"type", "contacts"}, {"contacts", {card}}});
}

void FakeGraph::react(const std::string& person, const std::string& emoji) {
  const auto& lines = phone(person);
  const auto ours = std::find_if(lines.rbegin(), lines.rend(), [](const ChatLine& line) { return !line.from_person; });
  if (ours == lines.rend()) return;
  Json reaction{{"message_id", ours->id}};
  if (!emoji.empty()) reaction["emoji"] = emoji;
  write(person, {{"type", "reaction"}, {"reaction", std::move(reaction)}});
}

void FakeGraph::edit_last(const std::string& person, const std::string& text) {
  auto& lines = people_[person].lines;
  const auto last = std::find_if(lines.rbegin(), lines.rend(), [](const ChatLine& line) {
    return line.from_person && text_of(line.message, "type") == "text";
  });
  if (last == lines.rend()) return;
  last->message["text"]["body"] = text;
  write(person,
        {{"type", "edit"},
         {"edit", {{"original_message_id", last->id}, {"message", {{"type", "text"}, {"text", {{"body", text}}}}}}}});
}

void FakeGraph::revoke_last(const std::string& person) {
  auto& lines = people_[person].lines;
  const auto last = std::find_if(lines.rbegin(), lines.rend(), [](const ChatLine& line) { return line.from_person; });
  if (last == lines.rend()) return;
  const auto id = last->id;
  lines.erase(std::next(last).base());
  write(person, {{"type", "revoke"}, {"revoke", {{"original_message_id", id}}}});
}

void FakeGraph::block(const std::string& person, bool blocked) { people_[person].blocked = blocked; }

void FakeGraph::look(const std::string& person, bool looking) {
  people_[person].looking = looking;
  if (looking) read_all(person);
  changed(person);
}

void FakeGraph::forget(const std::string& person) {
  people_.erase(person);
  std::erase_if(changes_, [&](const Change& change) { return change.person == person; });
  changed(person);
}

const std::vector<ChatLine>& FakeGraph::phone(const std::string& person) const {
  static const std::vector<ChatLine> nothing;
  const auto found = people_.find(person);
  return found == people_.end() ? nothing : found->second.lines;
}

bool FakeGraph::typing(const std::string& person) const {
  const auto found = people_.find(person);
  return found != people_.end() && found->second.typing_until > now();
}

}  // namespace pintu::sandbox
