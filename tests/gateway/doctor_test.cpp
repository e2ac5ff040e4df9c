// SPDX-License-Identifier: Apache-2.0
// What a newcomer is told: the shipped configuration, one step after the other, until only the provider is missing.
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "support/installed.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

// /etc/pintu as the package leaves it, elsewhere.
struct Fresh {
  Fresh() {
    std::filesystem::create_directories(folder + "/credentials");
    write("credentials/master-key", std::string(64, 'a'));
    std::ifstream in(PINTU_SOURCE_DIR "/systemd/pintu.yaml.example");
    yaml = {std::istreambuf_iterator<char>(in), {}};
    replace("/var/lib/pintu", folder + "/data");
    replace("https://api.telegram.org", "http://127.0.0.1:9");  // nobody answers there
  }
  ~Fresh() {
    std::error_code error;
    std::filesystem::remove_all(folder, error);
  }
  Fresh(const Fresh&) = delete;
  Fresh& operator=(const Fresh&) = delete;

  void write(const std::string& file, const std::string& text) { std::ofstream(folder + "/" + file) << text; }
  void replace(const std::string& what, const std::string& by) {
    const auto at = yaml.find(what);
    REQUIRE(at != std::string::npos);
    yaml.replace(at, what.size(), by);
    write("pintu.yaml", yaml);
  }
  Ran doctor(const std::string& more = "") { return run("doctor -c " + folder + "/pintu.yaml" + more); }

  std::string folder =
      (std::filesystem::temp_directory_path() / ("pintu-doctor-" + crypto::to_hex(crypto::random_bytes(6)))).string();
  std::string yaml;
};

}  // namespace

TEST_CASE("doctor: of a fresh installation it names what is missing, in the order of the file") {
  Fresh fresh;
  const auto first = fresh.doctor();
  CHECK(first.exit == 3);
  std::size_t at = 0;
  for (const auto* secret : {"tg-token", "tg-secret", "lapor-authorization", "lapor-token"}) {
    INFO(secret);
    const auto found = first.out.find("write it into " + fresh.folder + "/credentials/" + secret, at);
    CHECK(found != std::string::npos);
    at = found;
  }
  CHECK(first.out.find("lapor-kategori.csv") != std::string::npos);
  CHECK(first.out.find("pintu doctor -c " + fresh.folder) != std::string::npos);
  const auto listed = nlohmann::json::parse(fresh.doctor(" --json").out, nullptr, false);
  REQUIRE(listed.is_object());
  CHECK(listed["findings"].size() == 5);
  CHECK_FALSE(std::filesystem::exists(fresh.folder + "/data/pintu.db"));
}

TEST_CASE("doctor: what the example holds in the place of the truth is an error, until it is replaced") {
  Fresh fresh;
  fresh.write("credentials/tg-token", "1:made-up\n");
  for (const auto* secret : {"tg-secret", "lapor-authorization", "lapor-token"}) {
    fresh.write(std::string("credentials/") + secret, "made-up\n");
  }
  fresh.write("lapor-kategori.csv", "option,category\njalan,12\n");
  fresh.replace("https://pintu.example.go.id", "https://pintu.uji");
  fresh.replace("https://lapor.example.go.id/api", "http://127.0.0.1:9/lapor.example.go.id");
  const auto second = fresh.doctor();
  CHECK(second.exit == 1);
  for (const auto* what : {"agencies.lapor.api masih contoh", "desks.verifikator: chat masih contoh",
                           "desks.darurat: chat masih contoh"}) {
    INFO(what);
    CHECK(second.out.find(what) != std::string::npos);
  }
  fresh.replace("http://127.0.0.1:9/lapor.example.go.id", "http://127.0.0.1:9");
  fresh.replace("-1001234567890", "-100777");
  fresh.replace("-1009876543210", "-100778");
  fresh.replace("https://pintu.uji", "https://pintu.example.go.id");
  const auto third = fresh.doctor();
  CHECK(third.exit == 1);
  CHECK(third.out.find("public_url masih contoh") != std::string::npos);
  CHECK(third.out.find("agencies.lapor.api masih contoh") == std::string::npos);
  CHECK(third.out.find("chat masih contoh") == std::string::npos);
  CHECK(third.out.find("Kanal tg") != std::string::npos);
}

TEST_CASE("doctor: what root opens stays its owner's") {
  if (::geteuid() != 0) {
    WARN("not root: nobody else's folder to open");
    return;
  }
  Fresh fresh;
  std::filesystem::create_directories(fresh.folder + "/data");
  REQUIRE(::chown((fresh.folder + "/data").c_str(), 65534, 65534) == 0);
  fresh.write("pintu.yaml", "data: data\nadmin: off\nmaster_key: credential:master-key\n");
  std::filesystem::permissions(fresh.folder + "/credentials", std::filesystem::perms::owner_all);
  const auto listed = run("reports list -c " + fresh.folder + "/pintu.yaml");
  CHECK(listed.exit == 0);
  for (const auto* file : {"lock", "pintu.db"}) {
    struct stat found = {};
    REQUIRE(::stat((fresh.folder + "/data/" + file).c_str(), &found) == 0);
    CHECK(found.st_uid == 65534);
    CHECK(found.st_gid == 65534);
  }
}
