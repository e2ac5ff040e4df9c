// SPDX-License-Identifier: Apache-2.0
// A whole flow without sockets and threads: real store in a temporary folder, real shipped scripts, a channel and an
// agency that answer as the test says, time moved by hand.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/manual_loop.hpp"
#include "gateway/flow/delivery.hpp"
#include "gateway/flow/intake.hpp"
#include "gateway/flow/ledger.hpp"
#include "gateway/flow/timers.hpp"
#include "support/catch.hpp"

namespace pintu::flow::test {

inline const Instant morning{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4} +
                             std::chrono::hours(3)};  // 10.00 WIB

class PlainRenderer final : public Renderer {
 public:
  std::string_view kind() const override { return "telegram"; }
  Rendering render(const OutboundMessage& message) const override {
    Bubble bubble;
    bubble.text = message.text;
    for (const auto& choice : message.choices) bubble.rows.push_back({{choice.label, choice.id, {}, false, false}});
    return {{bubble}, {}};
  }
};

// Body of a webhook: "from|id|text". Sends to https://chat/<address>; the far end's answer is the provider id.
class FakeChannel : public Channel {
 public:
  std::string_view kind() const override { return "telegram"; }
  bool authentic(const http::Request& request) const override { return request.headers.only("X-Secret") == "right"; }
  Result<Received> receive(const http::Request& request) const override {
    const auto first = request.body.find('|');
    const auto second = request.body.find('|', first + 1);
    if (first == std::string::npos || second == std::string::npos) return fail(Errc::malformed, "no item");
    Inbound inbound;
    inbound.from = request.body.substr(0, first);
    inbound.id = request.body.substr(first + 1, second - first - 1);
    inbound.message_id = inbound.id;
    inbound.text = request.body.substr(second + 1);
    Received received;
    received.events.push_back(std::move(inbound));
    return received;
  }
  SendStep send(const OutboundMessage& message, std::span<const Exchange> so_far) const override {
    if (so_far.empty()) {
      http::Request request;
      request.method = "POST";
      request.target = "https://chat/" + message.to;
      request.body = message.text;
      request.effect = http::Effect::creates;
      return request;
    }
    return outcome(so_far.front());
  }
  FetchStep fetch(const Attachment&, std::span<const Exchange>) const override {
    return SendOutcome(Rejected{"no files here", false, {}});
  }
  const Renderer& renderer() const override { return renderer_; }
  Limits limits() const override { return {1000, 1000, 1000}; }

  static SendOutcome outcome(const Exchange& exchange) {
    if (std::holds_alternative<http::NotSent>(exchange)) return Retry{"not-sent", std::nullopt, Hold::job};
    if (std::holds_alternative<http::NoAnswer>(exchange)) return Unknown{"no-answer"};
    const auto& response = std::get<http::Response>(exchange);
    if (response.status == 200) return Done{response.body, {}};
    if (response.status == 403) return Rejected{"blocked", true, {}};
    if (response.status == 400) return Rejected{"bad", false, {}};
    return Retry{std::to_string(response.status), std::nullopt, Hold::job};
  }

 private:
  PlainRenderer renderer_;
};

// A status answer "Selesai" is closed, one that ends with "?" a question, all else verified.
class FakeAgency final : public Agency {
 public:
  std::string_view kind() const override { return "lapor/json"; }
  SendStep forward(const Report& report, std::span<const ReportFile>, std::span<const Exchange> so_far) const override {
    return ask("https://lapor/new", report.number.compact(), so_far);
  }
  PollStep poll(const std::string& agency_id, std::span<const Exchange> so_far) const override {
    auto step = ask("https://lapor/status/" + agency_id, {}, so_far);
    if (auto* request = std::get_if<http::Request>(&step)) return std::move(*request);
    const auto& outcome = std::get<SendOutcome>(step);
    if (const auto* done = std::get_if<Done>(&outcome)) {
      AgencyStatus status;
      status.raw = done->external_id;
      status.state = done->external_id == "Selesai" ? ReportState::closed : ReportState::verified;
      if (done->external_id.ends_with('?')) {
        status.state = ReportState::need_info;
        status.note = done->external_id;
      }
      status.version = done->external_id;
      return status;
    }
    return outcome;
  }
  SendStep follow_up(const std::string& agency_id, const std::string& text, std::span<const ReportFile>,
                     std::span<const Exchange> so_far) const override {
    return ask("https://lapor/add/" + agency_id, text, so_far);
  }
  double per_minute() const override { return 6000; }
  Duration poll_every() const override { return std::chrono::hours(3); }

 private:
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

// Remembers every request; answers what the test put in `next` for the host, else in `otherwise`, else 200 with a fresh
// id.
class FarEnd final : public http::HttpClient {
 public:
  explicit FarEnd(Loop& loop) : loop_(loop) {}
  void exchange(http::Request request, std::function<void(http::Exchange)> done) override {
    const std::string host = request.target.substr(8, request.target.find('/', 8) - 8);
    requests.push_back(std::move(request));
    auto& queue = next[host];
    http::Exchange answer = http::Response{200, {}, std::to_string(++last_id_)};
    if (!queue.empty()) {
      answer = std::move(queue.front());
      queue.pop_front();
    } else if (const auto own = otherwise.find(host); own != otherwise.end()) {
      answer = own->second(requests.back());
    }
    if (hold[host]) {
      held.push_back([done = std::move(done), answer] { done(answer); });
      return;
    }
    loop_.post([done = std::move(done), answer = std::move(answer)] { done(answer); });
  }
  std::size_t count(const std::string& prefix) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(requests, [&](const auto& r) { return r.target.starts_with(prefix); }));
  }
  std::vector<std::string> sent_to(const std::string& address) const {
    std::vector<std::string> texts;
    for (const auto& request : requests) {
      if (request.target == "https://chat/" + address) texts.push_back(request.body);
    }
    return texts;
  }

  std::vector<http::Request> requests;
  std::map<std::string, std::deque<http::Exchange>> next;
  std::map<std::string, std::function<http::Exchange(const http::Request&)>> otherwise;  // when `next` is empty
  std::map<std::string, bool> hold;                                                      // answers wait in `held`
  std::vector<std::function<void()>> held;

 private:
  Loop& loop_;
  int last_id_ = 1000;
};

class House {
 public:
  House() : loop(clock), far(loop) {
    log::set_level(log::Level::error);
    folder =
        (std::filesystem::temp_directory_path() / ("pintu-flow-" + crypto::to_hex(crypto::random_bytes(6)))).string();
    std::filesystem::create_directories(folder);
    world.channels["tg"] = std::make_unique<FakeChannel>();
    world.agencies["lapor"] = std::make_unique<FakeAgency>();
    world.contacts.values = {{"bahaya", "112"},     {"darurat", "112"},     {"pengelola", "Dinas Uji"},
                             {"jam.buka", "08.00"}, {"jam.tutup", "16.00"}, {"simpan", "90 hari"}};
    world.promises = {{"verifikasi", "3 hari kerja"}};
    auto loaded = dialogs::load(dialogs::shipped());
    loaded.set.version = 1;
    library.add(std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set)));
    open();
  }
  ~House() {
    close();
    std::error_code error;
    std::filesystem::remove_all(folder, error);
  }

  void open(bool own_fault = false) {
    auto opened = store::open("sqlite", {folder, std::string(32, 'k'), &clock, false});
    REQUIRE(opened);
    store = *std::move(opened);
    in_hand = std::make_unique<InHand>(folder + "/in-hand", std::string(32, 'h'));
    core = std::make_unique<LedgerCore>(world, library, *store, *in_hand, [this](const Committed& committed) {
      loop.post([this, committed] {
        if (delivery) delivery->offer(committed.jobs);
        if (timers && committed.timers_changed) timers->changed();
      });
    });
    ledger = std::make_unique<InlineLedger>(*core);
    intake = std::make_unique<Intake>(world, *ledger, far);
    delivery = std::make_unique<Delivery>(world, *ledger, far, loop, clock, limits, cleaner);
    timers = std::make_unique<Timers>(*ledger, loop, clock);
    core->recover(own_fault);
    core->settle_started();
    delivery->start();
    timers->start(Duration{0});
    loop.run_posted();
  }
  void close() {
    timers.reset();
    delivery.reset();
    intake.reset();
    ledger.reset();
    core.reset();
    in_hand.reset();
    store.reset();
  }
  // As after a SIGKILL, or a crash by our own fault: nothing in memory survives.
  void crash(bool own_fault = false) {
    close();
    loop.forget();
    open(own_fault);
  }

  // One webhook; the status it was answered with.
  int post(const std::string& from, const std::string& id, const std::string& text,
           const std::string& secret = "right") {
    http::Request request;
    request.method = "POST";
    request.target = "/hooks/tg";
    request.headers.add("X-Secret", secret);
    request.body = from + "|" + id + "|" + text;
    int status = 0;
    intake->receive("tg", std::move(request), [&](const http::Response& response) { status = response.status; });
    loop.run_posted();
    return status;
  }
  void say(const std::string& from, const std::string& text) {
    CHECK(post(from, std::to_string(++last_update_), text) == 200);
    loop.run_for(std::chrono::milliseconds(50));
  }

  ManualClock clock{morning};
  ManualLoop loop;
  FarEnd far;
  World world;
  dialogs::Library library;
  media::Cleaner* cleaner = nullptr;
  DeliveryLimits limits;
  std::string folder;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<InHand> in_hand;
  std::unique_ptr<LedgerCore> core;
  std::unique_ptr<InlineLedger> ledger;
  std::unique_ptr<Intake> intake;
  std::unique_ptr<Delivery> delivery;
  std::unique_ptr<Timers> timers;

 private:
  int last_update_ = 0;
};

// Files a complaint by typing alone; the number stands in what the person read last.
inline void file_complaint(House& house, const std::string& who) {
  house.say(who, "jalan berlubang besar di depan pasar cileunyi kec cileunyi sejak kemarin, banyak motor jatuh");
  house.loop.run_for(std::chrono::seconds(40));
  for (int turn = 0; turn < 8 && house.store->reports(1).empty(); ++turn) {
    const auto texts = house.far.sent_to(who);
    const std::string last = texts.empty() ? std::string() : texts.back();
    if (last.find("Belum terkirim") != std::string::npos) {
      house.say(who, "kirim");
    } else if (last.find("foto") != std::string::npos) {
      house.say(who, "lewati");
    } else if (last.find("Kapan") != std::string::npos) {
      house.say(who, "kemarin");
    } else if (last.find("Di mana") != std::string::npos) {
      house.say(who, "Desa Cinunuk Kec Cileunyi");
    } else {
      house.say(who, "ya");
    }
    house.loop.run_for(std::chrono::seconds(30));
  }
}

}  // namespace pintu::flow::test
