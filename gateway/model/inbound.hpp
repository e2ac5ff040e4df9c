// SPDX-License-Identifier: Apache-2.0
// What a provider's webhook says, one item of it: adapters make these, the flow carries them, dialogs read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/base/clock.hpp"

namespace pintu {

struct Location {
  double latitude = 0;   // WGS 84 degrees, finite, -90..90
  double longitude = 0;  // -180..180
  std::string name;      // what the provider calls the place, if it does
  friend bool operator==(const Location&, const Location&) = default;
};

enum class AttachmentKind { image, video, audio, voice, document, sticker, contact };

struct Attachment {
  AttachmentKind kind = AttachmentKind::document;
  std::string ref;        // the provider's file id, for Channel::fetch; empty for a contact
  std::string mime;       // as the provider says; not to be believed
  std::string name;       // file name or the contact's name
  std::int64_t size = 0;  // bytes as the provider says, 0 = not said
  friend bool operator==(const Attachment&, const Attachment&) = default;
};

// One piece of a long SMS whose pieces the provider does not join (3GPP TS 23.040 9.2.3.24.1).
struct Part {
  std::string group;  // one for all pieces of a message from this sender
  int number = 1;     // from 1
  int total = 1;      // 2..255, the same in each
  friend bool operator==(const Part&, const Part&) = default;
};

enum class ReceiptStatus { sent, delivered, read, failed };

enum class InboundKind { message, tap, receipt, edit, revoke, reaction, system, ignored, rejected };

struct Inbound {
  InboundKind kind = InboundKind::message;
  std::string from;        // opaque address; E.164 with + for SMS
  std::string name;        // how the profile calls them, if it does
  std::string id;          // the provider's id of this item, what duplicates are known by (Telegram: update_id)
  std::string message_id;  // the provider's id of the message in its chat, which replies and edits refer to
  std::optional<Instant> at;
  std::string text;  // text or caption; a tap's label; a reaction's emoji; valid UTF-8 without NUL
  std::string tap;   // the option's id
  std::vector<Attachment> attachments;
  std::optional<Location> location;
  std::string reply_to;  // the provider's id of the message this answers, edits, revokes or reacts to
  std::string album;     // one id for photos that were sent together
  std::optional<ReceiptStatus> status;
  std::string reason;  // why ignored, rejected or unsupported; which system news
  std::string chat;    // the group or topic "chat:topic" it was written in; empty in a private chat
  bool forwarded = false;
  std::optional<Part> part;  // the text is a piece only: the flow waits for the others
  std::string alias;         // another address that is the same person's (WhatsApp: the id beside the number)
  std::string key;           // of a receipt: OutboundMessage::key, where the provider gives it back
  std::string referral;      // the advertisement or link they came by
  bool opt_out = false;      // the provider took it as a wish to hear nothing more
  // system only: `address` moved to `moved_to` (group migration, number change)
  std::string moved_to;
  friend bool operator==(const Inbound&, const Inbound&) = default;
};

std::string_view to_string(InboundKind kind);
std::string_view to_string(AttachmentKind kind);
std::string_view to_string(ReceiptStatus status);
std::optional<InboundKind> inbound_kind_from(std::string_view text);
std::optional<AttachmentKind> attachment_kind_from(std::string_view text);
std::optional<ReceiptStatus> receipt_status_from(std::string_view text);

// How far a receipt has come: a later one with a lower rank changes nothing (`read` after `failed` does).
int rank(ReceiptStatus status);

}  // namespace pintu
