// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/inbound.hpp"

#include "gateway/base/word_table.hpp"

#include <array>
#include <utility>

namespace pintu {

namespace {

constexpr std::array<std::pair<InboundKind, std::string_view>, 9> kinds{{
    {InboundKind::message, "message"},
    {InboundKind::tap, "tap"},
    {InboundKind::receipt, "receipt"},
    {InboundKind::edit, "edit"},
    {InboundKind::revoke, "revoke"},
    {InboundKind::reaction, "reaction"},
    {InboundKind::system, "system"},
    {InboundKind::ignored, "ignored"},
    {InboundKind::rejected, "rejected"},
}};

constexpr std::array<std::pair<AttachmentKind, std::string_view>, 7> attachments{{
    {AttachmentKind::image, "image"},
    {AttachmentKind::video, "video"},
    {AttachmentKind::audio, "audio"},
    {AttachmentKind::voice, "voice"},
    {AttachmentKind::document, "document"},
    {AttachmentKind::sticker, "sticker"},
    {AttachmentKind::contact, "contact"},
}};

constexpr std::array<std::pair<ReceiptStatus, std::string_view>, 4> statuses{{
    {ReceiptStatus::sent, "sent"},
    {ReceiptStatus::delivered, "delivered"},
    {ReceiptStatus::read, "read"},
    {ReceiptStatus::failed, "failed"},
}};

}  // namespace

std::string_view to_string(InboundKind kind) { return word_of(kinds, kind); }
std::string_view to_string(AttachmentKind kind) { return word_of(attachments, kind); }
std::string_view to_string(ReceiptStatus status) { return word_of(statuses, status); }
std::optional<InboundKind> inbound_kind_from(std::string_view text) { return value_of(kinds, text); }
std::optional<AttachmentKind> attachment_kind_from(std::string_view text) { return value_of(attachments, text); }
std::optional<ReceiptStatus> receipt_status_from(std::string_view text) { return value_of(statuses, text); }

int rank(ReceiptStatus status) {
  switch (status) {
    case ReceiptStatus::sent:
      return 1;
    case ReceiptStatus::failed:
      return 2;
    case ReceiptStatus::delivered:
      return 3;
    case ReceiptStatus::read:
      return 4;
  }
  return 0;
}

}  // namespace pintu
