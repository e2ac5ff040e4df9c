// SPDX-License-Identifier: Apache-2.0
#include "adapters/files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gateway/base/crypto.hpp"

namespace pintu {

namespace {

std::string_view word_for(AttachmentKind kind) {
  switch (kind) {
    case AttachmentKind::image:
      return "foto";
    case AttachmentKind::video:
      return "video";
    case AttachmentKind::audio:
      return "audio";
    case AttachmentKind::voice:
      return "suara";
    case AttachmentKind::sticker:
      return "stiker";
    case AttachmentKind::document:
    case AttachmentKind::contact:
      return "dokumen";
  }
  return "dokumen";
}

}  // namespace

std::string generated_name(const Attachment& attachment, std::string_view called) {
  auto name =
      fmt::format("{}-{}", word_for(attachment.kind), crypto::to_hex(crypto::sha256(attachment.ref)).substr(0, 8));
  const auto dot = called.rfind('.');
  if (dot == std::string_view::npos) return name;
  const auto ending = called.substr(dot + 1);
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (ending.empty() || ending.size() > 5 || !std::ranges::all_of(ending, plain)) return name;
  return fmt::format("{}.{}", name, ending);
}

}  // namespace pintu
