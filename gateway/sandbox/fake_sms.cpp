// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/fake_sms.hpp"

#include <algorithm>

#include "adapters/sms/gsm7.hpp"
#include "adapters/sms/parts.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

constexpr std::string_view person_path = "/person/";
constexpr std::string_view media_path = "/media/";

}  // namespace

FakeSms::FakeSms(AsioLoop& loop, const SmsNumber& number)
    : loop_(loop), dialect_(sms_dialect(number)), faults_(loop), webhooks_(loop, faults_, dialect_->patience()) {
  const char* words = number.dialect == "twilio"   ? "a code of Twilio such as 21610"
                      : number.dialect == "kannel" ? "400, 403"
                                                   : "no-credit";
  faults_.teach(words, [this](std::string_view word) { return dialect_->refusal(word); });
}

FakeSms::~FakeSms() = default;

Result<void> FakeSms::start(std::uint16_t port) {
  std::vector<http::Route> routes;
  for (const auto* method : {"GET", "POST"}) {
    http::Route route;
    route.method = method;
    route.path = "/*";
    route.body_limit = std::size_t{8} << 20U;
    route.handle = [this](const http::Request& request, http::Respond respond) { handle(request, std::move(respond)); };
    routes.push_back(std::move(route));
  }
  http::ServerOptions options;
  options.server_name = "fake-sms";
  auto server = http::serve(loop_, options, std::move(routes));
  if (!server) return std::unexpected(server.error());
  server_ = *std::move(server);
  PINTU_TRY(door_, FaultProxy::start(loop_, port, server_->port()));
  return {};
}

std::string FakeSms::base() const { return "http://127.0.0.1:" + std::to_string(door_->port()); }

void FakeSms::handle(const http::Request& request, http::Respond respond) {
  const std::string path = http::url_decode(request.path(), false);
  if (path.starts_with(person_path) || path == "/faults") return respond(by_hand(request, path));
  const auto too_many = [this] { return dialect_->too_many(); };
  if (path.starts_with(media_path)) {
    return faults_.answer(
        "media", std::move(respond),
        [&] {
          const auto* bytes = media(path.substr(media_path.size()));
          if (bytes == nullptr) return json_response(404, R"({"error":"no such file"})");
          http::Response response;
          response.headers.add("Content-Type", "image/jpeg");
          response.body = *bytes;
          return response;
        },
        too_many);
  }
  faults_.answer("send", std::move(respond), [&] { return send(request); }, too_many);
}

http::Response FakeSms::send(const http::Request& request) {
  auto read = dialect_->read(request);
  if (auto* refused = std::get_if<http::Response>(&read)) return std::move(*refused);
  auto sms = std::get<SentSms>(std::move(read));
  if (sms.id.empty()) sms.id = fresh_id();
  if (!sms.to.starts_with('+')) sms.to.insert(0, "+");
  auto answer = dialect_->taken(sms);
  arrive(std::move(sms));
  return answer;
}

// The network takes it, then it is on the phone when its other pieces are.
void FakeSms::arrive(SentSms sms) {
  segments_ += std::max(1, sms::cost_of(sms.text).segments);
  report(sms, SmsFate::accepted);
  auto& person = people_[sms.to];
  if (person.off) return report(sms, SmsFate::failed);
  report(sms, SmsFate::delivered);
  const auto part = sms::read_udh(sms.udh, "");
  if (!part) return show(sms.to, sms, std::max(1, sms::cost_of(sms.text).segments));
  auto& pieces = person.pieces[part->group];
  if (pieces.total != part->total) pieces = {};
  pieces.total = part->total;
  const auto to = sms.to;
  pieces.parts[part->number] = std::move(sms);
  if (static_cast<int>(pieces.parts.size()) < pieces.total) return;
  auto whole = pieces.parts.begin()->second;
  whole.text.clear();
  for (const auto& [number, each] : pieces.parts) whole.text += each.text;
  const int segments = pieces.total;
  person.pieces.erase(part->group);
  show(to, whole, segments);
}

void FakeSms::show(const std::string& person, const SentSms& sms, int segments) {
  SmsLine line;
  line.id = sms.id;
  line.text = sms.text;
  line.segments = segments;
  line.gsm7 = sms.gsm7 && sms::cost_of(sms.text).gsm7;
  line.status = "delivered";
  line.report_to = sms.report_to;
  people_[person].lines.push_back(std::move(line));
  changed(person);
}

void FakeSms::report(const SentSms& sms, SmsFate fate) {
  for (auto& request : dialect_->report(sms, fate, clock_.now()))
    webhooks_.send("report " + sms.to, std::move(request));
}

void FakeSms::subscribe(std::string url) {
  hook_ = std::move(url);
  for (auto& out : std::exchange(early_, {})) hand_on(std::move(out));
}

std::string FakeSms::fresh_id() { return crypto::to_hex(crypto::random_bytes(8)) + "-" + std::to_string(next_++); }

std::string FakeSms::add_line(const std::string& person, const std::string& text, std::string picture) {
  const auto cost = sms::cost_of(text);
  auto id = fresh_id();
  people_[person].lines.push_back({id, true, text, cost.segments, cost.gsm7, std::move(picture), "waiting"});
  return id;
}

void FakeSms::hand_on(Outgoing out) {
  if (hook_.empty()) {
    early_.push_back(std::move(out));
    return;
  }
  auto request = dialect_->message(out.sms, hook_);
  const auto lane = out.person;
  webhooks_.send(lane, std::move(request),
                 [this, out = std::move(out)](bool taken, const http::Exchange&) { ended(out, taken); });
}

void FakeSms::ended(const Outgoing& out, bool taken) {
  const auto person = people_.find(out.person);
  if (person == people_.end()) return;
  auto& lines = person->second.lines;
  const auto line = std::ranges::find(lines, out.line, &SmsLine::id);
  if (line == lines.end()) return;
  line->status = taken ? "delivered" : "lost";
  if (const auto apology = dialect_->apology(); !taken && !apology.empty()) {
    SentSms sms;
    sms.id = fresh_id();
    sms.text = apology;
    return show(out.person, sms, 1);
  }
  changed(out.person);
}

void FakeSms::say(const std::string& person, const std::string& text) {
  const auto id = add_line(person, text);
  hand_on({person, id, {.from = person, .text = text, .id = id, .udh = {}, .at = clock_.now()}});
  changed(person);
}

void FakeSms::say_in_pieces(const std::string& person, const std::string& text, const std::vector<std::size_t>& order) {
  const auto id = add_line(person, text);
  const auto segments = sms::segments_of(text, static_cast<std::uint8_t>(next_ % 256));
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto at = i < order.size() ? order[i] - 1 : i;
    if (at >= segments.size()) continue;
    hand_on(
        {person,
         id,
         {.from = person, .text = segments[at].text, .id = fresh_id(), .udh = segments[at].udh, .at = clock_.now()}});
  }
  changed(person);
}

bool FakeSms::photo(const std::string& person, std::string bytes, const std::string& text) {
  if (!takes_files()) return false;
  const auto file = fresh_id();
  files_[file] = std::move(bytes);
  const auto id = add_line(person, text, file);
  PersonSms sms{.from = person, .text = text, .id = id, .udh = {}, .at = clock_.now()};
  sms.media = {{base() + "/media/" + file, "image/jpeg"}};
  hand_on({person, id, std::move(sms)});
  changed(person);
  return true;
}

void FakeSms::switch_off(const std::string& person, bool off) { people_[person].off = off; }

void FakeSms::forget(const std::string& person) {
  people_.erase(person);
  webhooks_.forget(person);
  webhooks_.forget("report " + person);
  std::erase_if(early_, [&](const Outgoing& out) { return out.person == person; });
  changed(person);
}

const std::vector<SmsLine>& FakeSms::phone(const std::string& person) const {
  static const std::vector<SmsLine> nothing;
  const auto found = people_.find(person);
  return found == people_.end() ? nothing : found->second.lines;
}

const std::string* FakeSms::media(const std::string& id) const {
  const auto found = files_.find(id);
  return found == files_.end() ? nullptr : &found->second;
}

std::size_t FakeSms::undelivered() const { return early_.size() + webhooks_.waiting(); }

void FakeSms::changed(const std::string& person) {
  if (const auto found = observers_.find(person); found != observers_.end() && found->second) found->second();
}

}  // namespace pintu::sandbox
