// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/doctor_desks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "gateway/flow/desk_text.hpp"

namespace pintu::commands {

using nlohmann::json;

namespace {

using Findings = std::vector<DeskFinding>;

constexpr std::int64_t too_long = std::chrono::seconds(std::chrono::days(3)).count();

void look_at_seat(const flow::World& world, const std::string& desk, const flow::Officer& officer, Findings& findings) {
  const auto* channel = world.channel(officer.channel);
  if (channel == nullptr) {
    findings.push_back({true, fmt::format("Meja \"{}\" memakai kanal \"{}\" yang tidak ada", desk, officer.channel)});
    return;
  }
  if (!channel->hears_replies()) {
    findings.push_back(
        {true, fmt::format("Meja \"{}\": petugas di kanal \"{}\" tidak bisa membalas, karena pengirimnya "
                           "nama dan bukan nomor. Pakai nomor pada from:",
                           desk, officer.channel)});
  }
  if (channel->session() && !channel->has_template()) {
    findings.push_back(
        {false, fmt::format("Meja \"{}\": petugas di kanal \"{}\" hanya bisa dihubungi 24 jam setelah ia "
                            "menulis. Pasang template:",
                            desk, officer.channel)});
  }
}

// What nobody may read waits: how much, and since when.
void look_at_waiting(const flow::World& world, const json& open, Findings& findings) {
  std::size_t secret = 0;
  std::size_t plain = 0;
  std::int64_t oldest = 0;
  for (const auto& report : open.value("reports", json::array())) {
    if (!report.value("confidential", false)) {
      ++plain;
    } else if (!world.verifier_of(world.desk_of(report.value("agency", std::string())))) {
      ++secret;
    }
    oldest = std::max(oldest, report.value("age_seconds", std::int64_t{0}));
  }
  if (secret > 0) {
    findings.push_back({true, fmt::format("{} laporan rahasia menunggu verifikator yang belum ada: isi verifier: pada "
                                          "meja, atau tangani sendiri dengan pintu reports list --open",
                                          secret)});
  }
  if (plain > 0) {
    findings.push_back(
        {oldest > too_long, fmt::format("{} laporan menunggu petugas, paling lama {}: pintu reports list "
                                        "--open",
                                        plain, flow::age_text(std::chrono::seconds(oldest)))});
  }
}

}  // namespace

std::vector<DeskFinding> look_at_desks(const flow::World& world, const json& open) {
  Findings findings;
  std::set<std::string> relays{"verifikator"};
  for (const auto& [agency, desk] : world.relayed) relays.insert(desk);
  auto names = relays;
  names.insert({"darurat", "umum"});
  for (const auto& name : names) {
    const auto seats = world.officers_of(name);
    if (seats.empty()) {
      findings.push_back(
          {false, fmt::format("Meja \"{}\" tidak punya petugas: tambahkan di bawah desks: dalam konfigurasi", name)});
    }
    for (const auto& seat : seats) look_at_seat(world, name, *seat.officer, findings);
  }
  for (const auto& name : relays) {
    const auto verifier = world.verifier_of(name);
    if (!verifier) {
      findings.push_back(
          {false, fmt::format("Meja \"{}\" tidak punya verifikator: laporan rahasia, pelecehan, dan pungli "
                              "tidak dikirim kepada siapa pun. Isi verifier: {{channel, chat, name}}",
                              name)});
      continue;
    }
    const auto seats = world.officers_of(name);
    if (seats.empty() || !seats.front().verifier) look_at_seat(world, verifier->desk, *verifier->officer, findings);
  }
  look_at_waiting(world, open, findings);
  return findings;
}

}  // namespace pintu::commands
