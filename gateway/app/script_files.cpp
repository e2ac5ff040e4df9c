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
  return dialogs::SourceFile{path.filename().string(), std::string{std::istreambuf_iterator<char>(in), {}}, false};
}

std::vector<fs::path> scripts_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

Result<std::vector<dialogs::SourceFile>> read_all(const std::vector<fs::path>& paths) {
  std::vector<dialogs::SourceFile> files;
  for (const auto& path : paths) {
    PINTU_TRY(auto file, read_one(path));
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace

Result<std::vector<dialogs::SourceFile>> read_scripts(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    PINTU_TRY(auto files, read_all(scripts_in(path)));
    if (files.empty()) return fail(Errc::not_found, "there is no .yaml file in " + path);
    return dialogs::completed(std::move(files));
  }
  const fs::path file(path);
  PINTU_TRY(auto files, read_all({file}));
  auto others = scripts_in(file.has_parent_path() ? file.parent_path() : ".");
  std::erase_if(others, [&](const fs::path& other) { return other.filename() == file.filename(); });
  PINTU_TRY(auto beside, read_all(others));
  return dialogs::completed(std::move(files), std::move(beside));
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
