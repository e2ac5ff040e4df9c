// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/lock.hpp"

#include <fcntl.h>
#include <grp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

namespace pintu::app {

namespace {
constexpr std::chrono::milliseconds between_tries{20};

bool become_owner_of(const std::string& folder) {
  struct stat found = {};
  if (::geteuid() != 0 || ::stat(folder.c_str(), &found) != 0 || found.st_uid == 0) return true;
  return ::setgroups(0, nullptr) == 0 && ::setresgid(found.st_gid, found.st_gid, found.st_gid) == 0 &&
         ::setresuid(found.st_uid, found.st_uid, found.st_uid) == 0;
}

}  // namespace

Result<Lock> Lock::take(const std::string& folder, Duration patience) {
  std::error_code error;
  if (std::filesystem::create_directories(folder, error)) ::chmod(folder.c_str(), 0700);
  if (!become_owner_of(folder)) return fail(Errc::unavailable, "cannot become the owner of " + folder);
  const std::string path = folder + "/lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return fail(Errc::unavailable, "cannot write " + path + ": check the folder's owner and the disk");
  const auto end = std::chrono::steady_clock::now() + patience;
  bool held = false;
  while (!(held = ::flock(file, LOCK_EX | LOCK_NB) == 0) && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(between_tries);
  }
  if (!held) {
    ::close(file);
    return fail(Errc::conflict, "another pintu holds " + path);
  }
  return Lock(file);
}

Lock& Lock::operator=(Lock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

Lock::~Lock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace pintu::app
