// SPDX-License-Identifier: Apache-2.0
// The real binary as the child that cleans pictures: what it does, and what it cannot do.
#include <atomic>

#include "gateway/base/asio_loop.hpp"
#include "gateway/media/child_cleaner.hpp"
#include "gateway/media/child_process.hpp"
#include "media/documents.hpp"
#include "support/installed.hpp"

using namespace pintu;
using namespace pintu::media::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t five = std::size_t{5} << 20U;

class Cleaning {
 public:
  explicit Cleaning(media::ChildOptions options) : cleaner_(loop_, std::move(options)) {}
  Cleaning() : Cleaning(media::ChildOptions{.program = test::binary()}) {}

  Result<media::CleanFile> clean(const std::string& bytes, std::size_t largest = five) {
    std::optional<Result<media::CleanFile>> answer;
    cleaner_.clean(bytes, largest, [&](Result<media::CleanFile> result) { answer = std::move(result); });
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (!answer && std::chrono::steady_clock::now() < end) {
      loop_.context().restart();
      loop_.context().run_for(5ms);
    }
    REQUIRE(answer);
    return *std::move(answer);
  }

 private:
  AsioLoop loop_;
  media::ChildCleaner cleaner_;
};

// A script that stands for a child.
std::string pretender(const std::string& folder, const std::string& body) {
  const auto path = folder + "/child";
  std::ofstream(path) << "#!/bin/sh\n" << body << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

Errc code_of(const Result<media::CleanFile>& result) {
  REQUIRE_FALSE(result);
  return result.error().code();
}

class Folder {
 public:
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path =
      (std::filesystem::temp_directory_path() / ("pintu-child-" + crypto::to_hex(crypto::random_bytes(6)))).string();
};

}  // namespace

TEST_CASE("media child: the real binary cleans pictures of every kind, one after another") {
  Cleaning cleaning;
  for (const auto& picture : {talkative_jpeg(6), talkative_png(), talkative_webp(), talkative_pdf()}) {
    const auto clean = cleaning.clean(picture);
    REQUIRE(clean);
    CHECK_FALSE(betrays(clean->bytes, "Exif"));
  }
  CHECK(cleaning.clean(talkative_jpeg(6))->bytes == media::clean(talkative_jpeg(6), five)->bytes);
  CHECK(cleaning.clean(jpeg(3000, 2000, true), 400'000)->bytes.size() <= 400'000);
  CHECK(code_of(cleaning.clean("%PDF-1.7")) == Errc::malformed);
  CHECK(code_of(cleaning.clean("OggS")) == Errc::unsupported);
  CHECK(code_of(cleaning.clean("\xFF\xD8\xFF no picture")) == Errc::malformed);
  CHECK(code_of(cleaning.clean(jpeg(640, 480, true), 100)) == Errc::too_large);
  CHECK(code_of(cleaning.clean(std::string(std::size_t{27} << 20U, 'x'))) == Errc::too_large);
}

TEST_CASE("media child: one that dies, hangs or lies is an error and nothing more") {
  const Folder folder;
  const auto with = [&](const std::string& body, Duration deadline = 20s) {
    return Cleaning({.program = pretender(folder.path, body), .threads = 1, .deadline = deadline}).clean(jpeg());
  };
  CHECK(code_of(with("kill -SEGV $$")) == Errc::internal);
  CHECK(code_of(with("exit 71")) == Errc::internal);
  CHECK(code_of(with("cat >/dev/null; exit 0")) == Errc::internal);
  CHECK(code_of(with("cat >/dev/null; printf 'j<script>'")) == Errc::internal);
  CHECK(code_of(with("cat >/dev/null; printf 'pGIF89a'")) == Errc::internal);
  CHECK(code_of(with("exec 0<&-; cat /dev/zero")) == Errc::internal);
  CHECK(code_of(with("while :; do :; done", 300ms)) == Errc::timeout);
  CHECK(code_of(Cleaning({.program = folder.path + "/nothing"}).clean(jpeg())) == Errc::unavailable);
}

TEST_CASE("media child: it sees neither our environment nor our files, and ends when it is told to") {
  const Folder folder;
  const int secret = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC: as a careless library does
  REQUIRE(secret > 2);
  ::setenv("PINTU_TEST_SECRET", "rahasia", 1);
  const auto program = pretender(folder.path, "cat >/dev/null; env; ls /proc/$$/fd");
  std::atomic<bool> stop{false};
  const auto seen = media::ask_child(program, "x", "bytes", five, std::chrono::steady_clock::now() + 20s, stop);
  ::close(secret);
  REQUIRE(seen);
  CHECK(seen->find("rahasia") == std::string::npos);
  CHECK(seen->find("\n" + std::to_string(secret) + "\n") == std::string::npos);
  stop = true;
  const auto ended = media::ask_child(pretender(folder.path, "while :; do :; done"), "x", "", five,
                                      std::chrono::steady_clock::now() + 60s, stop);
  REQUIRE_FALSE(ended);
  CHECK(ended.error().code() == Errc::timeout);
}
