// SPDX-License-Identifier: Apache-2.0
// An old phone: text, and pictures only where the gateway has MMS.
#include "gateway/sandbox/fake_sms.hpp"
#include "gateway/sandbox/phone.hpp"

namespace pintu::sandbox {

namespace {

class SmsPhone final : public Phone {
 public:
  SmsPhone(FakeSms& sms, std::string person) : sms_(sms), person_(std::move(person)) {}
  ~SmsPhone() override { sms_.on_change(person_, {}); }

  std::string kind() const override { return "sms"; }
  void say(const std::string& text) override { sms_.say(person_, text); }
  bool tap(const std::string&) override { return false; }
  bool pin(double, double) override { return false; }
  bool send_file(FileKind kind, std::string bytes, const std::string& caption) override {
    return kind == FileKind::photo && sms_.photo(person_, std::move(bytes), caption);
  }
  void forget() override { sms_.forget(person_); }
  std::vector<Shown> shown() const override {
    std::vector<Shown> all;
    for (const auto& line : sms_.phone(person_)) {
      nlohmann::json bubble{{"text", line.text},
                            {"bold", nlohmann::json::array()},
                            {"keyboard", "none"},
                            {"segments", line.segments},
                            {"gsm7", line.gsm7}};
      if (!line.picture.empty()) bubble["picture"] = line.picture;
      all.push_back({line.id, line.from_person, std::move(bubble), line.from_person ? line.status : ""});
    }
    return all;
  }
  const std::string* media(const std::string& id) const override { return sms_.media(id); }
  Faults& faults() override { return sms_.faults(); }
  void on_change(std::function<void()> observer) override { sms_.on_change(person_, std::move(observer)); }

 private:
  FakeSms& sms_;
  std::string person_;
};

}  // namespace

std::unique_ptr<Phone> sms_phone(FakeSms& sms, std::string person) {
  return std::make_unique<SmsPhone>(sms, std::move(person));
}

}  // namespace pintu::sandbox
