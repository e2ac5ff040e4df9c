// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/config.hpp"

#include <cmath>
#include <map>

#include "adapters/keys.hpp"
#include "adapters/registry.hpp"
#include "gateway/app/config_values.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::app;

namespace {

using Table = std::map<std::string, std::string>;

LoadedConfig load(const std::string& yaml, Table files = {}, const Table& environment = {}) {
  files["/etc/pintu/pintu.yaml"] = yaml;
  const auto look = [](const Table& table, const std::string& key) -> std::optional<std::string> {
    const auto found = table.find(key);
    return found == table.end() ? std::nullopt : std::optional(found->second);
  };
  return load_config("/etc/pintu/pintu.yaml", {[&](const std::string& path) { return look(files, path); },
                                               [&](const std::string& name) { return look(environment, name); }});
}

std::vector<std::string> faults_of(const std::string& yaml, const Table& files = {}) {
  std::vector<std::string> lines;
  for (const auto& fault : load(yaml, files).faults) lines.push_back(to_string(fault));
  return lines;
}

const std::string whole = R"(listen: 0.0.0.0:8443            # webhooks
admin: "[::1]:9091"
public_url: https://pintu.example.go.id/
data: data
store: sqlite
master_key: file:key
scripts: scripts
channels:
  tg: {kind: telegram, api: "https://api.telegram.org", token: file:tg-token, secret: env:TG_SECRET, receive: webhook}
  bot2:
    kind: telegram
    token: credential:bot2
    secret: abc_DEF-1
    path: /kait/dua
    secret_path: "0123456789abcdef"
    allow_from: [10.1.2.3, "2001:DB8::0:1"]
agencies:
  lapor: {kind: lapor/json, api: "https://lapor.example.go.id", authorization: a, token: t, path: complaint-jabar, user_id: "1", channel: 7, categories: kategori.csv, rate: 30/min, poll: 3h}
desks:
  verifikator: {officers: [{channel: tg, chat: "-100123"}]}
  darurat:
    officers:
      - {channel: bot2, chat: "-5"}
promises: {verifikasi: {working_days: 5, source: "Perka 1/2026"}, tindak: {days: 14, source: s}, cepat: {hours: 2, source: s}}
contacts: {bahaya: "110", jam: {buka: "07.30"}, pemadam: "113"}
tls: {certificate: cert.pem, key: key.pem}
limits: {connections: 64, per_citizen: 1/s, files_per_citizen: 1/min, megabytes_per_citizen: 50/h}
)";

const Table whole_files{{"/etc/pintu/key", std::string(64, 'a') + "\n"},
                        {"/etc/pintu/tg-token", "1:T\n"},
                        {"/run/credentials/bot2", "2:U"},
                        {"/etc/pintu/kategori.csv", "option,category\njalan,12\n"},
                        {"/etc/pintu/cert.pem", "c"},
                        {"/etc/pintu/key.pem", "k"}};
const Table whole_environment{{"TG_SECRET", "s3cret"}, {"CREDENTIALS_DIRECTORY", "/run/credentials"}};

}  // namespace

TEST_CASE("config: a whole file is read with its secrets and paths") {
  const auto loaded = load(whole, whole_files, whole_environment);
  for (const auto& fault : loaded.faults) FAIL_CHECK(to_string(fault));
  CHECK(loaded.notices.empty());
  const auto& config = loaded.config;
  CHECK(config.listen == HostPort{"0.0.0.0", 8443});
  REQUIRE(config.admin.has_value());
  CHECK(*config.admin == HostPort{"::1", 9091});
  CHECK(config.public_url == "https://pintu.example.go.id");
  CHECK(config.data == "/etc/pintu/data");
  CHECK(config.scripts == "/etc/pintu/scripts");
  CHECK(config.master_key == std::string(32, '\xaa'));
  CHECK(config.tls_certificate == "/etc/pintu/cert.pem");
  CHECK(config.tls_key == "/etc/pintu/key.pem");
  CHECK(config.connections == 64);
  CHECK(config.replies_per_minute == 60);
  CHECK(config.files_per_hour == 60);
  CHECK(std::abs(config.megabytes_per_hour - 50) < 1e-6);

  REQUIRE(config.channels.size() == 2);
  const auto& tg = config.channels[0];
  CHECK(tg.at == "/etc/pintu/pintu.yaml:9:3");
  CHECK(tg.path == "/hooks/tg");
  CHECK(tg.given.name == "tg");
  CHECK(tg.given.kind == "telegram");
  CHECK(tg.given.public_url == "https://pintu.example.go.id/hooks/tg");
  CHECK(tg.given.values ==
        Table{{"api", "https://api.telegram.org"}, {"token", "1:T"}, {"secret", "s3cret"}, {"receive", "webhook"}});
  const auto& second = config.channels[1];
  CHECK(second.path == "/kait/dua");
  CHECK(second.secret_path == "0123456789abcdef");
  CHECK(second.given.public_url == "https://pintu.example.go.id/kait/dua/0123456789abcdef");
  CHECK(second.given.values.at("token") == "2:U");
  CHECK(second.allow_from == std::vector<std::string>{"10.1.2.3", "2001:db8::1"});
}

TEST_CASE("config: agencies, desks, promises and contacts of a whole file") {
  const auto config = load(whole, whole_files, whole_environment).config;
  REQUIRE(config.agencies.size() == 1);
  const auto& lapor = config.agencies[0].given;
  CHECK(lapor.kind == "lapor/json");
  CHECK(lapor.values.at("channel") == "7");
  CHECK(lapor.values.at("rate") == "30/min");
  CHECK_FALSE(lapor.values.contains("categories"));
  CHECK(lapor.categories == Table{{"jalan", "12"}});
  REQUIRE(config.desks.at("darurat").officers.size() == 1);
  CHECK(config.desks.at("darurat").officers[0].channel == "bot2");
  CHECK(config.desks.at("verifikator").officers.at(0).chat == "-100123");
  CHECK(config.promises == Table{{"verifikasi", "5 hari kerja"}, {"tindak", "14 hari"}, {"cepat", "2 jam"}});
  CHECK(config.contacts == Table{{"bahaya", "110"},
                                 {"darurat", "112"},
                                 {"pengelola", "Pemprov Jawa Barat"},
                                 {"jam.buka", "07.30"},
                                 {"jam.tutup", "16.00"},
                                 {"simpan", "sampai Anda minta dihapus"},
                                 {"pemadam", "113"}});
}

TEST_CASE("config: what the file leaves out has a default") {
  const auto loaded = load("data: /srv/pintu\n");
  CHECK(loaded.faults.empty());
  CHECK(loaded.config.listen == HostPort{"127.0.0.1", 8080});
  CHECK(loaded.config.admin == HostPort{"127.0.0.1", 9090});
  CHECK(loaded.config.data == "/srv/pintu");
  CHECK(loaded.config.store == "sqlite");
  CHECK(loaded.config.master_key.empty());
  CHECK(loaded.config.scripts.empty());
  CHECK(loaded.config.promises == Table{{"verifikasi", "3 hari kerja"}});
  CHECK_FALSE(load("admin: off\n").config.admin.has_value());
}

TEST_CASE("config: every fault is listed, each where it stands") {
  const auto faults = faults_of(R"(listen: 8080
lisen: 127.0.0.1:1
public_url: pintu.example.go.id
store: postgres://db/pintu
master_key: short
channels:
  tg: {kind: telegam, token: x}
  b: {kind: telegram, tokn: x, path: hooks, secret_path: short, allow_from: [localhost]}
desks:
  umum: {officers: [{channel: c, chat: "1"}, {channel: b}]}
promises: {verifikasi: {working_days: three}}
limits: {connections: 0, per_citizen: many, files_per_citizen: all, megabytes_per_citizen: 1}
)");
  const std::string file = "/etc/pintu/pintu.yaml:";
  CHECK(faults == std::vector<std::string>{
                      file + "1:9: listen: write an address and a port, such as 127.0.0.1:8080",
                      file + "2:1: configuration: there is no key 'lisen': did you mean 'listen'?",
                      file + "3:13: public_url: write what the world calls us, https://host",
                      file + "4:8: store: this version has sqlite only",
                      file + "5:13: master_key: it must be 32 bytes, raw, as 64 hexadecimal digits or in base64",
                      file + "7:14: channels.tg: there is no kind 'telegam': did you mean 'telegram'?",
                      file + "8:23: channels.b: there is no key 'tokn': did you mean 'token'?",
                      file + "8:38: channels.b.path: write a path such as /hooks/b",
                      file + "8:58: channels.b.secret_path: write at least 16 letters, digits, - and _",
                      file + "8:78: channels.b.allow_from: write IP addresses, such as 10.1.2.3",
                      file + "10:31: desks.umum: there is no channel 'c': did you mean 'b'?",
                      file + "10:46: desks.umum: write {channel: NAME, chat: ADDRESS}",
                      file + "11:12: promises.verifikasi: write source:, where this promise is made to the public",
                      file + "11:39: promises.verifikasi.working_days: write a whole number",
                      file + "12:23: limits.connections: write a whole number",
                      file + "12:39: limits.per_citizen: write a rate such as 30/min",
                      file + "12:64: limits.files_per_citizen: write a rate such as 60/h",
                      file + "12:92: limits.megabytes_per_citizen: write a rate such as 200/h",
                  });
}

TEST_CASE("config: faults of YAML itself have their place") {
  const auto [yaml, place] = GENERATE(table<std::string, std::string>({
      {"listen: \"127.0.0.1:1\nadmin: off\n", ":1:9: "},
      {"data: a\nstore: sqlite\ndata: b\n", ":3:1: "},
      {"data:\t{\n", ":2:"},
      {"- a\n- b\n", ":1:1: "},
  }));
  INFO(yaml);
  const auto faults = faults_of(yaml);
  REQUIRE_FALSE(faults.empty());
  CHECK(faults[0].find(place) != std::string::npos);
}

TEST_CASE("config: a file that is not there is one fault") {
  const auto loaded = load_config("nowhere.yaml", {[](const std::string&) { return std::nullopt; },
                                                   [](const std::string&) { return std::nullopt; }});
  REQUIRE(loaded.faults.size() == 1);
  CHECK(to_string(loaded.faults[0]) == "nowhere.yaml: cannot be read");
}

TEST_CASE("config: a secret that cannot be had says where it was looked for, and is never shown") {
  const auto channel = [](const std::string& token) {
    return "channels: {tg: {kind: telegram, token: \"" + token + "\", secret: s}}\n";
  };
  const auto only = [&](const std::string& token, const Table& files = {}) {
    const auto faults = faults_of(channel(token), files);
    REQUIRE(faults.size() == 1);
    return faults[0].substr(faults[0].find(' ') + 1);
  };
  CHECK(only("file:none") == "channels.tg.token: /etc/pintu/none cannot be read");
  CHECK(only("file:empty", {{"/etc/pintu/empty", ""}}) == "channels.tg.token: /etc/pintu/empty is empty");
  CHECK(only("file:line", {{"/etc/pintu/line", "\n"}}) == "channels.tg.token: is empty");
  CHECK(only("env:NONE") == "channels.tg.token: the variable NONE is not set");
  CHECK(only("credential:tg") ==
        "channels.tg.token: there is no secret 'tg' yet, or only root may read it: write it into "
        "/etc/pintu/credentials/tg");
  CHECK(faults_of(channel("file:/abs/token"), {{"/abs/token", "1:T\r\n"}}).empty());
  CHECK(load(channel("file:/abs/token"), {{"/abs/token", "1:T\r\n"}}).config.channels.at(0).given.values.at("token") ==
        "1:T");
}

TEST_CASE("config: a credential's name stays in systemd's folder") {
  const auto loaded = load("channels: {tg: {kind: telegram, token: credential:../x, secret: s}}\n", {{"/run/x", "1:T"}},
                           {{"CREDENTIALS_DIRECTORY", "/run/credentials"}});
  CHECK(loaded.faults.size() == 1);
}

TEST_CASE("config: a credential is found alone, in a loaded folder, or beside the file where no systemd is") {
  const auto token = [](const Table& files, const Table& environment) {
    const auto loaded = load("channels: {tg: {kind: telegram, token: credential:tg, secret: s}}\n", files, environment);
    return loaded.faults.empty() ? loaded.config.channels.at(0).given.values.at("token") : std::string("fault");
  };
  const Table systemd{{"CREDENTIALS_DIRECTORY", "/run/c"}};
  CHECK(token({{"/run/c/tg", "1:A"}, {"/run/c/pintu_tg", "1:B"}}, systemd) == "1:A");
  CHECK(token({{"/run/c/pintu_tg", "1:B\n"}}, systemd) == "1:B");
  CHECK(token({{"/etc/pintu/credentials/tg", "1:C\n"}}, {}) == "1:C");
  CHECK(token({{"/etc/pintu/credentials/tg", "1:C\n"}}, systemd) == "fault");
  CHECK(token({{"/etc/pintu/credentials/tg", ""}}, {}) == "fault");
}

TEST_CASE("config: a key of raw bytes may end in a line break") {
  const std::string raw = std::string(31, 'k') + "\n";
  CHECK(load("master_key: file:key\n", {{"/etc/pintu/key", raw}}).config.master_key == raw);
  CHECK(load("master_key: file:key\n", {{"/etc/pintu/key", std::string(32, 'k') + "\n"}}).config.master_key ==
        std::string(32, 'k'));
}

TEST_CASE("config: what only an adapter knows stands where the key stands") {
  const auto faults = faults_of(R"(channels:
  a: {kind: telegram, token: nonsense, secret: s}
  b: {kind: telegram, token: "1:T"}
  c: {kind: telegram}
agencies:
  lapor: {kind: lapor/json, api: "https://x.example", authorization: a, token: t, path: p, user_id: one, channel: 7}
  other: {kind: lapor/json, user_id: "1", channel: 7, path: p}
)");
  const std::string file = "/etc/pintu/pintu.yaml:";
  REQUIRE(faults.size() == 7);
  CHECK(faults[0].starts_with(file + "2:30: channels.a.token: "));
  CHECK(faults[1].starts_with(file + "3:3: channels.b.secret: "));
  CHECK(faults[2] == file + "4:3: channels.c: token: is missing");
  CHECK(faults[3].starts_with(file + "6:101: agencies.lapor.user_id: "));
  CHECK(faults[4] == file + "7:3: agencies.other: api: is missing");
  CHECK(faults[5] == file + "7:3: agencies.other: authorization: is missing");
  CHECK(faults[6] == file + "7:3: agencies.other: token: is missing");
}

TEST_CASE("config: two channels cannot share a door") {
  const auto faults = faults_of(R"(channels:
  a: {kind: telegram, token: "1:T", secret: s}
  b: {kind: telegram, token: "1:T", secret: s, path: /hooks/a}
)");
  REQUIRE(faults.size() == 1);
  CHECK(faults[0] ==
        "/etc/pintu/pintu.yaml:3:3: channels.b: its path /hooks/a is also that of 'a' "
        "(/etc/pintu/pintu.yaml:2:3)");
  CHECK(faults_of("listen: :8080\nadmin: 0.0.0.0:8080\n").size() == 1);
}

TEST_CASE("config: faults of the categories file name that file") {
  const std::string yaml =
      "agencies: {lapor: {kind: lapor/json, api: \"https://x.example\", authorization: a, token: t, path: p, user_id: "
      "1, "
      "channel: 7, categories: k.csv}}\n";
  const auto faults =
      faults_of(yaml, {{"/etc/pintu/k.csv", "option,category\r\njalan,1\n# notes\njalan,2\nair\n\"x,3\n"}});
  const std::string at = "/etc/pintu/k.csv:";
  CHECK(faults ==
        std::vector{at + "4:1: agencies.lapor.categories: the option 'jalan' stands here a second time, after line 2",
                    at + "5:4: agencies.lapor.categories: the category's number is missing: write option,category",
                    at + "6:1: agencies.lapor.categories: a quotation mark is not closed on this line"});
  CHECK(faults_of(yaml, {{"/etc/pintu/k.csv", "jalan,1\n"}}).empty());
  CHECK(faults_of(yaml, {{"/etc/pintu/k.csv", "\n"}}).size() == 1);
  CHECK(faults_of(yaml).size() == 1);
}

TEST_CASE("config: what this version makes no use of is checked and named") {
  const auto loaded = load(R"(connectors: {bansos: {url: "https://x.example", secret: s, timeout: 5s}}
desks: {darurat: {table: desks.csv}}
places: {boundaries: jabar.json}
)",
                           {{"/etc/pintu/desks.csv", "x"}, {"/etc/pintu/jabar.json", "{}"}});
  CHECK(loaded.faults.empty());
  CHECK(loaded.notices.size() == 2);
  CHECK(loaded.config.connectors.at("bansos").timeout == std::chrono::seconds(5));
  CHECK(loaded.config.boundaries == "/etc/pintu/jabar.json");
  CHECK(faults_of("places: {boundaries: none.json}\n").size() == 1);
  CHECK(faults_of("connectors: {bansos: {url: \"https://x.example\", secret: s, timeout: 11s}}\n").size() == 1);
  CHECK(faults_of("connectors: {bansos: {url: x, timeout: soon}}\n").size() == 3);
}

TEST_CASE("config: the shipped example is sound") {
  const auto real = real_surroundings();
  const auto example = real.read(PINTU_SOURCE_DIR "/systemd/pintu.yaml.example");
  REQUIRE(example.has_value());
  const auto loaded =
      load_config("/etc/pintu/pintu.yaml", {[&](const std::string& path) -> std::optional<std::string> {
                                              if (path == "/etc/pintu/pintu.yaml") return example;
                                              if (path.ends_with("-token")) return "1:T";
                                              if (path.ends_with(".csv")) return "option,category\njalan,1\n";
                                              return path.starts_with("/run/c/") ? std::optional(std::string(64, 'a'))
                                                                                 : std::nullopt;
                                            },
                                            [](const std::string&) { return std::optional<std::string>("/run/c"); }});
  for (const auto& fault : loaded.faults) FAIL_CHECK(to_string(fault));
  CHECK(loaded.notices.empty());
  CHECK(loaded.config.channels.size() == 1);
  CHECK(loaded.config.agencies.size() == 1);
  CHECK(loaded.config.desks.size() == 2);
}

TEST_CASE("config: every kind that can be made has its keys, and no other has") {
  const auto kinds = [](std::span<const KindKeys> rows) {
    std::vector<std::string_view> out;
    for (const auto& row : rows) out.push_back(row.kind);
    return out;
  };
  CHECK(kinds(channel_keys()) == channel_kinds());
  CHECK(kinds(agency_keys()) == agency_kinds());
}

TEST_CASE("config: host and port") {
  CHECK(parse_host_port("127.0.0.1:8080") == HostPort{"127.0.0.1", 8080});
  CHECK(parse_host_port("[::1]:0") == HostPort{"::1", 0});
  CHECK(parse_host_port(":80") == HostPort{"0.0.0.0", 80});
  for (const auto* wrong : {"", "8080", "a:", "a:x", "a:65536", "::1:80", "[::1]", "[a]:80", "a b:1", "http://a:1"}) {
    INFO(wrong);
    CHECK_FALSE(parse_host_port(wrong));
  }
}

TEST_CASE("config: rates, times and addresses") {
  CHECK(parse_rate("30/min") == 30.0);
  CHECK(parse_rate("2/s") == 120.0);
  CHECK(parse_rate("90/h") == 1.5);
  for (const auto* wrong : {"", "30", "/min", "0/min", "x/s", "30/day", "-1/s"}) CHECK_FALSE(parse_rate(wrong));
  CHECK(parse_duration("500ms") == std::chrono::milliseconds(500));
  CHECK(parse_duration("5m") == std::chrono::minutes(5));
  CHECK(parse_duration("90d") == std::chrono::hours(24 * 90));
  for (const auto* wrong : {"", "5", "s", "1.5h", "-3s", "3 h", "99999999999s"}) CHECK_FALSE(parse_duration(wrong));
  CHECK(read_address("127.0.0.1") == "127.0.0.1");
  CHECK_FALSE(read_address("127.0.0.1/8"));
  CHECK(is_base_url("http://127.0.0.1:9000/x"));
  for (const auto* wrong : {"", "ftp://x", "https://", "https://a b", "https://u@h", "https://h?x", "https://:80"}) {
    INFO(wrong);
    CHECK_FALSE(is_base_url(wrong));
  }
}

TEST_CASE("config: the nearest word is near") {
  const std::vector<std::string_view> words{"listen", "limits", "tls", "data"};
  CHECK(nearest("lisen", words) == "listen");
  CHECK(nearest("datta", words) == "data");
  CHECK(nearest("tsl", words) == "tls");
  CHECK(nearest("txx", words).empty());
  CHECK(nearest("webhook", words).empty());
}
