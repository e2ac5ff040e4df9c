// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/script_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace pintu::app {

namespace fs = std::filesystem;

namespace {

Result<dialogs::SourceFile> read_one(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Errc::not_found, "cannot read " + path.string());
  return dialogs::SourceFile{path.filename().string(), std::string{std::istreambuf_iterator<char>(in), {}}};
}

}  // namespace

Result<std::vector<dialogs::SourceFile>> read_scripts(const std::string& path) {
  std::error_code error;
  std::vector<fs::path> paths;
  if (fs::is_directory(path, error)) {
    for (const auto& entry : fs::directory_iterator(path, error)) {
      if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
    }
    if (paths.empty()) return fail(Errc::not_found, "there is no .yaml file in " + path);
  } else {
    paths.emplace_back(path);
  }
  std::ranges::sort(paths);
  std::vector<dialogs::SourceFile> files;
  for (const auto& each : paths) {
    PINTU_TRY(auto file, read_one(each));
    files.push_back(std::move(file));
  }
  return files;
}

dialogs::Contacts default_contacts() {
  return {{{"bahaya", "112"},
           {"darurat", "112"},
           {"pengelola", "Pemprov Jawa Barat"},
           {"jam.buka", "08.00"},
           {"jam.tutup", "16.00"},
           {"simpan", "sampai Anda minta dihapus"}}};
}

std::map<std::string, std::string> default_promises() { return {{"verifikasi", "3 hari kerja"}}; }

}  // namespace pintu::app
