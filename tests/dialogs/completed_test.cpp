// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/library.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;

namespace {

const SourceFile* find(const std::vector<SourceFile>& files, std::string_view name) {
  const auto it = std::ranges::find(files, name, &SourceFile::name);
  return it == files.end() ? nullptr : &*it;
}

SourceFile script(const std::string& name, const std::string& more) {
  return {name + ".yaml", "script: " + name + "\nlanguages: [id]\n" + more};
}

}  // namespace

TEST_CASE("A folder gets what the engine speaks from and what takes any story", "[completed]") {
  const auto files = completed({script("kios", "steps: [{id: a, say: Halo}]\n")});
  for (const auto* name : {"umum.yaml", "darurat.yaml", "cek-status.yaml", "lapor-aduan.yaml", "lapor-peka.yaml"}) {
    INFO(name);
    REQUIRE(find(files, name) != nullptr);
    CHECK(find(files, name)->beside);
  }
  CHECK_FALSE(find(files, "kios.yaml")->beside);
  CHECK(std::ranges::none_of(files, [](const auto& file) { return file.name.ends_with(".test.yaml"); }));
  CHECK(load(files).good());
}

TEST_CASE("A file of one's own replaces the shipped one of its name", "[completed]") {
  const auto files = completed({script("lapor-aduan", "starts_when: {anything: true}\nsteps: [{id: a, say: Halo}]\n")});
  CHECK(std::ranges::count(files, "lapor-aduan.yaml", &SourceFile::name) == 1);
  CHECK_FALSE(find(files, "lapor-aduan.yaml")->beside);
  CHECK(find(files, "lapor-peka.yaml") == nullptr);  // nothing uses it any more
  CHECK(find(files, "lapor-aduan.su.yaml") == nullptr);
}

TEST_CASE("What is used is taken from beside, with its translation, before the shipped", "[completed]") {
  const auto own =
      script("kios", "starts_when: {anything: true}\nsteps: [{id: a, use: bantu}, {id: b, use: lapor-peka}]\n");
  const SourceFile translation{"bantu.su.yaml", "of: bantu\nlanguage: su\n"};
  const auto files = completed({own}, {script("bantu", "steps: [{id: a, say: Baik}]\n"), translation,
                                       script("lapor-peka", "steps: [{id: a, say: Milik sendiri}]\n"),
                                       script("lain", "steps: [{id: a, say: Tidak}]\n")});
  CHECK(find(files, "bantu.su.yaml")->beside);
  CHECK(find(files, "lapor-peka.yaml")->bytes.find("Milik sendiri") != std::string::npos);
  CHECK(find(files, "lain.yaml") == nullptr);
  CHECK(find(files, "lapor-aduan.yaml") == nullptr);
}

TEST_CASE("Tests and translations alone bring their script along", "[completed]") {
  for (const auto* name : {"lapor-peka.test.yaml", "lapor-peka.en.yaml"}) {
    INFO(name);
    const SourceFile own{name, "of: lapor-peka\nlanguage: en\ntests: []\n"};
    const auto files = completed({own});
    REQUIRE(find(files, "lapor-peka.yaml") != nullptr);
    CHECK(find(files, "lapor-peka.yaml")->beside);
    CHECK(std::ranges::count(files, name, &SourceFile::name) == 1);
    CHECK_FALSE(find(files, name)->beside);
    CHECK(find(completed({script("kios", "steps: [{id: a, use: lapor-peka}]\n")}, {own}), "lapor-peka.yaml") !=
          nullptr);
  }
}
