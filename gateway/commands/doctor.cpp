// SPDX-License-Identifier: Apache-2.0
// pintu doctor and pintu migrate: is the installation sound, and what to do when it is not.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "gateway/commands/commands.hpp"
#include "gateway/commands/configured.hpp"
#include "gateway/commands/doctor_desks.hpp"
#include "gateway/commands/proofs.hpp"
#include "gateway/commands/remote.hpp"
#include "gateway/control/publishing.hpp"

namespace pintu::commands {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 2> example_chats{"-1001234567890", "-1009876543210"};

struct Findings {
  json list = json::array();
  bool bad = false;
  void good_news(const std::string& sentence) { list.push_back({{"level", "ok"}, {"text", sentence}}); }
  void warning(const std::string& sentence) { list.push_back({{"level", "warning"}, {"text", sentence}}); }
  void error(const std::string& sentence) {
    list.push_back({{"level", "error"}, {"text", sentence}});
    bad = true;
  }
};

void look_at_counts(const json& counts, Findings& findings) {
  const auto count = [&](const char* key) { return counts.value(key, std::int64_t{0}); };
  findings.good_news(fmt::format("Data terbaca: {} orang, {} laporan, {} tugas menunggu", count("parties"),
                                 count("reports"), count("jobs_waiting")));
  if (count("jobs_unknown") > 0) {
    findings.error(
        fmt::format("{} tugas tidak diketahui hasilnya: pintu jobs list --state unknown, lalu pintu jobs resolve",
                    count("jobs_unknown")));
  }
  if (count("jobs_exhausted") > 0) {
    findings.error(fmt::format("{} tugas habis masa cobanya: pintu jobs list --state exhausted, lalu pintu jobs retry",
                               count("jobs_exhausted")));
  }
  if (count("parked") > 0) findings.warning(fmt::format("{} pesan disisihkan: pintu quarantine list", count("parked")));
}

template <class Map>
std::string names_of(const Map& by_name) {
  std::string names;
  for (const auto& [name, value] : by_name) names += (names.empty() ? "" : ",") + name;
  return http::url_encode(names);
}

// An account that nobody pays: the provider takes messages and delivers none.
void look_at_silence(const json& undelivered, Findings& findings) {
  for (const auto& [name, share] : undelivered.items()) {
    if (share.get<double>() <= 0.5) continue;
    findings.error(
        fmt::format("Kanal \"{}\": {:.0f} % pesan diterima penyedia tetapi tidak sampai ke warga. Periksa "
                    "tagihan dan status akun di penyedia",
                    name, share.get<double>() * 100));
  }
}

void look_at_breakers(const json& breakers, Findings& findings) {
  for (const auto& [name, state] : breakers.items()) {
    if (state.get<double>() == 0) continue;
    findings.warning(
        fmt::format("Instansi {} sedang gagal dihubungi: laporan menunggu dan dicoba satu per satu. Sebabnya ada di "
                    "log daemon, breaker.open",
                    name));
  }
}

// False, with the exit code, when the data cannot be asked.
bool tell_of_desks(const RemoteOptions& options, const flow::World& world, Findings& findings, int& exit) {
  RemoteAnswer answer;
  if (!ask(options, "GET", "/reports?open=1", answer, exit)) return false;
  const auto open = json::parse(answer.body, nullptr, false);
  for (const auto& finding : look_at_desks(world, open.is_object() ? open : json::object())) {
    if (finding.bad) {
      findings.error(finding.text);
    } else {
      findings.warning(finding.text);
    }
  }
  return true;
}

void look_at_accounts(const app::Installation& installation, Findings& findings) {
  if (installation.world.channels.empty()) findings.error("Belum ada kanal: isi channels: dalam konfigurasi");
  if (installation.world.agencies.empty() && installation.world.relayed.empty())
    findings.warning("Belum ada agencies: laporan hanya tersimpan, tidak diteruskan");
  for (const auto& [of, name, says] : prove(installation)) {
    const auto who = fmt::format("{} {}", of == Proof::Of::channel ? "Kanal" : "Instansi", name);
    if (says) {
      findings.good_news(fmt::format("{}: {}", who, *says));
    } else {
      findings.error(fmt::format("{}: {}", who, says.error().message()));
    }
  }
}

// What the shipped example holds in the place of what only this installation can know.
void look_at_examples(const app::Config& config, Findings& findings) {
  const auto still = [&](const std::string& what, const std::string& value) {
    findings.error(fmt::format("{} masih contoh ({}): ganti dengan yang sebenarnya", what, value));
  };
  const auto is_example = [](const std::string& url) { return url.find(".example.go.id") != std::string::npos; };
  if (is_example(config.public_url)) still("public_url", config.public_url);
  for (const auto& agency : config.agencies) {
    const auto api = agency.given.values.find("api");
    if (api != agency.given.values.end() && is_example(api->second)) {
      still(fmt::format("agencies.{}.api", agency.given.name), api->second);
    }
  }
  for (const auto& [name, desk] : config.desks) {
    for (const auto& officer : desk.officers) {
      if (std::ranges::find(example_chats, officer.chat) != example_chats.end()) {
        still(fmt::format("desks.{}: chat", name), officer.chat);
      }
    }
  }
}

// What citizens are asked is the published version, not the folder.
void look_at_scripts(const RemoteOptions& options, const app::Installation& installation, Findings& findings) {
  RemoteAnswer answer;
  int exit = good;
  if (!ask(options, "GET", "/scripts", answer, exit)) return;
  const auto listed = json::parse(answer.body, nullptr, false);
  const auto versions = listed.is_object() ? listed.value("versions", json::array()) : json::array();
  if (versions.empty()) return;
  const auto newest = versions.back().value("version", std::int64_t{0});
  if (!ask(options, "GET", "/scripts/" + std::to_string(newest), answer, exit)) return;
  const auto set = json::parse(answer.body, nullptr, false);
  if (set.is_object() && set.value("files", json::object()) == json::parse(control::pack(installation.scripts))) {
    findings.good_news(fmt::format("Naskah: versi {}, sama dengan foldernya", newest));
  } else {
    findings.warning(
        fmt::format("Naskah di folder berbeda dari versi {} yang berlaku: pintu publish, atau pintu publish "
                    "--list",
                    newest));
  }
}

int show(const Findings& findings, const RemoteOptions& options) {
  if (options.json) {
    fmt::print("{}\n", json{{"findings", findings.list}}.dump());
    return findings.bad ? problems : good;
  }
  for (const auto& finding : findings.list) {
    fmt::print("{:8} {}\n", finding["level"].get<std::string>(), finding["text"].get<std::string>());
  }
  if (findings.bad) {
    fmt::print("Selesaikan yang bertanda error dari atas ke bawah, lalu ulangi: pintu doctor -c {}\n", options.config);
  }
  return findings.bad ? problems : good;
}

int doctor(const RemoteOptions& options) {
  Findings findings;
  const auto read = read_configuration(options.config);
  if (!read) {
    for (const auto& fault : read.error()) findings.error(app::to_string(fault));
    show(findings, options);
    return configuration;
  }
  const auto& installation = read->installation;
  findings.good_news("Konfigurasi lengkap: " + options.config);
  look_at_examples(read->config, findings);
  for (const auto& notice : installation.notices) findings.warning(notice);
  look_at_accounts(installation, findings);
  look_at_scripts(options, installation, findings);
  int exit = good;
  if (!tell_of_desks(options, installation.world, findings, exit)) return exit;
  std::error_code error;
  const auto space = std::filesystem::space(installation.data, error);
  if (!error && space.available < (std::uintmax_t{1} << 30))
    findings.error("Ruang disk di bawah 1 GiB: kosongkan disk");
  RemoteAnswer answer;
  if (!ask(options, "GET",
           "/counts?channels=" + names_of(installation.world.channels) +
               "&agencies=" + names_of(installation.world.agencies),
           answer, exit))
    return exit;
  const auto counts = json::parse(answer.body, nullptr, false);
  if (answer.status == 200 && counts.is_object()) {
    look_at_counts(counts, findings);
    if (counts.contains("undelivered")) look_at_silence(counts["undelivered"], findings);
    if (counts.contains("breakers")) look_at_breakers(counts["breakers"], findings);
  } else {
    findings.error("Data tidak terbaca: lihat log daemon");
  }
  return show(findings, options);
}

int migrate(const RemoteOptions& options, bool only_show) {
  int exit = good;
  const auto installation = configured(options.config, exit);
  if (!installation) return exit;
  const SystemClock clock;
  const store::OpenOptions open{installation->data, installation->master_key, &clock, true};
  if (!only_show) {
    const auto lock = app::Lock::take(installation->data);
    if (!lock) {
      fmt::print(stderr, "pintu: {}: stop the daemon first (it migrates at its own start)\n", lock.error().message());
      return unreachable;
    }
    if (const auto opened = store::open(installation->store_url, open); !opened) {
      fmt::print(stderr, "pintu: {}\n", opened.error().message());
      return opened.error().code() == Errc::configuration ? configuration : problems;
    }
  }
  const auto list = store::migrations(installation->store_url, open);
  if (!list) {
    fmt::print(stderr, "pintu: {}\n", list.error().message());
    return problems;
  }
  json rows = json::array();
  for (const auto& m : *list) rows.push_back({{"number", m.number}, {"name", m.name}, {"applied", m.applied}});
  if (options.json) {
    fmt::print("{}\n", json{{"migrations", rows}}.dump());
  } else {
    for (const auto& m : *list) fmt::print("{:4}  {:9}  {}\n", m.number, m.applied ? "applied" : "to do", m.name);
  }
  return good;
}

}  // namespace

void add_doctor(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("doctor", "Is the installation sound, and what to do when it is not");
  auto options = add_remote_options(*command);
  command->callback([&action, options] { action = [options] { return doctor(*options); }; });
}

void add_migrate(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("migrate", "Bring the database to this version's schema");
  auto options = add_remote_options(*command);
  auto only_show = std::make_shared<bool>(false);
  command->add_flag("--dry-run", *only_show, "Only show what would be done");
  command->callback([=, &action] { action = [=] { return migrate(*options, *only_show); }; });
}

}  // namespace pintu::commands
