// SPDX-License-Identifier: Apache-2.0
// LAPOR's XML shape: one text that holds everything, and a tracking number or nothing.
#include <pugixml.hpp>
#include <random>

#include "adapters/keys.hpp"
#include "adapters/lapor_support.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace std::chrono_literals;
using test::answer;
using test::said;
using test::said_step;

namespace {

AgencyConfig xml_config() {
  AgencyConfig config;
  config.name = "lama";
  config.kind = "lapor/xml";
  config.values = {{"api", "https://lapor.example/"},
                   {"token", "tok&1"},
                   {"email", "pintu@kantor.example"},
                   {"phone", "0221234567"}};
  return config;
}

http::Request asked(const Report& report, std::span<const ReportFile> files = {}) {
  const auto step = (*make_agency(xml_config()))->forward(report, files, {});
  REQUIRE(std::holds_alternative<http::Request>(step));
  return std::get<http::Request>(step);
}

// The request's document, read by somebody else's rules: it must be well-formed.
struct Read {
  pugi::xml_document document;
  explicit Read(const http::Request& request) {
    REQUIRE(utf8::valid(request.body));
    REQUIRE(document.load_string(request.body.c_str()));
  }
  std::string text(const char* path) const { return document.select_node(path).node().text().get(); }
  std::string attribute(const char* path, const char* name) const {
    return document.select_node(path).node().attribute(name).value();
  }
};

std::string outcome(const http::Exchange& exchange) {
  const std::vector<Exchange> so_far{exchange};
  return said_step((*make_agency(xml_config()))->forward(test::report(), {}, so_far));
}

constexpr const char* taken =
    R"(<?xml version="1.0"?><lapor><trackingid>1916449</trackingid><transaksiid>77</transaksiid></lapor>)";

}  // namespace

TEST_CASE("lapor/xml: a report is one call that names the office and holds everything in one text") {
  auto report = test::report();
  report.fields = {{"kategori", "Soal", "Lampu jalan", "pju"}, {"rt", "RT/RW", "03/05", ""}};
  report.pin = Location{-6.9, 107.6, {}};
  const auto request = asked(report);
  CHECK(request.method == "POST");
  CHECK(request.target == "https://lapor.example/api/stream/addstream");
  CHECK(request.headers.only("Content-Type")->starts_with("text/xml"));
  CHECK(request.effect == http::Effect::creates);
  const Read read(request);
  CHECK(read.attribute("/lapor", "token") == "tok&1");
  CHECK(read.text("/lapor/pelapor/email") == "pintu@kantor.example");
  CHECK(read.text("/lapor/pelapor/telpon") == "0221234567");
  CHECK(read.text("/lapor/pelapor/namadepan") == "Pelapor");
  CHECK(read.text("/lapor/pelapor/namabelakang") == "Pintu");
  CHECK(read.attribute("/lapor/laporan", "rahasia") == "0");
  CHECK(read.attribute("/lapor/laporan", "anonim") == "1");
  CHECK(read.text("/lapor/laporan/isi") ==
        "Lampu jalan mati\n\nLampu jalan di depan gang mati sejak lama.\n\nJenis: pengaduan\nSoal: Lampu jalan\n"
        "RT/RW: 03/05\nTanggal kejadian: 2026-11-23\nLokasi: Kec. Cibodas\nTitik peta: -6.900000, 107.600000\n"
        "Waktu: sejak kemarin\nNomor Pintu: 7K2M-9QX3");
}

TEST_CASE("lapor/xml: a name is there only when the person wants it, a category without an answer is not lost") {
  auto report = test::report();
  report.reporter_name = "Siti Nur Aminah";
  CHECK(Read(asked(report)).text("/lapor/pelapor/namadepan") == "Pelapor");
  CHECK(asked(report).body.find("Siti") == std::string::npos);
  report.anonymous = false;
  report.secret = true;
  const Read read(asked(report));
  CHECK(read.text("/lapor/pelapor/namadepan") == "Siti");
  CHECK(read.text("/lapor/pelapor/namabelakang") == "Nur Aminah");
  CHECK(read.attribute("/lapor/laporan", "rahasia") == "1");
  CHECK(read.attribute("/lapor/laporan", "anonim") == "0");
  CHECK(read.text("/lapor/laporan/isi").find("\nKategori: pju\n") != std::string::npos);
}

TEST_CASE("lapor/xml: a title that the story begins with stands there once, a long story is whole") {
  auto report = test::report();
  report.title = "Lampu jalan di depan…";
  CHECK(Read(asked(report)).text("/lapor/laporan/isi").starts_with("Lampu jalan di depan gang mati"));
  report.body = std::string(20000, 'a') + " akhir cerita";
  CHECK(Read(asked(report)).text("/lapor/laporan/isi").find("akhir cerita") != std::string::npos);
}

TEST_CASE("lapor/xml: text that would break a document does not") {
  auto report = test::report();
  report.body = "</isi><laporan anonim=\"0\">]]> & <!ENTITY x \"y\"> \x01\x02\x1b[0m \xEF\xBF\xBF\xff ujung\ttab";
  const Read read(asked(report));
  CHECK(read.attribute("/lapor/laporan", "anonim") == "1");
  CHECK(read.document.select_nodes("//laporan").size() == 1);
  CHECK(read.text("/lapor/laporan/isi").find("</isi><laporan anonim=\"0\">]]> & <!ENTITY x \"y\"> [0m ") !=
        std::string::npos);
}

TEST_CASE("lapor/xml: files stay with us and the text says so") {
  std::vector<ReportFile> files(3);
  files[0].bytes = "\xff\xd8\xff\xe0 jpeg";
  files[1].absent = ReportFile::Absent::late;
  files[2].absent = ReportFile::Absent::gone;
  CHECK((*make_agency(xml_config()))->file_rules().mimes.empty());
  const auto text = Read(asked(test::report(), files)).text("/lapor/laporan/isi");
  CHECK(text.find("Tersimpan di Pintu: 2 foto\n") != std::string::npos);
  CHECK(text.find("Tidak dapat diambil: 1 foto\n") != std::string::npos);
  CHECK(text.find("Menyusul") == std::string::npos);
}

TEST_CASE("lapor/xml: a report is there with a tracking number and with nothing else") {
  struct Row {
    http::Exchange exchange;
    std::string means;
  };
  const auto of = [](int status, std::string body) { return http::Exchange(answer(status, std::move(body))); };
  for (const auto& [exchange, means] : std::vector<Row>{
           {of(200, taken), "done 1916449"},
           {of(201, R"(<r><data trackingid=" 1916449 " transaksiid="5"/></r>)"), "done 1916449"},
           {of(200, "<R><TrackingID>1916449</TrackingID><sukses>0</sukses></R>"), "done 1916449"},
           {of(200, "<r><a trackingid='1'/><b trackingid='1'/></r>"), "done 1"},
           {of(200, "<r><a trackingid='1'/><b trackingid='2'/></r>"), "unknown several-ids"},
           {of(200, "<r><trackingid/><transaksiid>77</transaksiid></r>"), "unknown accepted-without-id"},
           {of(200, "<r><trackingid>0</trackingid></r>"), "unknown accepted-without-id"},
           {of(200, "<r><trackingid>../../x y</trackingid></r>"), "unknown accepted-without-id"},
           {of(200, "<r><success>true</success></r>"), "unknown accepted-without-id"},
           {of(200, "<r><status>error</status><message>Isi wajib diisi</message></r>"), "rejected Isi wajib diisi"},
           {of(200, "<r><success>false</success></r>"), "unknown accepted-without-id"},
           {of(200, "<html><body>Gateway login</body></html>"), "unknown accepted-without-id"},
           {of(200, "<!DOCTYPE r [<!ENTITY x '1'>]><r><trackingid>&x;</trackingid></r>"), "unknown answer-is-no-xml"},
           {of(200, std::string(taken).substr(0, 50)), "unknown answer-is-no-xml"},
           {of(200, R"({"complaint_id":5})"), "unknown answer-is-no-xml"},
           {of(200, ""), "unknown answer-is-no-xml"},
           {of(400, "<r><error>isi kosong</error></r>"), "rejected isi kosong"},
           {of(422, "tidak"), "rejected refused-422"},
           {of(401, ""), "retry credentials hold after 300"},
           {of(404, ""), "retry wrong-path hold after 300"},
           {of(301, ""), "retry redirected hold after 300"},
           {of(302, taken), "unknown redirected"},
           {of(429, ""), "retry too-many-requests hold after 60"},
           {of(503, ""), "retry unavailable hold"},
           {of(500, taken), "unknown server-error"},
           {http::NotSent{"refused"}, "retry not-sent"},
           {http::NoAnswer{"timeout"}, "unknown no-answer"},
       }) {
    INFO(means);
    CHECK(outcome(exchange) == means);
  }
}

TEST_CASE("lapor/xml: a damaged answer is done with an id that stands in it, rejected or unknown") {
  const std::string good =
      R"(<lapor><status>ok</status><trackingid>1916449</trackingid><message>Baik</message></lapor>)";
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    auto body = good;
    for (int i = 0; i < 1 + static_cast<int>(random() % 4) && !body.empty(); ++i) {
      const auto at = random() % body.size();
      if (random() % 2 == 0) {
        body[at] = static_cast<char>(random() % 256);
      } else {
        body.erase(at, random() % 20);
      }
    }
    const std::vector<Exchange> so_far{answer(200, body)};
    const auto step = (*make_agency(xml_config()))->forward(test::report(), {}, so_far);
    const auto* ended = std::get_if<SendOutcome>(&step);
    REQUIRE(ended != nullptr);
    REQUIRE_FALSE(std::holds_alternative<Retry>(*ended));
    if (const auto* done = std::get_if<Done>(ended)) {
      REQUIRE_FALSE(done->external_id.empty());
      REQUIRE(body.find(done->external_id) != std::string::npos);
    }
    if (const auto* rejected = std::get_if<Rejected>(ended)) REQUIRE(utf8::valid(rejected->reason));
  }
}

TEST_CASE("lapor/xml: a document as deep as the sender likes is refused, not followed") {
  std::string body;
  for (int i = 0; i < 5000; ++i) body += "<a>";
  body += "<trackingid>5</trackingid>";
  for (int i = 0; i < 5000; ++i) body += "</a>";
  CHECK(outcome(answer(200, body)) == "unknown answer-is-no-xml");
}

TEST_CASE("lapor/xml: it says what it cannot do, and jobs of another time end") {
  const auto agency = *make_agency(xml_config());
  CHECK_FALSE(agency->tells_status());
  CHECK_FALSE(agency->takes_follow_ups());
  CHECK(said_step(agency->poll("5", {})) == "rejected tells-no-status");
  CHECK(said_step(agency->follow_up("5", "Masih mati", {}, {})) == "rejected takes-no-follow-ups");
  CHECK(test::lapor()->tells_status());
  CHECK(test::lapor()->takes_follow_ups());
}

TEST_CASE("lapor/xml: each key that is wrong is named") {
  const auto error = [](const char* key, const std::string& value) {
    auto config = xml_config();
    config.values[key] = value;
    const auto made = make_agency(config);
    return made ? std::string() : std::string(made.error().message());
  };
  CHECK(error("name", "Dinas Uji").empty());
  for (const auto& [key, value] : std::vector<std::pair<const char*, std::string>>{{"api", "lapor.example"},
                                                                                   {"token", ""},
                                                                                   {"token", "a\nb"},
                                                                                   {"email", "kantor"},
                                                                                   {"email", "@kantor"},
                                                                                   {"phone", "nomor kantor"},
                                                                                   {"phone", ""},
                                                                                   {"rate", "often"}}) {
    INFO(key << "=" << value);
    CHECK(error(key, value).starts_with(std::string("agencies.lama.") + key + ": "));
  }
  bool known = false;
  for (const auto& row : agency_keys()) known = known || row.kind == "lapor/xml";
  CHECK(known);
}

TEST_CASE("lapor: what doctor asks, and what the answers prove") {
  const auto says = [](const Agency& agency, const http::Exchange& exchange) {
    const auto proof = agency.proof(exchange);
    return (proof ? "+" : "-") + (proof ? *proof : std::string(proof.error().message()));
  };
  const auto json = test::lapor();
  REQUIRE(json->probe());
  CHECK(json->probe()->target == "https://lapor.example/api/masters/templates");
  CHECK(json->probe()->headers.only("token") == "tok-1");
  CHECK(json->probe()->effect == http::Effect::none);
  CHECK(says(*json, answer(200, R"({"results":{}})")) == "+LAPOR menerima authorization dan token");
  CHECK(says(*json, answer(401, "")).starts_with("-LAPOR menolak"));
  CHECK(says(*json, answer(404, "")).starts_with("-di alamat api tidak ada LAPOR"));
  CHECK(says(*json, answer(200, "<html>")).starts_with("-yang menjawab"));
  CHECK(says(*json, answer(302, "")).starts_with("-yang menjawab"));
  CHECK(says(*json, answer(502, "")).starts_with("-LAPOR sedang terganggu"));
  CHECK(says(*json, http::NotSent{"x"}).starts_with("-LAPOR tidak menjawab"));
  const auto xml = *make_agency(xml_config());
  REQUIRE(xml->probe());
  CHECK(xml->probe()->effect == http::Effect::none);
  CHECK(xml->probe()->body.empty());
  CHECK(says(*xml, answer(404, "")).starts_with("+LAPOR menjawab"));
  CHECK(says(*xml, answer(500, "")).starts_with("-LAPOR sedang terganggu"));
  CHECK(says(*xml, http::NoAnswer{"x"}).starts_with("-LAPOR tidak menjawab"));
}
