// SPDX-License-Identifier: Apache-2.0
// What every gateway of this family is: its settings, an old phone's screen, one message a second to a number; receipts
// where our own address can be told to it, files nowhere unless it says so.
#pragma once

#include <algorithm>
#include <utility>

#include "adapters/channel.hpp"
#include "adapters/sms/renderer.hpp"

namespace pintu::sms {

// Settings hold per_second, and public_url where the gateway is told where its receipts go ("" = none come).
template <class Settings>
class SmsChannel : public Channel {
 public:
  explicit SmsChannel(Settings settings) : settings_(std::move(settings)) {}

  const Renderer& renderer() const final { return renderer_; }
  Limits limits() const final { return {settings_.per_second, 1, 5}; }
  bool gives_receipts() const final {
    if constexpr (requires(const Settings& s) { s.public_url; }) {
      return !settings_.public_url.empty();
    } else {
      return false;
    }
  }
  bool hears_replies() const final {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return settings_.from.starts_with("whatsapp:") || std::ranges::none_of(settings_.from, is_letter);
  }
  FetchStep fetch(const Attachment&, std::span<const Exchange>) const override {
    return SendOutcome(Rejected{"no-files-by-sms", false, {}});
  }

 protected:
  const Settings settings_;
  const SmsRenderer renderer_;
};

}  // namespace pintu::sms
