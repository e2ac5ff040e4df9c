// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/markup.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::lapor {

namespace {

constexpr std::size_t longest_line = 200;
constexpr std::string_view goes_on = "\n(bersambung di tindak lanjut)";
constexpr std::string_view is_cut = "\n(dipotong; cerita lengkap ada di Pintu)";

bool is_one_of(std::string_view id, std::initializer_list<std::string_view> ids) {
  return std::ranges::find(ids, id) != ids.end();
}

// Answers that stand elsewhere in the report, or must not leave us.
bool left_out(const ReportField& field, const Report& report, bool category_taken) {
  if (field.value.empty() || is_one_of(field.id, {"nik", "ktp", "no-ktp", "kk"})) return true;
  if (is_one_of(field.id, {"nama", "nama-pelapor"}) && report.anonymous) return true;
  if (category_taken && !field.code.empty() && field.code == report.category) return true;
  const std::array<std::string_view, 5> said{report.body, report.title, report.place, report.when,
                                             report.reporter_name};
  return std::ranges::find(said, field.value) != said.end();
}

std::string line(std::string_view label, std::string_view value) {
  return fmt::format("{}: {}\n", label, utf8::shortened(value, longest_line));
}

std::string answers(const Report& report, bool category_taken) {
  std::string out;
  for (const auto& field : report.fields) {
    if (left_out(field, report, category_taken)) continue;
    out += fmt::format("{}: {}\n", field.label.empty() ? field.id : field.label, field.value);
  }
  return out;
}

// What the verifier needs in any case, at most about 700 code points.
std::string ending(const Report& report, std::string_view about_files) {
  std::string out;
  if (!report.place.empty()) out += line("Lokasi", report.place);
  if (report.pin) out += fmt::format("Titik peta: {:.6f}, {:.6f}\n", report.pin->latitude, report.pin->longitude);
  if (!report.when.empty()) out += line("Waktu", report.when);
  if (!report.anonymous && !report.reporter_name.empty()) out += line("Nama pelapor", report.reporter_name);
  if (std::ranges::find(report.flags, "lokasi-belum-jelas") != report.flags.end())
    out += "Catatan: lokasi belum jelas\n";
  out += about_files;
  out += line("Nomor Pintu", report.number.shown());
  out.pop_back();
  return out;
}

std::vector<std::string> cut(std::string_view text, std::size_t limit) {
  std::vector<std::string> pieces;
  const MarkedText plain{std::string(text), {}};
  for (auto& piece : split_text(plain, limit, utf8::code_points)) pieces.push_back(std::move(piece.text));
  return pieces;
}

std::string trimmed(std::string text) {
  text.erase(0, std::min(text.find_first_not_of(" \n\t\r"), text.size()));
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

std::string title_of(const Report& report) {
  const auto& source = report.title.empty() ? report.body : report.title;
  auto first_line = source.substr(0, source.find('\n'));
  return utf8::shortened(first_line.empty() ? report.number.shown() : first_line, title_limit);
}

}  // namespace

Content write_content(const Report& report, bool category_taken, std::string_view about_files) {
  Content content;
  content.title = title_of(report);
  std::string story = trimmed(report.body);
  if (const auto more = trimmed(answers(report, category_taken)); !more.empty()) {
    story += story.empty() ? more : "\n\n" + more;
  }
  const auto end = "\n\n" + ending(report, about_files);
  if (utf8::code_points(story) + utf8::code_points(end) <= content_limit) {
    content.first = story.empty() ? end.substr(2) : story + end;
    return content;
  }
  const auto room = content_limit - utf8::code_points(end) - utf8::code_points(goes_on);
  content.first = cut(story, room).front();
  auto rest = std::string_view(story).substr(content.first.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(" \n\t\r"), rest.size()));
  content.first += std::string(goes_on) + end;
  const auto head = fmt::format("Lanjutan laporan {}:\n", report.number.shown());
  const auto most = content_limit - utf8::code_points(head) - utf8::code_points(is_cut);
  auto pieces = cut(rest, most);
  const bool too_many = pieces.size() > most_follow_ups;
  if (too_many) pieces.resize(most_follow_ups);
  for (const auto& piece : pieces) content.follow_ups.push_back(head + piece);
  if (too_many) content.follow_ups.back() += is_cut;
  return content;
}

std::string write_whole(const Report& report, std::string_view about_files) {
  std::string text = trimmed(report.body);
  // A title that the story begins with would stand there twice.
  std::string_view title = report.title;
  if (title.ends_with("…")) title.remove_suffix(std::string_view("…").size());
  if (!title.empty() && !text.starts_with(title)) text = report.title + (text.empty() ? "" : "\n\n" + text);
  if (!text.empty()) text += "\n\n";
  if (!report.as.empty()) text += line("Jenis", report.as);
  text += answers(report, false);
  const bool said = std::ranges::any_of(report.fields, [&](const ReportField& field) {
    return field.code == report.category || field.value == report.category;
  });
  if (!report.category.empty() && !said) text += line("Kategori", report.category);
  if (!report.date.empty()) text += line("Tanggal kejadian", report.date);
  return text + ending(report, about_files);
}

std::string other_answers(const Report& report) { return trimmed(answers(report, true)); }

std::vector<std::string> follow_up_pieces(std::string_view text) {
  auto pieces = cut(text, content_limit - utf8::code_points(is_cut));
  if (pieces.size() > most_follow_ups) {
    pieces.resize(most_follow_ups);
    pieces.back() += is_cut;
  }
  return pieces;
}

}  // namespace pintu::lapor
