// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/test_file.hpp"

#include <algorithm>
#include <set>

#include "gateway/trial/test_reader.hpp"

namespace pintu::trial {

using yaml::Node;

namespace {

constexpr std::string_view ending = ".test.yaml";

std::string script_of(std::string_view file) {
  if (const auto slash = file.rfind('/'); slash != std::string_view::npos) file.remove_prefix(slash + 1);
  file.remove_suffix(std::min(ending.size(), file.size()));
  return std::string(file);
}

// Steps and slots of the one script that is tried, so that a wrong name is said with the right ones.
void check_start(dialogs::FileReader& file, const Node& node, const dialogs::Script& script,
                 const dialogs::StartAt& start) {
  if (script.step(start.step) == nullptr && !start.step.empty()) {
    std::vector<std::string> steps;
    for (const auto& step : script.steps) steps.push_back(step.id);
    file.error(node.find("step")->place, "P0801", "Langkah \"" + start.step + "\" tidak ada di naskah ini.",
               dialogs::did_you_mean(start.step, steps));
  }
}

Test read_test(dialogs::FileReader& file, TestReader& reader, const Node& node, const Test& of_file,
               const dialogs::Script* script) {
  Test test = of_file;
  test.mark = file.mark(node.place);
  file.only_keys(node, "uji", {"test", "channel", "language", "start_at", "stubs", "faults", "talk"});
  test.name = file.scalar_of(node, "test");
  if (node.find("test") == nullptr)
    file.error(node.place, "P0810", "Uji ini tidak punya nama.", "Tulis: - test: nama uji");
  if (node.find("channel") != nullptr) test.channel = file.word_of(node, "channel", dialogs::channel_kinds);
  if (test.channel.empty() && node.find("channel") == nullptr)
    file.error(node.place, "P0811", "Uji ini tidak menyebut kanal.", "Tulis: channel: whatsapp, telegram, atau sms.");
  if (const auto* language = node.find("language")) test.language = file.scalar(*language, "language");
  if (script != nullptr && !script->languages.empty() &&
      std::ranges::find(script->languages, test.language) == script->languages.end()) {
    file.error(node.find("language") == nullptr ? node.place : node.find("language")->place, "P0801",
               "Bahasa \"" + test.language + "\" tidak ada di naskah ini.",
               dialogs::did_you_mean(test.language, script->languages));
  }
  if (const auto* start = node.find("start_at")) {
    test.start_mark = file.mark(start->place);
    test.start_at = reader.start_at(*start, test.script);
    if (test.start_at && script != nullptr) check_start(file, *start, *script, *test.start_at);
  }
  if (const auto* stubs = node.find("stubs")) {
    for (auto& [name, stub] : reader.stubs(*stubs)) test.stubs[name] = stub;
  }
  if (const auto* faults = node.find("faults")) test.faults = reader.faults(*faults);
  if (const auto* talk = node.find("talk")) {
    test.lines = reader.lines(*talk);
  } else {
    file.error(node.place, "P0812", "Uji ini tidak punya percakapan.", "Tulis: talk:, lalu baris-barisnya.");
  }
  return test;
}

}  // namespace

TestFile read_test_file(const dialogs::SourceFile& source, const dialogs::ScriptSet& scripts,
                        std::vector<dialogs::Finding>& findings) {
  TestFile out;
  dialogs::FileReader file(source.name, findings);
  const auto parsed = yaml::parse(source.bytes);
  file.take(parsed.faults);
  if (!parsed.whole || !file.want_mapping(parsed.root, "Berkas uji")) return out;
  const auto& root = parsed.root;
  file.only_keys(root, "berkas uji", {"script", "channel", "language", "stubs", "tests"});
  out.script = script_of(source.name);
  std::vector<std::string> names;
  for (const auto& [name, script] : scripts.scripts) names.push_back(name);
  const auto* named = root.find("script");
  if (named != nullptr && file.scalar(*named, "script") != out.script) {
    file.error(named->place, "P0813",
               "Berkas ini menguji \"" + named->text + "\", tetapi namanya \"" + source.name + "\".",
               "Namanya: " + named->text + ".test.yaml.");
  }
  const auto* script = scripts.find(out.script);
  if (script == nullptr) {
    file.error(named == nullptr ? root.place : named->place, "P0801", "Naskah \"" + out.script + "\" tidak ada.",
               dialogs::did_you_mean(out.script, names));
    return out;
  }
  const Known known(scripts);
  TestReader reader(file, known);
  Test of_file;
  of_file.script = out.script;
  of_file.channel = file.word_of(root, "channel", dialogs::channel_kinds);
  if (const auto* language = root.find("language")) of_file.language = file.scalar(*language, "language");
  if (const auto* stubs = root.find("stubs")) of_file.stubs = reader.stubs(*stubs);
  const auto* tests = root.find("tests");
  if (tests == nullptr || !tests->is_sequence()) {
    file.error(tests == nullptr ? root.place : tests->place, "P0814", "\"tests\" harus berupa daftar uji.",
               "Contoh: - test: alur lengkap");
    return out;
  }
  std::set<std::string> taken;
  for (const auto& node : tests->items) {
    if (!file.want_mapping(node, "Uji")) continue;
    out.tests.push_back(read_test(file, reader, node, of_file, script));
    if (!taken.insert(out.tests.back().name).second)
      file.error(node.place, "P0815", "Ada dua uji bernama \"" + out.tests.back().name + "\".", "Beri nama lain.");
  }
  return out;
}

}  // namespace pintu::trial
