// SPDX-License-Identifier: Apache-2.0
// The fake SMS gateway in its three dialects, with a gateway that only listens.
#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/fake_sms.hpp"
#include "sandbox/far_ends.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

const std::string siti = "+6281200000001";

class Sms {
 public:
  explicit Sms(const sandbox::SmsNumber& number) {
    house.call([&] {
      fake_ = std::make_unique<sandbox::FakeSms>(house.loop, number);
      fake_->subscribe(hook.url());
      return fake_->start().has_value();
    });
  }
  ~Sms() {
    house.call([&] {
      fake_.reset();
      return 0;
    });
  }
  Sms(const Sms&) = delete;
  Sms& operator=(const Sms&) = delete;

  template <class F>
  auto with(F work) {
    return house.call([&] { return work(*fake_); });
  }
  template <class F>
  void act(F work) {
    with([&](auto& fake) {
      work(fake);
      return 0;
    });
  }
  std::vector<sandbox::SmsLine> phone(const std::string& person = siti) {
    return with([&](auto& fake) { return fake.phone(person); });
  }
  std::string base() {
    return with([](auto& fake) { return fake.base(); });
  }
  http::Response fetch(const std::string& path) { return answered(house.ask(get(base() + path))); }
  http::Response submit(const std::string& path, const std::string& form, const std::string& login) {
    http::Request request;
    request.method = "POST";
    request.target = base() + path;
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("Authorization", "Basic " + crypto::to_base64(login));
    request.body = form;
    return answered(house.ask(request));
  }

  House house;
  Hook hook{house};

 private:
  std::unique_ptr<sandbox::FakeSms> fake_;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;
Pairs query_of(const http::Request& request) { return http::parse_form(request.query()); }
std::string value(const Pairs& pairs, std::string_view name) { return http::form_value(pairs, name).value_or("-"); }

const std::string kannel_login = "/cgi-bin/sendsms?username=pintu&password=demo&from=1708";

const sandbox::SmsNumber twilio{"twilio", "+15005550006", "AC00000000000000000000000000000001", "12345", {}};
const std::string twilio_send = "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json";
const std::string twilio_login = "AC00000000000000000000000000000001:12345";

}  // namespace

TEST_CASE("fake kannel: a message comes as a GET, in the alphabet that it needs") {
  Sms far({});
  far.act([](auto& fake) {
    fake.say(siti, "Lampu mati é");
    fake.say(siti, "ok 🙏");
  });
  const auto came = far.hook.wait_for(2);
  const auto plain = query_of(came[0]);
  CHECK(came[0].method == "GET");
  CHECK(value(plain, "from") == siti);
  CHECK(value(plain, "to") == "1708");
  CHECK(value(plain, "text") == "Lampu mati é");
  CHECK(value(plain, "coding") == "0");
  CHECK(value(plain, "charset") == "UTF-8");
  const auto wide = query_of(came[1]);
  CHECK(value(wide, "text") == std::string("\0o\0k\0 \xD8\x3D\xDE\x4F", 10));
  CHECK(value(wide, "charset") == "UTF-16BE");
  CHECK(value(wide, "id") != value(plain, "id"));
}

TEST_CASE("fake kannel: a message that is not taken comes again, with the same id") {
  Sms far({});
  far.hook.answer_next({{.status = 500}});
  far.act([](auto& fake) { fake.say(siti, "halo"); });
  const auto came = far.hook.wait_for(2);
  CHECK(came[0].target == came[1].target);
}

TEST_CASE("fake kannel: what sendsms takes, what it refuses, and what the phone shows") {
  Sms far({});
  const auto sent = far.fetch(kannel_login + "&to=%2B6281200000001&text=Selamat%20pagi&charset=UTF-8&coding=0");
  CHECK(sent.status == 202);
  CHECK(sent.body == "0: Accepted for delivery");
  CHECK(far.fetch(kannel_login + "&text=x").body == "Missing receiver number, rejected");
  CHECK(far.fetch(kannel_login + "&to=abc&text=x").status == 400);
  CHECK(far.fetch(kannel_login + "&to=62812&text=x&dlr-mask=abc").body == "DLR-Mask field misformed, rejected");
  CHECK(far.fetch("/cgi-bin/sendsms?username=pintu&password=no&to=62812&text=x").status == 403);
  // As the real one: an emoji in a 7-bit text is four question marks, and an empty text is an empty SMS.
  far.fetch(kannel_login + "&to=6281200000001&text=ok%20%F0%9F%99%8F&charset=UTF-8&coding=0");
  far.fetch(kannel_login + "&to=6281200000001&text=ok%20%F0%9F%99%8F&charset=UTF-8&coding=2");
  far.fetch(kannel_login + "&to=6281200000001&text=%00H%00a%00i&coding=2");
  far.fetch(kannel_login + "&to=6281200000001&text=");
  const auto shown = far.phone();
  REQUIRE(shown.size() == 5);
  CHECK(shown[0].text == "Selamat pagi");
  CHECK(shown[0].segments == 1);
  CHECK(shown[1].text == "ok ????");
  CHECK(shown[2].text == "ok 🙏");
  CHECK_FALSE(shown[2].gsm7);
  CHECK(shown[3].text == "Hai");
  CHECK(shown[4].text.empty());
}

TEST_CASE("fake kannel: pieces are one message on the phone, in any order") {
  Sms far({});
  const auto piece = [&](const std::string& number, const std::string& text) {
    far.fetch(kannel_login + "&to=6281200000001&text=" + text + "&udh=%05%00%03%2A%02%" + number);
  };
  piece("02", "dunia");
  CHECK(far.phone().empty());
  piece("01", "Halo%20");
  REQUIRE(far.phone().size() == 1);
  CHECK(far.phone()[0].text == "Halo dunia");
  CHECK(far.phone()[0].segments == 2);
  CHECK(far.with([](auto& fake) { return fake.segments_sent(); }) == 2);
}

TEST_CASE("fake kannel: reports are 8, then 1 or 2, where the mask wants them") {
  Sms far({});
  const auto send = [&](const std::string& mask) {
    const auto url = http::url_encode(far.hook.url() + "?id=job-7&type=%d&fid=%F&reply=%A&smsid=%I");
    far.fetch(kannel_login + "&to=6281200000001&text=x&dlr-mask=" + mask + "&dlr-url=" + url);
  };
  send("31");
  const auto came = far.hook.wait_for(2);
  CHECK(value(query_of(came[0]), "type") == "8");
  CHECK(value(query_of(came[1]), "type") == "1");
  CHECK(value(query_of(came[1]), "id") == "job-7");
  CHECK(value(query_of(came[1]), "reply").find("DELIVRD") != std::string::npos);
  CHECK(value(query_of(came[0]), "fid") == value(query_of(came[1]), "fid"));
  CHECK(value(query_of(came[0]), "smsid") != value(query_of(came[1]), "smsid"));
  far.act([](auto& fake) { fake.switch_off(siti, true); });
  send("3");
  CHECK(value(query_of(far.hook.wait_for(3)[2]), "type") == "2");
  CHECK(far.phone().size() == 1);
}

TEST_CASE("fake kannel: a long message of a person in pieces, when the gateway shall join them") {
  Sms far({});
  const std::string text(200, 'a');
  far.act([&](auto& fake) { fake.say_in_pieces(siti, text, {2, 1}); });
  const auto came = far.hook.wait_for(2);
  const auto second = query_of(came[0]);
  const auto first = query_of(came[1]);
  CHECK(value(first, "udh").substr(0, 3) == std::string("\x05\x00\x03", 3));
  CHECK(value(first, "udh").substr(4) == "\x02\x01");
  CHECK(value(second, "udh").substr(4) == "\x02\x02");
  CHECK(value(first, "text") + value(second, "text") == text);
  CHECK(far.phone()[0].segments == 2);
}

TEST_CASE("fake twilio: a message is a signed form") {
  Sms far(twilio);
  far.act([](auto& fake) { fake.say(siti, "Lampu mati & gelap"); });
  const auto request = far.hook.wait_for(1)[0];
  auto form = http::parse_form(request.body);
  CHECK(value(form, "Body") == "Lampu mati & gelap");
  CHECK(value(form, "From") == siti);
  CHECK(value(form, "To") == twilio.number);
  std::ranges::sort(form);
  std::string text = far.hook.url();
  for (const auto& [name, each] : form) text += name + each;
  CHECK(request.headers.only("X-Twilio-Signature") == crypto::to_base64(crypto::hmac_sha1("12345", text)));
}

TEST_CASE("fake twilio: what it takes, refuses and reports") {
  Sms far(twilio);
  const auto send = [&](const std::string& rest) {
    return far.submit(twilio_send, "From=%2B15005550006&" + rest, twilio_login);
  };
  const auto code = [](const http::Response& answer) { return Json::parse(answer.body)["code"].get<int>(); };
  const auto sent = send("To=%2B6281200000001&Body=Halo&StatusCallback=" + http::url_encode(far.hook.url() + "?k=7"));
  CHECK(sent.status == 201);
  const auto sid = Json::parse(sent.body)["sid"].get<std::string>();
  const auto came = far.hook.wait_for(2);
  CHECK(value(http::parse_form(came[0].body), "MessageStatus") == "sent");
  CHECK(value(http::parse_form(came[1].body), "MessageStatus") == "delivered");
  CHECK(value(http::parse_form(came[1].body), "MessageSid") == sid);
  CHECK(came[0].query() == "k=7");
  CHECK(code(send("To=%2B6281200000001&Body=")) == 21602);
  CHECK(code(send("To=0812&Body=x")) == 21211);
  CHECK(code(send("Body=x")) == 21604);
  CHECK(code(send("To=%2B6281200000001&Body=" + std::string(1601, 'a'))) == 21617);
  CHECK(code(far.submit(twilio_send, "To=%2B6281200000001&Body=x&From=%2B1999999999", twilio_login)) == 21606);
  CHECK(code(far.submit(twilio_send, "To=%2B6281200000001&Body=x", "AC:x")) == 20003);
  CHECK(far.with([](auto& fake) { return fake.faults().add("21610,429"); }));
  CHECK(code(send("To=%2B6281200000001&Body=x")) == 21610);
  CHECK(send("To=%2B6281200000001&Body=x").status == 429);
  CHECK(far.phone().size() == 1);
}

TEST_CASE("fake twilio: a picture message, and no second try") {
  Sms far(twilio);
  CHECK(far.with([](auto& fake) { return fake.photo(siti, "\xFF\xD8\xFF", "ini"); }));
  const auto form = http::parse_form(far.hook.wait_for(1)[0].body);
  CHECK(value(form, "NumMedia") == "1");
  CHECK(value(form, "MediaContentType0") == "image/jpeg");
  CHECK(answered(far.house.ask(get(value(form, "MediaUrl0")))).body == "\xFF\xD8\xFF");
  far.hook.answer_next({{.status = 500}});
  far.act([](auto& fake) { fake.say(siti, "hilang"); });
  far.hook.wait_for(2);
  far.act([](auto& fake) { fake.say(siti, "sampai"); });
  const auto came = far.hook.wait_for(3);
  CHECK(value(http::parse_form(came[2].body), "Body") == "sampai");
  CHECK(far.phone()[1].status == "lost");
}

TEST_CASE("fake aggregator: the names that it was given, both ways") {
  Sms far(
      {"generic", "1708", "pintu", "demo", {{"from", "msisdn"}, {"text", "body"}, {"id", "msgid"}, {"pass", "key"}}});
  far.act([](auto& fake) { fake.say(siti, "halo"); });
  const auto query = query_of(far.hook.wait_for(1)[0]);
  CHECK(value(query, "msisdn") == "6281200000001");
  CHECK(value(query, "body") == "halo");
  CHECK(value(query, "msgid") != "-");
  CHECK(Json::parse(far.fetch("/send?user=pintu&key=demo&to=6281200000001&body=Selamat").body)["status"] == "OK");
  CHECK(far.phone()[1].text == "Selamat");
  CHECK(far.fetch("/send?user=pintu&key=demo&to=6281200000001").status == 400);
  CHECK(far.fetch("/send?user=pintu&key=no&to=6281200000001&body=x").status == 401);
  CHECK(far.with([](auto& fake) { return fake.faults().add("no-credit"); }));
  CHECK(Json::parse(far.fetch("/send?user=pintu&key=demo&to=62812&body=x").body)["status"] == "ERROR");
}

TEST_CASE("fake sms: the person's side over HTTP, and a phone that has no MMS") {
  Sms far({});
  const auto act = [&](const std::string& path, const Json& body) {
    return answered(far.house.ask(post(far.base() + path, body))).status;
  };
  CHECK(act("/person/" + siti + "/say", {{"text", "halo"}}) == 200);
  CHECK(act("/person/" + siti + "/say", Json::object()) == 400);
  CHECK(act("/person/" + siti + "/photo", {{"bytes", crypto::to_base64("x")}}) == 404);
  CHECK(act("/faults", {{"fault", "nonsense"}}) == 400);
  const auto seen = json_of(far.house.ask(get(far.base() + "/person/" + siti)));
  CHECK(seen["lines"][0]["text"] == "halo");
  CHECK(act("/person/" + siti + "/forget", Json::object()) == 200);
  CHECK(far.phone().empty());
}
