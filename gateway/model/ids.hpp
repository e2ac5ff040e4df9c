// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/base/strong_id.hpp"

namespace pintu {

using PartyId = StrongId<struct PartyTag>;      // a person on one channel; also names their one conversation
using MessageId = StrongId<struct MessageTag>;  // a line of the transcript, in or out
using JobId = StrongId<struct JobTag>;
using TimerId = StrongId<struct TimerTag>;
using ReportId = StrongId<struct ReportTag>;
using CaseId = StrongId<struct CaseTag>;
using MediaId = StrongId<struct MediaTag>;
using ParkedId = StrongId<struct ParkedTag>;

// Who somebody is: the configured channel's name and the provider's opaque address. Never a phone number.
struct PartyKey {
  std::string channel;
  std::string address;
  friend auto operator<=>(const PartyKey&, const PartyKey&) = default;
};

}  // namespace pintu
