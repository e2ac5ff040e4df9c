// SPDX-License-Identifier: Apache-2.0
// A house whose people send files: a provider that has them, a cleaner that answers as the test says, an agency that
// says what it was given.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "flow/house.hpp"
#include "gateway/media/cleaner.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow::test {

inline const std::string jpeg = "\xFF\xD8\xFF invented GPS-6.9403";
inline const std::string cleaned_jpeg = "\xFF\xD8\xFF clean";

// Body of a webhook: "from|id|text|KIND:REF,KIND:REF". A file is at https://files/REF, one request.
class FileChannel final : public Channel {
 public:
  std::string_view kind() const override { return "telegram"; }
  bool authentic(const http::Request&) const override { return true; }
  Result<Received> receive(const http::Request& request) const override {
    std::vector<std::string> fields(1);
    for (const char c : request.body) {
      if (c == '|') {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    if (fields.size() != 4) return fail(Errc::malformed, "four fields are wanted");
    Inbound inbound;
    inbound.from = fields[0];
    inbound.id = inbound.message_id = fields[1];
    inbound.text = fields[2];
    for (std::size_t at = 0; at < fields[3].size();) {
      const auto comma = std::min(fields[3].find(',', at), fields[3].size());
      const auto each = fields[3].substr(at, comma - at);
      Attachment attachment;
      attachment.kind = attachment_kind_from(each.substr(0, each.find(':'))).value();
      attachment.ref = each.substr(each.find(':') + 1);
      inbound.attachments.push_back(std::move(attachment));
      at = comma + 1;
    }
    Received received;
    received.events.push_back(std::move(inbound));
    return received;
  }
  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override {
    return said(message, "", so_far);
  }
  SendStep send_with_files(const OutboundMessage& message, std::span<const ReportFile> files,
                           std::span<const Exchange> so_far) const override {
    std::string names;
    for (const auto& file : files) names += fmt::format(" {}={}", file.name, file.bytes);
    return said(message, names, so_far);
  }
  FetchStep fetch(const Attachment& attachment, std::span<const Exchange> so_far) const override {
    if (so_far.empty()) {
      http::Request request;
      request.target = "https://files/" + attachment.ref;
      return request;
    }
    const auto* response = std::get_if<http::Response>(&so_far.front());
    if (response == nullptr) return SendOutcome(Retry{"no-answer", std::nullopt, Hold::job});
    if (response->status == 413) return SendOutcome(Rejected{"too-large", false, {}});
    if (response->status != 200) return SendOutcome(Rejected{"expired", false, {}});
    return FetchedFile{response->body, "text/html", "../../etc/passwd"};
  }
  const Renderer& renderer() const override { return renderer_; }
  Limits limits() const override { return {1000, 1000, 1000}; }

 private:
  static SendStep said(const OutboundMessage& message, const std::string& files, std::span<const Exchange> so_far) {
    if (!so_far.empty()) return FakeChannel::outcome(so_far.front());
    http::Request request;
    request.method = "POST";
    request.target = "https://chat/" + message.to;
    request.body = message.text + files;
    request.effect = http::Effect::creates;
    return request;
  }
  PlainRenderer renderer_;
};

// Says in the body which files it was given: "foto-1.jpg=BYTES", "foto-2:late".
class FileAgency final : public Agency {
 public:
  std::string_view kind() const override { return "lapor/json"; }
  FileRules file_rules() const override { return {{"image/jpeg"}, 1000}; }
  SendStep forward(const Report& report, std::span<const ReportFile> files,
                   std::span<const Exchange> so_far) const override {
    return ask("https://lapor/new", report.number.compact() + in_words(files), so_far);
  }
  PollStep poll(const std::string&, std::span<const Exchange>) const override {
    return SendOutcome(Retry{"later", Duration{std::chrono::hours(1)}, Hold::job});
  }
  SendStep follow_up(const std::string& agency_id, const std::string& text, std::span<const ReportFile> files,
                     std::span<const Exchange> so_far) const override {
    return ask("https://lapor/add/" + agency_id, text + in_words(files), so_far);
  }
  double per_minute() const override { return 60; }
  Duration poll_every() const override { return std::chrono::hours(3); }

 private:
  static std::string in_words(std::span<const ReportFile> files) {
    static const std::map<ReportFile::Absent, std::string> words{
        {ReportFile::Absent::late, "late"}, {ReportFile::Absent::gone, "gone"}, {ReportFile::Absent::kept, "kept"}};
    std::string out;
    for (const auto& file : files) {
      const bool here = file.absent == ReportFile::Absent::no;
      out += " " + file.name + (here ? "=" + file.bytes : ":" + words.at(file.absent));
    }
    return out;
  }
  static SendStep ask(const std::string& url, const std::string& body, std::span<const Exchange> so_far) {
    if (!so_far.empty()) return FakeChannel::outcome(so_far.front());
    http::Request request;
    request.method = "POST";
    request.target = url;
    request.body = body;
    request.effect = http::Effect::creates;
    return request;
  }
};

class FakeCleaner final : public media::Cleaner {
 public:
  explicit FakeCleaner(Loop& loop) : loop_(loop) {}
  void clean(std::string bytes, std::size_t, std::function<void(Result<media::CleanFile>)> done) override {
    seen.push_back(std::move(bytes));
    if (hold) {
      held.push_back([this, done = std::move(done)] { done(answer); });
    } else {
      loop_.post([this, done = std::move(done)] { done(answer); });
    }
  }
  Result<media::CleanFile> answer = media::CleanFile{cleaned_jpeg, "image/jpeg", "jpg"};
  std::vector<std::string> seen;
  bool hold = false;
  std::vector<std::function<void()>> held;

 private:
  Loop& loop_;
};

class FileHouse : public House {
 public:
  FileHouse() : cleaner(loop) {
    close();
    world.channels["tg"] = std::make_unique<FileChannel>();
    world.agencies["lapor"] = std::make_unique<FileAgency>();
    House::cleaner = &cleaner;
    loop.forget();
    open();
  }
  ~FileHouse() { close(); }
  void send(const std::string& from, const std::string& text, const std::string& files) {
    http::Request request;
    request.body = fmt::format("{}|f{}|{}|{}", from, ++last_, text, files);
    intake->receive("tg", std::move(request), [](const http::Response& response) { CHECK(response.status == 200); });
    loop.run_for(std::chrono::milliseconds(50));
  }
  // Plays a complaint with these files; the far end answers what `next["files"]` holds.
  void complain(const std::string& from, const std::string& files) {
    send(from, "lampu jalan mati total di dekat rumah saya", "");
    send(from, "selesai", "");
    for (const auto* answer : {"ya", "Jl. Dago 10", "kemarin"}) send(from, answer, "");
    send(from, files.empty() ? "Tidak ada foto" : "", files);
    if (!files.empty()) send(from, "selesai", "");
    send(from, "kirim", "");
  }
  std::vector<std::string> asked(const std::string& prefix) const {
    std::vector<std::string> bodies;
    for (const auto& request : far.requests) {
      if (request.target.starts_with(prefix)) bodies.push_back(request.body);
    }
    return bodies;
  }
  store::ReportRow report() {
    const auto reports = store->reports(10);
    REQUIRE(reports.size() == 1);
    return reports.front();
  }
  std::string last_to(const std::string& address) const {
    const auto texts = far.sent_to(address);
    return texts.empty() ? std::string() : texts.back();
  }

  FakeCleaner cleaner;

 private:
  int last_ = 0;
};

}  // namespace pintu::flow::test
