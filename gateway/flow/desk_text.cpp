// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/desk_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/lapor/content.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr std::size_t longest_list = 20;
constexpr hours begins_work{8};

std::string_view yes_or_no(bool yes) { return yes ? "ya" : "tidak"; }

// The category as people read it stands among the answers, with its code.
std::string category_of(const Report& report) {
  const auto field = std::ranges::find(report.fields, report.category, &ReportField::code);
  return report.category.empty() || field == report.fields.end() ? report.category : field->value;
}

std::string day_of(const Report& report) {
  if (report.date.empty()) return report.when.empty() ? "tidak disebut" : report.when;
  return report.when.empty() ? report.date : fmt::format("{} ({})", report.date, report.when);
}

std::string place_of(const Report& report) {
  std::string place = report.place.empty() ? "tidak disebut" : report.place;
  if (report.pin) place += fmt::format(" ({:.6f}, {:.6f})", report.pin->latitude, report.pin->longitude);
  return place;
}

std::string moment(Instant at) {
  const auto local = local_time(at);
  return fmt::format("{:02}-{:02}-{} {:02}.{:02} WIB", unsigned(local.date.day()), unsigned(local.date.month()),
                     int(local.date.year()), local.hour, local.minute);
}

std::string what_happened(AtDesk why, std::string_view reason) {
  switch (why) {
    case AtDesk::by_hand:
      return "Mohon dimasukkan ke SP4N-LAPOR!.";
    case AtDesk::refused:
      return fmt::format("SP4N-LAPOR! menolaknya: {}. Mohon diperbaiki dan dimasukkan lagi.",
                         reason.empty() ? "tanpa alasan" : unmarked(std::string(reason)));
    case AtDesk::unsure:
      return "Belum pasti sudah masuk: mohon *dicari dulu* di SP4N-LAPOR!, dan dimasukkan hanya bila belum ada.";
    case AtDesk::given_up:
      return "Tidak berhasil dikirim otomatis. Mohon dimasukkan ke SP4N-LAPOR!.";
  }
  return {};
}

bool is_weekend(std::chrono::weekday day) { return day == std::chrono::Saturday || day == std::chrono::Sunday; }

}  // namespace

OutboundMessage saying(std::string text) {
  OutboundMessage message;
  message.text = std::move(text);
  return message;
}

std::string unmarked(std::string text) {
  std::erase(text, '*');
  return text;
}

AtDesk why_at_desk(const store::ReportRow& report) {
  if (report.forward == ForwardState::unknown) return AtDesk::unsure;
  return report.forward == ForwardState::rejected ? AtDesk::refused : AtDesk::by_hand;
}

bool is_confidential(const store::ReportRow& report) {
  const auto contents = report_from_json(report.contents);
  return !contents || contents->secret || contents->sensitive;
}

std::string form_text(const Report& report) {
  const auto more = lapor::other_answers(report);
  std::string text = fmt::format("Judul: {}\nIsi: {}\n", report.title, report.body);
  if (!more.empty()) text += more + "\n";
  text += fmt::format("Tanggal: {}\nLokasi: {}\nKategori: {}\nAnonim: {}\nRahasia: {}", day_of(report),
                      place_of(report), category_of(report), yes_or_no(report.anonymous), yes_or_no(report.secret));
  if (!report.anonymous && !report.reporter_name.empty()) text += "\nNama pelapor: " + report.reporter_name;
  return unmarked(std::move(text));
}

std::string head_text(const Report& report, AtDesk why, std::string_view reason) {
  std::string text = fmt::format("*Laporan {}*, masuk {}\nJenis: {}. Kategori: {}.\n", report.number.shown(),
                                 moment(report.filed), report.as, unmarked(category_of(report)));
  if (report.secret || report.sensitive) text += "*Rahasia*: hanya untuk Anda, jangan diteruskan.\n";
  return text + what_happened(why, reason) +
         "\nIsinya di pesan berikut, siap disalin. Sudah masuk? *Balas pesan ini dengan nomor SP4N-nya.*\n"
         "Bisa juga dibalas: tanya …, kabar …, selesai …, tolak …";
}

std::string short_text(const Report& report, AtDesk why) {
  const auto number = report.number.shown();
  return fmt::format("{} {} {}. Isi: pintu reports text {}. Sudah masuk? Balas: {} NOMOR-SP4N", number,
                     report.secret || report.sensitive ? "RAHASIA" : report.as,
                     why == AtDesk::unsure ? "cari dulu di SP4N" : "masukkan ke SP4N", number, number);
}

std::string age_text(Duration age) {
  if (age >= days(1)) return fmt::format("{} hari", std::chrono::floor<days>(age).count());
  if (age >= hours(1)) return fmt::format("{} jam", std::chrono::floor<hours>(age).count());
  return fmt::format("{} menit", std::max<std::int64_t>(0, std::chrono::floor<minutes>(age).count()));
}

std::string list_text(std::span<const store::ReportRow> open, std::size_t secret, Instant now) {
  std::string text;
  for (const auto& report : open.first(std::min(open.size(), longest_list))) {
    text += fmt::format("{} · {} · {}{}\n", report.number.shown(), age_text(now - report.filed),
                        why_at_desk(report) == AtDesk::unsure ? "cari dulu" : "belum bernomor",
                        report.state == ReportState::need_info ? ", warga ditanya" : "");
  }
  if (open.size() > longest_list) {
    text += fmt::format("… dan {} lagi: pintu reports list --open\n", open.size() - longest_list);
  }
  if (secret > 0) text += fmt::format("{} laporan rahasia menunggu verifikator.\n", secret);
  if (!text.empty()) text.pop_back();
  return text;
}

bool is_overdue(Instant filed, Instant now) {
  Instant due = filed + days(1);
  while (is_weekend(local_time(due).weekday)) due += days(1);
  return now >= due;
}

Instant next_morning(Instant now) {
  Instant morning = std::chrono::floor<days>(now + wib) + begins_work - wib;
  while (morning <= now || is_weekend(local_time(morning).weekday)) morning += days(1);
  return morning;
}

}  // namespace pintu::flow
