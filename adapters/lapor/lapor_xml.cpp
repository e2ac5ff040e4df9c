// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/lapor_xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "adapters/lapor/config.hpp"
#include "adapters/lapor/content.hpp"
#include "adapters/lapor/tracking.hpp"
#include "adapters/xml.hpp"

namespace pintu::lapor {

using namespace std::chrono_literals;

namespace {

struct Text final : pugi::xml_writer {
  std::string bytes;
  void write(const void* data, std::size_t size) override { bytes.append(static_cast<const char*>(data), size); }
};

void put(pugi::xml_node parent, const char* name, std::string_view text) {
  parent.append_child(name).text().set(xml_text(text).c_str());
}

void put_name(pugi::xml_node parent, std::string_view name) {
  const auto blank = name.find(' ');
  put(parent, "namadepan", name.substr(0, blank));
  put(parent, "namabelakang", blank == std::string_view::npos ? std::string_view() : name.substr(blank + 1));
}

// None goes along: all that are there stay with us.
std::string about_files(std::span<const ReportFile> files) {
  std::vector<ReportFile> kept(files.begin(), files.end());
  for (auto& file : kept) {
    if (file.absent != ReportFile::Absent::gone) file.absent = ReportFile::Absent::kept;
  }
  return absent_files(kept, 0);
}

}  // namespace

SendStep LaporXml::forward(const Report& report, std::span<const ReportFile> files,
                           std::span<const Exchange> so_far) const {
  if (!so_far.empty()) {
    auto judged = judge_tracking(so_far.front());
    if (auto* outcome = std::get_if<SendOutcome>(&judged)) return std::move(*outcome);
    const auto& id = std::get<std::string>(judged);
    return Done{id, {id}};
  }
  pugi::xml_document document;
  auto lapor = document.append_child("lapor");
  lapor.append_attribute("token").set_value(settings_.token.c_str());
  auto reporter = lapor.append_child("pelapor");
  put(reporter, "email", settings_.email);
  put(reporter, "telpon", settings_.phone);
  const bool shown = !report.anonymous && !report.reporter_name.empty();
  put_name(reporter, shown ? report.reporter_name : settings_.name);
  auto complaint = lapor.append_child("laporan");
  complaint.append_attribute("rahasia").set_value(report.secret ? "1" : "0");
  complaint.append_attribute("anonim").set_value(report.anonymous ? "1" : "0");
  put(complaint, "isi", write_whole(report, about_files(files)));
  Text text;
  document.save(text, "", pugi::format_raw, pugi::encoding_utf8);

  http::Request request;
  request.method = "POST";
  request.target = settings_.api + "/api/stream/addstream";
  request.headers.add("Content-Type", "text/xml; charset=utf-8");
  request.headers.add("Accept", "text/xml, application/xml");
  request.body = std::move(text.bytes);
  request.effect = http::Effect::creates;
  request.timeout = 60s;
  return request;
}

PollStep LaporXml::poll(const std::string&, std::span<const Exchange>) const {
  return SendOutcome(Rejected{"tells-no-status", false, {}});
}

SendStep LaporXml::follow_up(const std::string&, const std::string&, std::span<const ReportFile>,
                             std::span<const Exchange>) const {
  return SendOutcome(Rejected{"takes-no-follow-ups", false, {}});
}

std::optional<http::Request> LaporXml::probe() const {
  http::Request request;
  request.target = settings_.api + "/";
  request.timeout = 10s;
  return request;
}

Result<std::string> LaporXml::proof(const Exchange& exchange) const {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return fail(Errc::unavailable, "LAPOR tidak menjawab: periksa api dan jaringan");
  if (response->status >= 500) return fail(Errc::unavailable, "LAPOR sedang terganggu: coba lagi nanti");
  return "LAPOR menjawab; token baru terbukti saat laporan pertama";
}

Result<std::unique_ptr<Agency>> make_xml(const AgencyConfig& config) {
  const Keys keys(config);
  LaporXml::Settings settings;
  PINTU_TRY(settings.api, keys.base_url());
  settings.token = keys.text("token");
  if (!is_one_line(settings.token)) return keys.wrong("token", "write LAPOR's token, as file:PATH");
  settings.email = keys.text("email");
  const auto at = settings.email.find('@');
  if (!is_one_line(settings.email) || at == 0 || at == std::string::npos || at + 1 == settings.email.size()) {
    return keys.wrong("email", "write the office's e-mail address: LAPOR wants one of every reporter");
  }
  settings.phone = keys.text("phone");
  const bool digits = std::ranges::all_of(settings.phone, [](char c) { return (c >= '0' && c <= '9') || c == '+'; });
  if (settings.phone.size() < 4 || !digits) {
    return keys.wrong("phone", "write the office's phone number in digits: LAPOR wants one of every reporter");
  }
  settings.name = keys.text("name");
  if (settings.name.empty()) settings.name = "Pelapor Pintu";
  PINTU_TRY(settings.per_minute, keys.rate(settings.per_minute));
  return std::make_unique<LaporXml>(std::move(settings));
}

}  // namespace pintu::lapor
