// SPDX-License-Identifier: Apache-2.0
// The daemon under a service manager, which this test plays: told of, watched, given its sockets, restarted.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <map>
#include <nlohmann/json.hpp>

#include "gateway/app/daemon.hpp"
#include "gateway/app/systemd.hpp"
#include "support/installed.hpp"
#include "support/loopback.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

// The other end of $NOTIFY_SOCKET.
class Manager {
 public:
  explicit Manager(const std::string& folder) : path_(folder + "/notify") {
    file_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(path_.size() < sizeof(address.sun_path));
    path_.copy(address.sun_path, path_.size());
    REQUIRE(::bind(file_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  }
  ~Manager() { ::close(file_); }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  std::string variable() const { return "NOTIFY_SOCKET=" + path_; }
  // How often this has been said, in whole lines that begin so.
  std::size_t heard(const std::string& beginning) {
    std::array<char, 4096> bytes;
    for (ssize_t n = 0; (n = ::recv(file_, bytes.data(), bytes.size(), 0)) > 0;) {
      said_ += std::string(bytes.data(), static_cast<std::size_t>(n)) + "\n";
    }
    std::size_t count = 0;
    for (auto at = said_.find(beginning); at != std::string::npos; at = said_.find(beginning, at + 1)) {
      count += at == 0 || said_[at - 1] == '\n' ? 1 : 0;
    }
    return count;
  }

 private:
  std::string path_;
  std::string said_;
  int file_ = -1;
};

// A socket as a socket unit opens it. The descriptor stands above those that the child is given.
class Listening {
 public:
  explicit Listening(std::uint16_t port, bool listens = true) {
    const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    const auto address = loopback(port);
    REQUIRE(::bind(file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    if (listens) REQUIRE(::listen(file, 4096) == 0);
    descriptor = ::fcntl(file, F_DUPFD_CLOEXEC, 100);
    ::close(file);
  }
  ~Listening() { ::close(descriptor); }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  int descriptor = -1;
};

app::Environment variables(std::map<std::string, std::string> table) {
  return [table = std::move(table)](const std::string& name) -> std::optional<std::string> {
    const auto found = table.find(name);
    return found == table.end() ? std::nullopt : std::optional(found->second);
  };
}

constexpr std::size_t starts = 11;

http::Request webhook(const Installed& house, int update, bool last_of_connection) {
  http::Request request;
  request.method = "POST";
  request.target = house.hooks() + "/hooks/tg";
  request.timeout = 60s;
  request.headers.add("Content-Type", "application/json");
  request.headers.add("X-Telegram-Bot-Api-Secret-Token", Installed::secret);
  if (last_of_connection) request.headers.add("Connection", "close");
  const nlohmann::json person{{"id", 60'000 + update}, {"is_bot", false}, {"first_name", "Uji"}};
  request.body = nlohmann::json{
      {"update_id", 1'000'000 + update},
      {"message",
       {{"message_id", update},
        {"from", person},
        {"chat", {{"id", 60'000 + update}, {"type", "private"}, {"first_name", "Uji"}}},
        {"date", 1'790'000'000},
        {"text",
         "halo"}}}}.dump();
  return request;
}

}  // namespace

TEST_CASE("unit: the watchdog's period is ours only when it is meant for us") {
  CHECK(app::watchdog_period(variables({{"WATCHDOG_USEC", "10000000"}}), 7) == 10s);
  CHECK(app::watchdog_period(variables({{"WATCHDOG_USEC", "10000000"}, {"WATCHDOG_PID", "7"}}), 7) == 10s);
  CHECK_FALSE(app::watchdog_period(variables({{"WATCHDOG_USEC", "10000000"}, {"WATCHDOG_PID", "8"}}), 7));
  for (const auto* wrong : {"", "0", "-5", "soon", "10s"}) {
    CHECK_FALSE(app::watchdog_period(variables({{"WATCHDOG_USEC", wrong}}), 7));
  }
  CHECK_FALSE(app::watchdog_period(variables({}), 7));
}

TEST_CASE("unit: passed sockets are ours only when they are meant for us, and there are as many as it says") {
  CHECK(app::passed_sockets(variables({}), 7)->empty());
  CHECK(app::passed_sockets(variables({{"LISTEN_PID", "8"}, {"LISTEN_FDS", "1"}}), 7)->empty());
  CHECK(app::passed_sockets(variables({{"LISTEN_PID", "7"}, {"LISTEN_FDS", "0"}}), 7)->empty());
  for (const auto* wrong : {"", "x", "-1", "17"}) {
    CHECK_FALSE(app::passed_sockets(variables({{"LISTEN_PID", "7"}, {"LISTEN_FDS", wrong}}), 7));
  }
}

TEST_CASE("unit: sockets go where their names say, and a wrong combination is named") {
  app::Installation installation;
  REQUIRE(app::take_sockets(installation, {{"hooks", 41}, {"admin", 42}}));
  CHECK(installation.hooks.inherited == 41);
  CHECK(installation.admin.inherited == 42);
  const auto refused = [](bool admin_on, const std::vector<app::PassedSocket>& sockets) {
    app::Installation other;
    other.admin_on = admin_on;
    const auto taken = app::take_sockets(other, sockets);
    return taken ? std::string() : taken.error().message();
  };
  CHECK(refused(true, {{"pintu.socket", 41}}).find("FileDescriptorName=hooks") != std::string::npos);
  CHECK(refused(false, {{"admin", 41}}).find("admin: off") != std::string::npos);
  CHECK(refused(true, {{"hooks", 41}, {"hooks", 42}}).find("two sockets") != std::string::npos);
}

TEST_CASE("unit: a socket that is not what the configuration says ends with exit code 3 and a sentence") {
  Installed house(18481);
  const auto refused = [&](int descriptor, const std::string& name) {
    house.start({"LISTEN_FDS=1", "LISTEN_FDNAMES=" + name}, {descriptor});
    CHECK(house.wait() == 3);
    return house.log_text();
  };
  const Listening other_port(18482);
  CHECK(refused(other_port.descriptor, "hooks")
            .find("listens on 127.0.0.1:18482, the configuration says "
                  "127.0.0.1:18481") != std::string::npos);
  CHECK(refused(other_port.descriptor, "admin").find("admin: off") != std::string::npos);
  const Listening deaf(18483, false);
  CHECK(refused(deaf.descriptor, "hooks").find("no listening TCP socket") != std::string::npos);
}

TEST_CASE("unit: it says when it is ready, how it stands, that it lives, and that it stops") {
  Installed house(18484);
  Manager manager(house.folder);
  house.start({manager.variable(), "WATCHDOG_USEC=500000"});
  REQUIRE(house.until([&] { return manager.heard("READY=1") == 1; }));
  CHECK(manager.heard("EXTEND_TIMEOUT_USEC=") >= 1);
  CHECK(house.until([&] { return manager.heard("STATUS=Melayani: 0 tugas menunggu, ") == 1; }));
  CHECK(house.until([&] { return manager.heard("WATCHDOG=1") >= 4; }));

  SECTION("and that it lives only while its ledger can work") {
    SQLite::Database database(house.folder + "/data/pintu.db", SQLite::OPEN_READWRITE, 30'000);
    database.exec("BEGIN IMMEDIATE");
    int status = 0;
    house.client->exchange(webhook(house, 1, true),
                           [&](const http::Exchange& exchange) { status = std::get<http::Response>(exchange).status; });
    // The write waits for our lock, a while; each look that finds it waiting is a line instead of a ping.
    CHECK(house.until([&] { return house.log_text().find("part=ledger") != std::string::npos; }));
    database.exec("ROLLBACK");
    CHECK(house.until([&] { return status != 0; }));
    const auto before = manager.heard("WATCHDOG=1");
    CHECK(house.until([&] { return manager.heard("WATCHDOG=1") > before; }));
  }
  SECTION("and copies its data to where the command stands, not to where it was started itself") {
    const auto here = std::filesystem::current_path();
    std::filesystem::current_path(house.folder);
    const auto copied = run("backup copy" + house.with_config());
    std::filesystem::current_path(here);
    CHECK(copied.exit == 0);
    CHECK(std::filesystem::exists(house.folder + "/copy/pintu.db"));
  }
  SECTION("gracefully") {
    CHECK(house.stop(SIGTERM) == 0);
    CHECK(manager.heard("STOPPING=1") == 1);
  }
}

TEST_CASE("unit: restarts behind a socket unit refuse nobody, fail nobody and lose nothing") {
  Installed house(18485);
  const Listening door(18485);
  const auto start = [&](const std::string& notify) {
    house.start({notify, "LISTEN_FDS=1", "LISTEN_FDNAMES=hooks"}, {door.descriptor});
  };
  Manager manager(house.folder);
  std::map<std::string, int> answers;
  int sent = 0;
  int answered = 0;
  bool knocking = true;
  const std::function<void()> knock = [&] {
    if (!knocking) return;
    ++sent;
    house.client->exchange(webhook(house, sent, sent % 3 != 0), [&](const http::Exchange& exchange) {
      const auto* response = std::get_if<http::Response>(&exchange);
      ++answers[response != nullptr                               ? std::to_string(response->status)
                : std::holds_alternative<http::NotSent>(exchange) ? "refused"
                                                                  : "no answer"];
      ++answered;
    });
    house.loop.after(10ms, knock);
  };
  knock();
  for (std::size_t restart = 1; restart <= starts; ++restart) {
    start(manager.variable());
    REQUIRE(house.until([&] { return manager.heard("READY=1") == restart; }));
    const int served = answered;
    REQUIRE(house.until([&] { return answered > served; }));
    if (restart < starts) CHECK(house.stop(SIGTERM) == 0);
  }
  knocking = false;
  REQUIRE(house.until([&] { return answered == sent; }));
  for (const auto& [how, times] : answers) UNSCOPED_INFO(how << ": " << times);
  CHECK(answers["200"] == sent);
  CHECK(answers.size() == 1);
  CHECK(house.stop(SIGTERM) == 0);
  SQLite::Database database(house.folder + "/data/pintu.db", SQLite::OPEN_READONLY);
  CHECK(database.execAndGet("SELECT count(*) FROM messages WHERE direction = 0").getInt() == sent);
}
