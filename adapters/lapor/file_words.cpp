// SPDX-License-Identifier: Apache-2.0
// What LAPOR is told in words about files.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "adapters/lapor/content.hpp"
#include "adapters/lapor/files.hpp"

namespace pintu::lapor {

using Absent = ReportFile::Absent;

namespace {

struct KindWord {
  AttachmentKind kind;
  std::string_view word;
};
constexpr std::array kind_words{KindWord{AttachmentKind::image, "foto"}, KindWord{AttachmentKind::video, "video"},
                                KindWord{AttachmentKind::voice, "pesan suara"},
                                KindWord{AttachmentKind::audio, "rekaman"},
                                KindWord{AttachmentKind::document, "dokumen"}};

// "2 foto, 1 video" of those that fit; empty when none does.
template <class Fits>
std::string counted(std::span<const ReportFile> files, Fits fits) {
  std::string out;
  for (const auto& [kind, word] : kind_words) {
    const auto count = std::ranges::count_if(
        files, [&, wanted = kind](const ReportFile& file) { return file.kind == wanted && fits(file); });
    if (count > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, word);
  }
  return out;
}

bool goes_along(const ReportFile& file) { return file.absent == Absent::no && !takeable(std::span(&file, 1)).empty(); }

std::string line(std::string_view label, std::string_view what) {
  return what.empty() ? std::string() : fmt::format("{}: {}\n", label, what);
}

}  // namespace

std::string absent_files(std::span<const ReportFile> files, std::size_t refused) {
  const auto is = [](Absent absent) { return [absent](const ReportFile& file) { return file.absent == absent; }; };
  const auto stays = [](const ReportFile& file) {
    return file.absent == Absent::kept || (file.absent == Absent::no && !goes_along(file));
  };
  auto kept = counted(files, stays);
  if (refused > 0) kept += fmt::format("{}{} berkas yang tidak diterima", kept.empty() ? "" : ", ", refused);
  return line("Menyusul", counted(files, is(Absent::late))) +
         line("Tidak dapat diambil", counted(files, is(Absent::gone))) + line("Tersimpan di Pintu", kept);
}

std::string about_late_files(std::span<const ReportFile> files) {
  auto out = line("Berkas tambahan", counted(files, goes_along)) + absent_files(files, 0);
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace pintu::lapor
