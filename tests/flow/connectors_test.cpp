// SPDX-License-Identifier: Apache-2.0
// A `call` step the whole way: signed, bounded in time, told once, and no talk that stays silent.
#include "gateway/flow/connectors.hpp"

#include <nlohmann/json.hpp>

#include "flow/house.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

const std::string script = R"(script: bansos
title: Bansos
languages: [id]
uses: [umum]
starts_when: {says_only: [cek bansos]}
slots:
  nik: {names: [nik], label: NIK, type: secret}
  status: {names: [status], label: Status, type: text}
steps:
  - {id: a, ask: nik, text: "NIK?"}
  - id: cek
    call: dinas
    with: [nik]
    gives: [status]
    outcomes: {ketemu: {say: "Ketemu: {status}."}, gagal: {say: "Tidak bisa diperiksa sekarang."}}
  - {id: z, say: "Selesai.", end: true}
)";

// The same, with a connector in the world and its script in the set.
struct Office : House {
  Office() {
    world.connectors["dinas"] = {"https://dinas/cek", "kunci", 10s};
    publish(2);
  }
  void publish(std::int64_t version) {
    auto files = dialogs::shipped();
    files.push_back({"bansos.yaml", script});
    auto loaded = dialogs::load(files);
    loaded.set.version = version;
    library.add(std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set)));
  }
  void ask() {
    say("7", "cek bansos");
    say("7", "3204012345678901");
  }
  bool heard(const std::string& words) const {
    const auto texts = far.sent_to("7");
    return std::ranges::any_of(texts, [&](const auto& text) { return text.find(words) != std::string::npos; });
  }
  std::size_t calls() const { return far.count("https://dinas/"); }
};

http::Response said(const std::string& body) { return {200, {}, body}; }

}  // namespace

TEST_CASE("connectors: what is sent is signed as Standard Webhooks, and holds what the step names") {
  Office office;
  office.far.next["dinas"].push_back(said(R"({"outcome":"ketemu","give":{"status":"aktif","nik":"1"}})"));
  office.ask();
  REQUIRE(office.calls() == 1);
  const auto& request =
      *std::ranges::find_if(office.far.requests, [](const auto& r) { return r.target.ends_with("/cek"); });
  const auto id = std::string(*request.headers.only("webhook-id"));
  const auto at = std::string(*request.headers.only("webhook-timestamp"));
  CHECK(*request.headers.only("webhook-signature") ==
        "v1," + crypto::to_base64(crypto::hmac_sha256("kunci", id + "." + at + "." + request.body)));
  const auto body = nlohmann::json::parse(request.body);
  CHECK(body["script"] == "bansos");
  CHECK(body["step"] == "cek");
  CHECK(body["slots"].size() == 1);
  CHECK(body["slots"]["nik"]["value"] == "3204012345678901");
  CHECK(request.timeout <= 10s);
  CHECK(office.heard("Ketemu: aktif."));
  CHECK(office.heard("Selesai."));
}

TEST_CASE("connectors: the payload with the person's answers goes when the call is over") {
  Office office;
  office.far.next["dinas"].push_back(said(R"({"outcome":"ketemu"})"));
  office.ask();
  for (const auto& job : office.store->jobs({})) {
    if (job.kind == store::JobKind::call) CHECK(job.payload == "{}");
  }
}

TEST_CASE("connectors: every answer that is none is the failing outcome") {
  for (const auto* body : {"", "[]", "{", R"({"outcome":7})", R"({"outcome":"lain-lagi"})"}) {
    INFO(body);
    Office office;
    office.far.next["dinas"].push_back(said(body));
    office.ask();
    CHECK(office.heard("Tidak bisa diperiksa sekarang."));
    CHECK(office.calls() == 1);
  }
  for (const int status : {301, 400, 401, 404, 500, 502}) {
    INFO(status);
    Office office;
    office.far.next["dinas"].push_back(http::Response{status, {}, R"({"outcome":"ketemu"})"});
    office.ask();
    CHECK(office.heard("Tidak bisa diperiksa sekarang."));
  }
}

TEST_CASE("connectors: one that was surely not reached is asked again with the same id, within the 10 seconds") {
  Office office;
  office.far.next["dinas"].push_back(http::NotSent{"refused"});
  office.far.next["dinas"].push_back(http::Response{503, {}, ""});
  office.far.next["dinas"].push_back(said(R"({"outcome":"ketemu","give":{"status":"ada"}})"));
  office.ask();
  office.loop.run_for(6s);
  REQUIRE(office.calls() == 3);
  std::set<std::string> ids;
  for (const auto& request : office.far.requests) {
    if (request.target == "https://dinas/cek") ids.emplace(*request.headers.only("webhook-id"));
  }
  CHECK(ids.size() == 1);
  CHECK(office.heard("Ketemu: ada."));
}

TEST_CASE("connectors: one that is away makes the talk wait no longer than 10 seconds") {
  Office office;
  office.far.otherwise["dinas"] = [](const http::Request&) { return http::Exchange(http::NotSent{"refused"}); };
  office.ask();
  CHECK_FALSE(office.heard("Tidak bisa diperiksa"));
  office.loop.run_for(11s);
  CHECK(office.heard("Tidak bisa diperiksa sekarang."));
  const auto calls = office.calls();
  office.loop.run_for(60s);
  CHECK(office.calls() == calls);
}

TEST_CASE("connectors: messages wait for the answer and danger does not; a late answer changes nothing") {
  Office office;
  office.far.hold["dinas"] = true;
  office.far.next["dinas"].push_back(said(R"({"outcome":"ketemu","give":{"status":"ada"}})"));
  office.ask();
  REQUIRE(office.far.held.size() == 1);
  office.say("7", "halo?");
  const auto before = office.far.sent_to("7").size();
  office.say("7", "tolong kebakaran di rumah sebelah, api besar");
  CHECK(office.far.sent_to("7").size() > before);
  CHECK(office.heard("112"));
  office.loop.run_for(12s);
  office.far.held.front()();
  office.loop.run_for(1s);
  CHECK_FALSE(office.heard("Ketemu"));
}

TEST_CASE("connectors: a call that was under way when the process died failed, and is not sent again") {
  Office office;
  office.far.hold["dinas"] = true;
  office.ask();
  REQUIRE(office.calls() == 1);
  office.crash();
  office.loop.run_for(12s);
  CHECK(office.calls() == 1);
  CHECK(office.heard("Tidak bisa diperiksa sekarang."));
}

TEST_CASE("connectors: one that the configuration has not fails at once") {
  Office office;
  office.world.connectors.clear();
  office.ask();
  CHECK(office.calls() == 0);
  CHECK(office.heard("Tidak bisa diperiksa sekarang."));
}

TEST_CASE("connectors: one that hangs holds up no reply") {
  Office office;
  office.far.hold["dinas"] = true;
  for (int person = 100; person < 160; ++person) {
    office.say(std::to_string(person), "cek bansos");
    office.say(std::to_string(person), "3204012345678901");
  }
  CHECK(office.calls() == 8);
  office.say("7", "halo");
  CHECK_FALSE(office.far.sent_to("7").empty());
  office.loop.run_for(12s);
  for (int person = 100; person < 160; ++person) {
    const auto texts = office.far.sent_to(std::to_string(person));
    CHECK(
        std::ranges::any_of(texts, [](const auto& t) { return t.find("Tidak bisa diperiksa") != std::string::npos; }));
  }
}

TEST_CASE("connectors: a secret in the form of Standard Webhooks is read as its bytes") {
  CHECK(connector_key("whsec_a3VuY2k=") == "kunci");
  CHECK(connector_key("kunci") == "kunci");
}

TEST_CASE("versions: a talk goes on with the texts it began with, a new one has the new ones") {
  Office office;
  office.say("7", "cek bansos");
  auto files = dialogs::shipped();
  auto changed = script;
  changed.replace(changed.find("Selesai."), 8, "Sudah.");
  files.push_back({"bansos.yaml", changed});
  auto loaded = dialogs::load(files);
  loaded.set.version = 3;
  office.library.add(std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set)));
  office.world.connectors.clear();
  office.say("7", "3204012345678901");
  CHECK(office.heard("Selesai."));
  office.say("8", "cek bansos");
  office.say("8", "3204012345678901");
  const auto texts = office.far.sent_to("8");
  CHECK(std::ranges::any_of(texts, [](const auto& t) { return t.find("Sudah.") != std::string::npos; }));
}

TEST_CASE("timers: a reminder that the process slept through is dropped, one of danger fires at once after a start") {
  Office office;
  office.say("7", "ada asap tebal dari gudang sebelah, mungkin kebakaran");
  const auto timers = office.store->due_timers(office.clock.now() + 24h, 100);
  for (const auto& timer : timers) CHECK(timer.emergency == (timer.name == "maybe" || timer.name == "give-up"));
  REQUIRE_FALSE(timers.empty());
}
