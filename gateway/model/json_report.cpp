// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "gateway/model/json.hpp"
#include "gateway/model/json_fields.hpp"
#include "gateway/model/json_location.hpp"

namespace pintu {

using fields::Json;
using fields::put;
using fields::Reader;

namespace {

Json field_json(const ReportField& field) {
  Json out = Json::object();
  put(out, "id", field.id);
  put(out, "label", field.label);
  put(out, "value", field.value);
  put(out, "code", field.code);
  return out;
}

std::optional<ReportField> field_from(const Json& value) {
  Reader in(value);
  ReportField field;
  in.read("id", field.id);
  in.read("label", field.label);
  in.read("value", field.value);
  in.read("code", field.code);
  return in.ok() ? std::optional(std::move(field)) : std::nullopt;
}

void read_number(Reader& in, ReportNumber& number) {
  std::string symbols;
  in.read("number", symbols);
  if (symbols.empty()) return;
  if (auto read = ReportNumber::read(symbols)) {
    number = *std::move(read);
  } else {
    in.spoil();
  }
}

}  // namespace

std::string to_json(const Report& report) {
  Json out = Json::object();
  put(out, "id", report.id.value());
  put(out, "number", report.number.compact());
  put(out, "agency", report.agency);
  put(out, "as", report.as);
  put(out, "title", report.title);
  put(out, "body", report.body);
  put(out, "category", report.category);
  put(out, "place", report.place);
  fields::put_location(out, "pin", report.pin);
  put(out, "when", report.when);
  put(out, "date", report.date);
  out["anonymous"] = report.anonymous;  // its default is true: always said
  put(out, "secret", report.secret);
  put(out, "sensitive", report.sensitive);
  put(out, "reporter_name", report.reporter_name);
  for (const auto& field : report.fields) out["fields"].push_back(field_json(field));
  put(out, "media", report.media);
  put(out, "flags", report.flags);
  put(out, "filed", report.filed);
  return fields::dump(out);
}

std::optional<Report> report_from_json(std::string_view json) {
  const auto value = fields::parse_object(json);
  if (!value) return std::nullopt;
  Reader in(*value);
  Report report;
  std::int64_t id = 0;
  in.read("id", id);
  report.id = ReportId(id);
  read_number(in, report.number);
  in.read("agency", report.agency);
  in.read("as", report.as);
  in.read("title", report.title);
  in.read("body", report.body);
  in.read("category", report.category);
  in.read("place", report.place);
  in.read_object("pin", report.pin, fields::location_from);
  in.read("when", report.when);
  in.read("date", report.date);
  in.read("anonymous", report.anonymous);
  in.read("secret", report.secret);
  in.read("sensitive", report.sensitive);
  in.read("reporter_name", report.reporter_name);
  in.read_list("fields", report.fields, field_from);
  in.read("media", report.media);
  in.read("flags", report.flags);
  in.read("filed", report.filed);
  return in.ok() ? std::optional(std::move(report)) : std::nullopt;
}

}  // namespace pintu
