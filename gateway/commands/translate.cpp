// SPDX-License-Identifier: Apache-2.0
// pintu translate LANG SCRIPTS: the sidecars of a language, written and renewed beside the scripts.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "dialogs/translations.hpp"
#include "gateway/app/script_files.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string language;
  std::string folder = ".";
  std::vector<std::string> accept;
  bool json = false;
  bool dry_run = false;
};

// Whole or not at all: a full disk must not cost a translator the old file.
bool write(const fs::path& path, const std::string& bytes) {
  const auto beside = path.string() + ".baru";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out) return false;
  }
  std::error_code error;
  fs::rename(beside, path, error);
  return !error;
}

std::string sidecar_of(const std::vector<dialogs::SourceFile>& files, const std::string& name) {
  for (const auto& file : files) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

nlohmann::json view(const std::string& file, const dialogs::Refreshed& renewed, bool written) {
  return {{"file", file},
          {"texts", renewed.texts},
          {"missing", renewed.missing},
          {"check", renewed.check},
          {"outdated", renewed.outdated},
          {"gone", renewed.gone},
          {"accepted", renewed.accepted},
          {"written", written}};
}

void tell(const std::string& file, const dialogs::Refreshed& renewed) {
  fmt::print("{}: {} teks, {} belum, {} cek, {} usang{}\n", file, renewed.texts, renewed.missing.size(),
             renewed.check.size(), renewed.outdated.size(),
             renewed.accepted > 0 ? fmt::format(", {} diterima", renewed.accepted) : std::string());
  const auto list = [](std::string_view what, const std::vector<std::string>& paths) {
    for (const auto& path : paths) fmt::print("  {} {}\n", what, path);
  };
  list("cek", renewed.check);
  list("usang", renewed.outdated);
  list("tidak ada lagi", renewed.gone);
}

int translate(const Arguments& arguments) {
  const auto files = app::read_scripts(arguments.folder);
  if (!files) {
    fmt::print(stderr, "pintu: {}\n", files.error().message());
    return usage;
  }
  std::error_code error;
  const bool is_folder = fs::is_directory(arguments.folder, error);
  const auto folder = is_folder ? fs::path(arguments.folder) : fs::path(arguments.folder).parent_path();
  auto report = nlohmann::json::array();
  int wrong = 0;
  for (const auto& script : *files) {
    const auto name = script.name.substr(0, script.name.find('.'));
    if (script.name != name + ".yaml") continue;
    const auto target = name + "." + arguments.language + ".yaml";
    auto before = sidecar_of(*files, target);
    if (!is_folder) {
      const auto beside = app::read_scripts((folder / target).string());
      before = beside ? beside->front().bytes : std::string();
    }
    const auto renewed = dialogs::refresh(script, before, arguments.language, arguments.accept);
    if (!renewed) {
      fmt::print(stderr, "pintu: {}\n", renewed.error().message());
      ++wrong;
      continue;
    }
    if (renewed->texts == 0) continue;
    const bool changed = renewed->bytes != before && !arguments.dry_run;
    if (changed && !write(folder / target, renewed->bytes)) {
      fmt::print(stderr, "pintu: cannot write {}; check the folder's rights and the disk\n",
                 (folder / target).string());
      ++wrong;
      continue;
    }
    if (arguments.json) {
      report.push_back(view(target, *renewed, changed));
    } else {
      tell(target, *renewed);
    }
  }
  if (arguments.json)
    fmt::print("{}\n",
               nlohmann::json{{"files", report}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  return wrong > 0 ? problems : good;
}

}  // namespace

void add_translate(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("translate", "Write and renew the translations of scripts into a language");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("LANGUAGE", arguments->language, "su, en, …: the letters of NAME.LANGUAGE.yaml")
      ->required()
      ->check(CLI::Validator(
          [](const std::string& word) {
            const bool fits = word.size() >= 2 && word.size() <= 8 && word != "test" && word != "id" &&
                              word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
            return fits ? std::string() : std::string("a language is named by 2 to 8 small letters, like su");
          },
          "LANGUAGE"));
  command->add_option("SCRIPTS", arguments->folder, "Folder or file of the scripts; this folder when absent");
  command->add_option("--accept", arguments->accept,
                      "Texts (by path, or semua) whose translation fits the text as it is now");
  command->add_flag("--dry-run", arguments->dry_run, "Write nothing, only tell");
  command->add_flag("--json", arguments->json, "One JSON object instead of text");
  command->callback([&action, arguments] { action = [arguments] { return translate(*arguments); }; });
}

}  // namespace pintu::commands
