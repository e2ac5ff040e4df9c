// SPDX-License-Identifier: Apache-2.0
// The XML shape: one call, one text.
#include <fmt/format.h>

#include <pugixml.hpp>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/fake_lapor.hpp"

namespace pintu::sandbox {

namespace {

http::Response xml_response(int status, const std::string& inside) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/xml; charset=utf-8");
  response.body = R"(<?xml version="1.0" encoding="UTF-8"?>)" + fmt::format("\n<lapor>{}</lapor>\n", inside);
  return response;
}

http::Response refused(int status, const char* why) {
  return xml_response(status, fmt::format("<status>error</status><message>{}</message>", why));
}

}  // namespace

http::Response FakeLapor::take_stream(const http::Request& request) {
  pugi::xml_document document;
  if (!document.load_buffer(request.body.data(), request.body.size())) return refused(400, "XML tidak terbaca");
  const auto lapor = document.child("lapor");
  if (!crypto::equal(lapor.attribute("token").value(), token_)) return refused(401, "token tidak dikenal");
  for (const auto* field : {"email", "telpon", "namadepan"}) {
    if (lapor.child("pelapor").child(field).text().empty()) return refused(422, "pelapor tidak lengkap");
  }
  const auto given = lapor.child("laporan");
  Complaint complaint;
  complaint.content = given.child("isi").text().get();
  if (complaint.content.empty()) return refused(422, "isi wajib diisi");
  complaint.title = complaint.content.substr(0, complaint.content.find('\n'));
  complaint.anonymous = given.attribute("anonim").as_bool();
  complaint.secret = given.attribute("rahasia").as_bool();
  const auto id = keep(std::move(complaint));
  return xml_response(200, fmt::format("<trackingid>{}</trackingid><transaksiid>{}</transaksiid>", id, id.substr(2)));
}

}  // namespace pintu::sandbox
