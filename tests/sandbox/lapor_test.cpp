// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/fake_lapor.hpp"

#include "sandbox/far_ends.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

struct Lapor {
  House house;
  ManualClock clock{*from_rfc3339("2026-05-04T03:00:00Z")};
  std::unique_ptr<sandbox::FakeLapor> fake;

  Lapor() {
    house.call([&] {
      fake = std::make_unique<sandbox::FakeLapor>(house.loop, "Bearer a", "t", clock);
      return fake->start().has_value();
    });
  }
  ~Lapor() {
    house.call([&] {
      fake.reset();
      return 0;
    });
  }
  std::string base() {
    return house.call([&] { return fake->base(); });
  }
  http::Exchange ask(http::Request request) {
    request.headers.add("Authorization", "Bearer a");
    request.headers.add("token", "t");
    return house.ask(std::move(request));
  }
  http::Exchange send(const std::string& path, const Json& body) { return ask(post(base() + path, body)); }
  http::Exchange read(const std::string& path) { return ask(get(base() + path)); }
  std::vector<sandbox::Complaint> complaints() {
    return house.call([&] { return fake->complaints(); });
  }
  http::Exchange form(const std::string& path, const std::vector<std::pair<std::string, std::string>>& parts) {
    http::Request request;
    request.method = "POST";
    request.target = base() + path;
    request.headers.add("Content-Type", "multipart/form-data; boundary=b1");
    for (const auto& [head, body] : parts) {
      request.body += "--b1\r\nContent-Disposition: form-data; name=" + head + "\r\n\r\n" + body + "\r\n";
    }
    request.body += "--b1--\r\n";
    return ask(std::move(request));
  }
  std::string file(std::string content = "Isi laporan. Nomor Pintu: 7K2M-9QXC") {
    const auto answer = json_of(send("/complaints/complaint-jabar", complaint(std::move(content))));
    return answer["complaint_id"].dump();
  }
  static Json complaint(std::string content) {
    return {{"title", "Lampu mati"}, {"content", std::move(content)}, {"user_id", "1"},    {"channel", 7},
            {"category_id", 12},     {"classification_id", 1},        {"is_secret", true}, {"is_anonymous", false}};
  }
};

}  // namespace

TEST_CASE("fake lapor: both credentials are wanted") {
  Lapor lapor;
  const auto ask = [&](const char* authorization, const char* token) {
    auto request = get(lapor.base() + "/complaints/1/complaint");
    request.headers.add("Authorization", authorization);
    request.headers.add("token", token);
    return answered(lapor.house.ask(request)).status;
  };
  CHECK(ask("Bearer a", "t") == 404);
  CHECK(ask("Bearer b", "t") == 401);
  CHECK(ask("Bearer a", "") == 401);
}

TEST_CASE("fake lapor: a complaint gets a number of seven digits and is kept") {
  Lapor lapor;
  const auto id = lapor.file();
  CHECK(id.size() == 7);
  const auto other = lapor.file("lain");
  CHECK(other != id);
  const auto all = lapor.complaints();
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == id);
  CHECK(all[0].title == "Lampu mati");
  CHECK(all[0].category == "12");
  CHECK(all[0].secret);
  CHECK_FALSE(all[0].anonymous);
  CHECK(all[0].files == 0);
  CHECK(lapor.house.call([&] { return lapor.fake->count_containing("7K2M-9QXC"); }) == 1);
  CHECK(lapor.house.call([&] { return lapor.fake->count_containing("0000-0000"); }) == 0);
  CHECK(json_of(lapor.house.ask(get(lapor.base() + "/received")))[0]["id"] == id);
}

TEST_CASE("fake lapor: what is missing is named") {
  Lapor lapor;
  for (const auto* field : {"title", "content", "user_id", "channel", "classification_id"}) {
    CAPTURE(field);
    auto body = Lapor::complaint("isi");
    body.erase(field);
    const auto answer = answered(lapor.send("/complaints/complaint-jabar", body));
    CHECK(answer.status == 422);
    CHECK(Json::parse(answer.body)["errors"].contains(field));
  }
  auto broken = post(lapor.base() + "/complaints/complaint-jabar", Json::object());
  broken.body = "{\"title\":";
  CHECK(answered(lapor.ask(broken)).status == 422);
  CHECK(answered(lapor.send("/complaints/other/path", Lapor::complaint("isi"))).status == 404);
  CHECK(answered(lapor.send("/elsewhere", Lapor::complaint("isi"))).status == 404);
  CHECK(lapor.complaints().empty());
}

TEST_CASE("fake lapor: files go first, and only files that are there count") {
  Lapor lapor;
  const auto uploaded =
      json_of(lapor.form("/complaints/complaint/file", {{"\"attachments[]\"; filename=\"1.jpg\"", "satu"},
                                                        {"\"attachments[]\"; filename=\"2.jpg\"", "dua\r\n--b2"}}));
  const auto docs = uploaded["results"]["docs"];
  REQUIRE(docs.size() == 2);
  CHECK(docs[1]["size"] == 9);
  auto body = Lapor::complaint("isi");
  body["attachments"] = "[" + docs[0]["id"].dump() + ",\"" + docs[1]["id"].dump() + "\"]";
  CHECK(answered(lapor.send("/complaints/complaint-jabar", body)).status == 200);
  CHECK(lapor.complaints()[0].files == 2);
  for (const auto& wrong : {Json("[99]"), Json("none"), Json::array({docs[0]["id"]})}) {
    CAPTURE(wrong);
    body["attachments"] = wrong;
    CHECK(answered(lapor.send("/complaints/complaint-jabar", body)).status == 422);
  }
  CHECK(answered(lapor.form("/complaints/complaint/file", {{"\"attachments[]\"", "no file"}})).status == 422);
  CHECK(lapor.complaints().size() == 1);
}

TEST_CASE("fake lapor: a complaint's life, step by step, in LAPOR's words and dates") {
  Lapor lapor;
  const auto id = lapor.file();
  const auto read = [&] { return json_of(lapor.read("/complaints/" + id + "/complaint"))["results"]; };
  CHECK(read()["data"]["status_name"] == "Belum Terverifikasi");
  CHECK(read()["data_logs"][0]["created_at"] == "04-05-2026 10:00:00");
  const auto step = [&] {
    return lapor.house.call([&] {
      lapor.clock.advance(1h);
      return lapor.fake->move_on(id);
    });
  };
  REQUIRE(step());
  CHECK(read()["data"]["status_name"] == "Terverifikasi");
  REQUIRE(step());
  CHECK(read()["data"]["status_name"].get<std::string>().starts_with("Terdisposisi ke "));
  CHECK(read()["data"]["disposition_name"] == "Dinas Bina Marga");
  CHECK(json_of(lapor.read("/complaints/" + id + "/followups"))["results"]["data"].empty());
  REQUIRE(step());
  const auto said = json_of(lapor.read("/complaints/" + id + "/followups"))["results"]["data"];
  REQUIRE(said.size() == 1);
  CHECK(said[0]["user_id"] != "1");
  CHECK(said[0]["created_at"] == "04-05-2026 13:00:00");
  CHECK(answered(lapor.house.ask(post(lapor.base() + "/advance/" + id, Json::object()))).status == 200);
  CHECK(read()["data"]["status_name"] == "Selesai");
  CHECK_FALSE(step());
  CHECK(answered(lapor.house.ask(post(lapor.base() + "/advance/" + id, Json::object()))).status == 409);
  CHECK_FALSE(lapor.house.call([&] { return lapor.fake->move_on("1"); }));
}

TEST_CASE("fake lapor: an office asks, and the next addition is the answer") {
  Lapor lapor;
  const auto id = lapor.file();
  const auto state = [&] {
    return json_of(lapor.read("/complaints/" + id + "/complaint"))["results"]["data"]["status_name"];
  };
  const Json question{{"ask", "Tiang nomor berapa?"}};
  CHECK(answered(lapor.house.ask(post(lapor.base() + "/advance/1", question))).status == 409);
  CHECK(answered(lapor.house.ask(post(lapor.base() + "/advance/" + id, question))).status == 200);
  CHECK(state() == "Tunda");
  const auto said = json_of(lapor.read("/complaints/" + id + "/followups"))["results"]["data"];
  REQUIRE(said.size() == 1);
  CHECK(said[0]["content"] == "Tiang nomor berapa?");
  const auto added = lapor.form("/complaints/followup/add",
                                {{"\"complaint_id\"", id}, {"\"user_id\"", "1"}, {"\"content\"", "Nomor 14"}});
  REQUIRE(answered(added).status == 200);
  CHECK(state() == "Ditanggapi oleh Pelapor");
  CHECK(lapor.house.call([&] { return lapor.fake->move_on(id); }));
  CHECK(state() == "Terverifikasi");
}

TEST_CASE("fake lapor: states that come by age") {
  Lapor lapor;
  lapor.house.call([&] {
    lapor.fake->move_on_by_age(1h);
    return 0;
  });
  const auto id = lapor.file();
  const auto state_after = [&](Duration more) {
    lapor.house.call([&] {
      lapor.clock.advance(more);
      return 0;
    });
    return json_of(lapor.read("/complaints/" + id + "/complaint"))["results"]["data"]["status_code"].get<int>();
  };
  CHECK(state_after(59min) == 1);
  CHECK(state_after(1min) == 2);
  CHECK(state_after(2h) == 4);
  CHECK(state_after(240h) == 5);
}

TEST_CASE("fake lapor: follow-ups") {
  Lapor lapor;
  const auto id = lapor.file();
  const auto add = [&](const std::string& to, const std::string& text) {
    return answered(lapor.form("/complaints/followup/add", {{"\"complaint_id\"", to},
                                                            {"\"user_id\"", "1"},
                                                            {"\"content\"", text},
                                                            {"\"attachment[]\"; filename=\"1.jpg\"", "foto"}}))
        .status;
  };
  CHECK(add(id, "Masih mati") == 200);
  CHECK(add("1", "Masih mati") == 422);
  CHECK(add(id, "") == 422);
  CHECK(add(id, std::string(1001, 'x')) == 422);
  const auto complaint = lapor.complaints()[0];
  CHECK(complaint.followups == std::vector<std::string>{"Masih mati"});
  CHECK(complaint.files == 1);
  CHECK(json_of(lapor.read("/complaints/" + id + "/followups"))["results"]["data"][0]["user_id"] == "1");
}

TEST_CASE("fake lapor: its tables") {
  Lapor lapor;
  CHECK(json_of(lapor.read("/masters/institutions/external?page_size=1000"))["results"]["data"].size() == 2);
  CHECK(json_of(lapor.read("/masters/templates"))["results"]["data"].size() == 1);
  CHECK(answered(lapor.read("/masters/other")).status == 404);
}

TEST_CASE("fake lapor: faults before the work, and after it") {
  Lapor lapor;
  const auto file = [&] { return lapor.send("/complaints/complaint-jabar", Lapor::complaint("isi")); };
  const auto plan = [&](const Json& order) {
    return answered(lapor.house.ask(post(lapor.base() + "/faults", order))).status;
  };
  REQUIRE(plan({{"list", "429,500,503,garbage,refuse"}}) == 200);
  const auto busy = answered(file());
  CHECK(busy.status == 429);
  CHECK(busy.headers.only("Retry-After") == "1");
  CHECK(answered(file()).status == 500);
  CHECK(answered(file()).status == 503);
  CHECK(answered(file()).body.starts_with("<html>"));
  CHECK(json_of(file())["success"] == false);
  CHECK(lapor.complaints().empty());
  REQUIRE(plan({{"list", "truncated,half-closed,accept-then-drop"}}) == 200);
  CHECK(Json::parse(answered(file()).body, nullptr, false).is_discarded());
  CHECK(std::holds_alternative<http::NoAnswer>(file()));
  CHECK(std::holds_alternative<http::NoAnswer>(file()));
  CHECK(lapor.complaints().size() == 3);
  REQUIRE(plan({{"fault", "503"}, {"on", "followups"}}) == 200);
  CHECK(answered(file()).status == 200);
  CHECK(answered(lapor.read("/complaints/1/followups")).status == 503);
  CHECK(plan({{"fault", "nonsense"}}) == 400);
}
