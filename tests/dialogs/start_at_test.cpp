// SPDX-License-Identifier: Apache-2.0
#include "dialogs/start_at.hpp"

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

struct Bare final : Renderer {
  std::string_view kind() const override { return "telegram"; }
  Rendering render(const OutboundMessage& message) const override {
    Bubble bubble;
    bubble.text = message.text;
    return {{bubble}, {}};
  }
};

struct Shelf {
  Shelf() {
    auto loaded = load(shipped());
    loaded.set.version = 1;
    library.add(std::make_shared<const ScriptSet>(std::move(loaded.set)));
  }
  Result<Turn> start(const StartAt& at) {
    const Context context{.now = Instant{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4}},
                          .fresh = ReportNumber::draw(),
                          .random = std::string(16, 'r'),
                          .channel = "telegram",
                          .person_name = {},
                          .contacts = contacts,
                          .promises = promises,
                          .renderer = renderer,
                          .has_desk_open = false};
    return start_at(library, context, {}, at);
  }
  Library library;
  Contacts contacts;
  std::map<std::string, std::string> promises;
  Bare renderer;
};

const Reply* reply_of(const Turn& turn) {
  for (const auto& effect : turn.effects) {
    if (const auto* reply = std::get_if<Reply>(&effect)) return reply;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a talk begins at every step that asks, of every shipped script", "[start-at]") {
  Shelf shelf;
  int begun = 0;
  for (const auto& [name, script] : shelf.library.newest().scripts) {
    for (const auto& step : script.steps) {
      INFO(name << "/" << step.id);
      const auto turn = shelf.start({name, step.id, {}});
      const bool asks = std::holds_alternative<AskStep>(step.body) || std::holds_alternative<ChooseStep>(step.body) ||
                        std::holds_alternative<ReviewStep>(step.body);
      REQUIRE(turn.has_value() == asks);
      if (!asks) continue;
      ++begun;
      const auto* reply = reply_of(*turn);
      REQUIRE(reply != nullptr);
      CHECK(reply->step == name + "/" + step.id);
      REQUIRE(turn->next.talk);
      CHECK(turn->next.talk->stack.back().step == step.id);
      CHECK(turn->next.last_epoch == turn->next.talk->epoch);
    }
  }
  CHECK(begun >= 10);
}

TEST_CASE("what is named is filled, what stands before gets a sample, what comes after stays open", "[start-at]") {
  Shelf shelf;
  const auto turn = shelf.start({"lapor-aduan", "kapan", {{"kategori", "jalan"}, {"lokasi", "Jl. Dago 10"}}});
  REQUIRE(turn);
  const auto& slots = turn->next.talk->stack.back().slots;
  CHECK(slots.at("kategori").value == "jalan");
  CHECK(slots.at("lokasi").text == "Jl. Dago 10");
  CHECK_FALSE(slots.at("isi").text.empty());
  CHECK_FALSE(slots.contains("kejadian"));
  CHECK_FALSE(slots.contains("foto"));
}

TEST_CASE("a used script stands on the one that uses it", "[start-at]") {
  Shelf shelf;
  const auto turn = shelf.start({"lapor-peka", "nama", {}});
  REQUIRE(turn);
  REQUIRE(turn->next.talk->stack.size() == 2);
  CHECK(turn->next.talk->stack.front().script == "lapor-aduan");
  CHECK(turn->next.talk->stack.front().slots.at("kategori").value == "pelecehan");
}

TEST_CASE("what cannot be begun is said", "[start-at]") {
  Shelf shelf;
  const auto why = [&](const StartAt& at) {
    const auto turn = shelf.start(at);
    return turn ? std::string() : turn.error().message();
  };
  CHECK(why({"lapor", "kapan", {}}) == "Naskah \"lapor\" tidak ada.");
  CHECK(why({"lapor-aduan", "kapann", {}}) == "Langkah \"kapann\" tidak ada.");
  CHECK(why({"lapor-aduan", "kapan", {{"isian", "a"}}}) == "Isian \"isian\" tidak ada.");
  CHECK(why({"lapor-aduan", "kapan", {{"kategori", "xyzxyz"}}}).find("tidak terbaca") != std::string::npos);
  CHECK(why({"lapor-aduan", "kirim", {}}).find("tidak bertanya") != std::string::npos);
}
