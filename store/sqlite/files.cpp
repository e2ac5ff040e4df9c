// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace pintu::store::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view unfinished = ".new";

int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return n == 0 ? ENOSPC : errno;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return 0;
}

int make_folder(const fs::path& folder, bool sync) {
  std::error_code error;
  if (!fs::create_directories(folder, error) || !sync) return error.value();
  return sync_path(folder.parent_path());
}

}  // namespace

int sync_path(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  const int error = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  return error;
}

int write_file(const fs::path& path, std::string_view bytes, bool sync) {
  const fs::path folder = path.parent_path();
  if (const int error = make_folder(folder.parent_path(), sync)) return error;
  if (const int error = make_folder(folder, sync)) return error;
  const std::string beside = path.string() + std::string(unfinished);
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  int error = write_all(file, bytes);
  if (error == 0 && sync && ::fsync(file) != 0) error = errno;
  ::close(file);
  if (error == 0 && ::rename(beside.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(beside.c_str());
    return error;
  }
  return sync ? sync_path(folder) : 0;
}

int copy_folder(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to, error);
  for (auto it = fs::recursive_directory_iterator(from, error); !error && it != fs::recursive_directory_iterator();
       it.increment(error)) {
    const fs::path target = to / it->path().lexically_relative(from);
    if (it->is_directory(error)) {
      fs::create_directories(target, error);
    } else if (it->path().extension() != unfinished) {
      fs::copy_file(it->path(), target, error);
      if (error == std::errc::no_such_file_or_directory) {  // somebody was erased meanwhile
        error.clear();
        continue;
      }
      if (!error && sync_path(target) != 0) return EIO;
    }
    if (error) break;
  }
  if (error) return error.value();
  for (const auto& entry : fs::recursive_directory_iterator(to, error)) {
    if (entry.is_directory(error) && sync_path(entry.path()) != 0) return EIO;
  }
  return error ? error.value() : sync_path(to);
}

}  // namespace pintu::store::sqlite
