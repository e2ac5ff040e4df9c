// SPDX-License-Identifier: Apache-2.0
#include "adapters/registry.hpp"

#include <fmt/format.h>

#include <array>

#include "adapters/lapor/lapor.hpp"
#include "adapters/lapor/lapor_xml.hpp"
#include "adapters/sms/generic/generic.hpp"
#include "adapters/sms/infobip/infobip.hpp"
#include "adapters/sms/kannel/kannel.hpp"
#include "adapters/sms/renderer.hpp"
#include "adapters/sms/twilio/twilio.hpp"
#include "adapters/sms/vonage/vonage.hpp"
#include "adapters/telegram/telegram.hpp"
#include "adapters/whatsapp/whatsapp.hpp"

namespace pintu {

namespace {

struct ChannelRow {
  std::string_view kind;
  Result<std::unique_ptr<Channel>> (*make)(const ChannelConfig&);
};
constexpr std::array channels{
    ChannelRow{"telegram", telegram::make},       ChannelRow{"whatsapp", whatsapp::make},
    ChannelRow{"sms/twilio", sms::twilio::make},  ChannelRow{"sms/kannel", sms::kannel::make},
    ChannelRow{"sms/vonage", sms::vonage::make},  ChannelRow{"sms/infobip", sms::infobip::make},
    ChannelRow{"sms/generic", sms::generic::make}};

struct AgencyRow {
  std::string_view kind;
  Result<std::unique_ptr<Agency>> (*make)(const AgencyConfig&);
};
constexpr std::array agencies{AgencyRow{"lapor/json", lapor::make}, AgencyRow{"lapor/xml", lapor::make_xml}};

template <class Table>
std::vector<std::string_view> kinds_of(const Table& table) {
  std::vector<std::string_view> kinds;
  for (const auto& row : table) kinds.push_back(row.kind);
  return kinds;
}

template <class Table, class Config>
auto make_from(const Table& table, const Config& config, std::string_view section) -> decltype(table[0].make(config)) {
  for (const auto& row : table) {
    if (row.kind == config.kind) return row.make(config);
  }
  return fail(Errc::configuration, fmt::format("{}.{}.kind: there is no kind \"{}\"; write one of: {}", section,
                                               config.name, config.kind, fmt::join(kinds_of(table), ", ")));
}

}  // namespace

Result<std::unique_ptr<Channel>> make_channel(const ChannelConfig& config) {
  return make_from(channels, config, "channels");
}

Result<std::unique_ptr<Agency>> make_agency(const AgencyConfig& config) {
  return make_from(agencies, config, "agencies");
}

const Renderer* renderer_for(std::string_view kind) {
  static const whatsapp::WhatsAppRenderer on_whatsapp;
  static const telegram::TelegramRenderer on_telegram;
  static const sms::SmsRenderer on_sms;
  const std::array<const Renderer*, 3> all{&on_whatsapp, &on_telegram, &on_sms};
  for (const auto* renderer : all) {
    if (renderer->kind() == kind) return renderer;
  }
  return nullptr;
}

std::vector<std::string_view> channel_kinds() { return kinds_of(channels); }
std::vector<std::string_view> agency_kinds() { return kinds_of(agencies); }

}  // namespace pintu
