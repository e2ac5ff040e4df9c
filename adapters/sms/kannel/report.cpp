// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/kannel/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/number.hpp"

namespace pintu::sms::kannel {

namespace {

std::optional<ReceiptStatus> status_of(std::string_view type) {
  if (type == "1") return ReceiptStatus::delivered;
  if (type == "2" || type == "16") return ReceiptStatus::failed;
  if (type == "4" || type == "8") return ReceiptStatus::sent;
  return std::nullopt;
}

// What the SMSC said of a failure, as far as it is a code: "NACK/0x0000000b/Invalid…" and "… stat:UNDELIV err:034 …".
std::string failure_of(std::string_view reply) {
  const auto word_at = [reply](std::string_view mark, std::string_view ends) {
    const auto at = reply.find(mark);
    if (at == std::string_view::npos) return std::string_view();
    const auto rest = reply.substr(at + mark.size());
    return rest.substr(0, rest.find_first_of(ends));
  };
  const auto plain = [](std::string_view word) {
    return !word.empty() && word.size() <= 16 && std::ranges::all_of(word, [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
  };
  if (const auto code = word_at("NACK/", "/"); plain(code)) return fmt::format("smsc-{}", code);
  const auto stat = word_at("stat:", " ");
  const auto error = word_at("err:", " ");
  if (plain(stat)) return plain(error) ? fmt::format("{}-{}", stat, error) : std::string(stat);
  return "failed";
}

}  // namespace

bool is_report(const http::Request& request, const Fields& query) {
  return request.method == "GET" && query.has("id") && query.has("type") && !query.has("text") && !query.has("from");
}

Inbound read_report(const Fields& query, std::string_view country) {
  Inbound event;
  const auto type = query.word("type");
  event.reply_to = query.word("id");
  event.from = read_sender(query.word("to"), country).address;
  event.id = fmt::format("dlr:{}:{}:{}", event.reply_to, type, query.word("smsid"));
  event.status = status_of(type);
  if (event.reply_to.empty()) {
    event.kind = InboundKind::rejected;
    event.reason = "report-without-id";
  } else if (!event.status) {
    event.kind = InboundKind::ignored;
    event.reason = "report-of-unknown-type";
  } else {
    event.kind = InboundKind::receipt;
    if (event.status == ReceiptStatus::failed) event.reason = failure_of(query.raw("reply").value_or(""));
  }
  return event;
}

}  // namespace pintu::sms::kannel
