// SPDX-License-Identifier: Apache-2.0
// Desks, and agencies that a desk relays to by hand; what pintu doctor says of them.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/registry.hpp"
#include "gateway/app/config.hpp"
#include "gateway/commands/doctor_desks.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::app;

namespace {

constexpr const char* channels = R"(channels:
  tg: {kind: telegram, token: "1:T", secret: s}
  wa: {kind: whatsapp, phone_number_id: "1", token: t, app_secret: s, verify_token: v}
  sms: {kind: sms/kannel, username: u, password: p, allow_from: [127.0.0.1]}
  named: {kind: sms/kannel, username: u, password: p, from: PINTU, secret_path: "0123456789abcdef"}
)";

LoadedConfig load(const std::string& rest) {
  const std::string file = channels + rest;
  return load_config("pintu.yaml", {[file](const std::string& path) {
                                      return path == "pintu.yaml" ? std::optional(file) : std::nullopt;
                                    },
                                    [](const std::string&) { return std::optional<std::string>(); }});
}

std::vector<std::string> faults_of(const std::string& rest) {
  std::vector<std::string> texts;
  for (const auto& fault : load(rest).faults) texts.push_back(to_string(fault));
  return texts;
}

std::size_t count(const std::vector<commands::DeskFinding>& findings, const std::string& words, bool bad) {
  return static_cast<std::size_t>(std::ranges::count_if(findings, [&](const auto& finding) {
    return finding.bad == bad && finding.text.find(words) != std::string::npos;
  }));
}

}  // namespace

TEST_CASE("config: an agency that a desk relays to, with addresses as their channels write them") {
  const auto loaded = load(R"(agencies:
  lapor: {kind: manual, desk: meja}
desks:
  meja:
    officers:
      - {channel: tg, chat: "-100123"}
      - {channel: wa, chat: "0812-1000-2000"}
      - {channel: sms, chat: "0812 1000 2001", name: Asep}
    verifier: {channel: wa, chat: "+62 812 1000 2002", name: Bu Rina}
)");
  for (const auto& fault : loaded.faults) FAIL_CHECK(to_string(fault));
  const auto& config = loaded.config;
  CHECK(config.agencies.empty());
  CHECK(config.relayed == std::map<std::string, std::string>{{"lapor", "meja"}});
  const auto& desk = config.desks.at("meja");
  REQUIRE(desk.officers.size() == 3);
  CHECK(desk.officers[0].chat == "-100123");
  CHECK(desk.officers[1].chat == "6281210002000");
  CHECK(desk.officers[2].chat == "+6281210002001");
  CHECK(desk.officers[2].name == "Asep");
  REQUIRE(desk.verifier);
  CHECK(desk.verifier->chat == "6281210002002");
}

TEST_CASE("config: a desk that cannot do its work is a fault with its place") {
  CHECK(
      faults_of("agencies:\n  lapor: {kind: manual, desk: mejaa}\n"
                "desks:\n  meja: {officers: [{channel: tg, chat: \"1\"}]}\n") ==
      std::vector<std::string>{"pintu.yaml:7:31: agencies.lapor.desk: there is no desk 'mejaa': did you mean 'meja'?"});
  CHECK(faults_of("agencies:\n  lapor: {kind: manual, desk: meja}\ndesks:\n  meja: {officers: []}\n") ==
        std::vector<std::string>{"pintu.yaml:7:31: agencies.lapor.desk: nobody would read of its reports: write an "
                                 "officer or a verifier under desks.meja"});
  CHECK(faults_of("agencies:\n  lapor: {kind: manual}\n") ==
        std::vector<std::string>{"pintu.yaml:7:3: agencies.lapor: desk: is missing"});
  CHECK(faults_of("agencies:\n  lapor: {kind: manul, desk: meja}\n").at(0).ends_with("did you mean 'manual'?"));
  const auto verifier = [](const std::string& block) {
    return faults_of("desks:\n  meja: {verifier: " + block + "}\n");
  };
  CHECK(verifier("{channel: tg, chat: \"-100123\", name: A}").at(0).find("goes to one person") != std::string::npos);
  CHECK(verifier("{channel: tg, chat: \"100123\"}").at(0).find("write name:") != std::string::npos);
  CHECK(verifier("{channel: sms, chat: rina, name: A}").at(0).find("no phone number") != std::string::npos);
  CHECK(verifier("{channel: tg, chat: \"100123\", name: A}").empty());
}

TEST_CASE("doctor: desks without a verifier, without ears, and what waits for them") {
  const auto loaded = load(R"(agencies:
  lapor: {kind: manual, desk: meja}
desks:
  meja: {officers: [{channel: named, chat: "0812 1000 2001"}, {channel: wa, chat: "0812 1000 2002"}]}
)");
  REQUIRE(loaded.faults.empty());
  flow::World world;
  world.desks = loaded.config.desks;
  world.relayed = loaded.config.relayed;
  for (const auto& channel : loaded.config.channels) {
    world.channels[channel.given.name] = make_channel(channel.given).value();
  }
  const auto open = nlohmann::json::parse(R"({"reports":[{"agency":"lapor","confidential":true,"age_seconds":90},
                                                         {"agency":"lapor","age_seconds":400000}]})");
  auto findings = commands::look_at_desks(world, open);
  CHECK(count(findings, "tidak bisa membalas", true) == 1);
  CHECK(count(findings, "24 jam setelah", false) == 1);
  CHECK(count(findings, "Meja \"meja\" tidak punya verifikator", false) == 1);
  CHECK(count(findings, "1 laporan rahasia menunggu", true) == 1);
  CHECK(count(findings, "paling lama 4 hari", true) == 1);
  world.desks["meja"].verifier = flow::Officer{"tg", "7", "Bu Rina"};
  findings = commands::look_at_desks(world, nlohmann::json::object());
  CHECK(count(findings, "Meja \"meja\" tidak punya verifikator", false) == 0);
  CHECK(count(findings, "laporan rahasia menunggu", true) == 0);
}
