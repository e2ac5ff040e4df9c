// SPDX-License-Identifier: Apache-2.0
// One function a block of the configuration. Each notes its faults in the reader and fills what it can.
#pragma once

#include "gateway/app/config_reader.hpp"

namespace pintu::app {

// Needs config.public_url.
void read_channels(ConfigReader& reader, const Node& map, Config& config);
void read_agencies(ConfigReader& reader, const Node& map, Config& config);
// Needs config.channels.
void read_desks(ConfigReader& reader, const Node& map, Config& config);
// The desks of agencies that are relayed by hand: `map` is agencies:. Needs config.desks and config.relayed.
void read_relays(ConfigReader& reader, const Node& map, Config& config);
void read_connectors(ConfigReader& reader, const Node& map, Config& config);
void read_promises(ConfigReader& reader, const Node& map, Config& config);
void read_contacts(ConfigReader& reader, const Node& map, Config& config);

}  // namespace pintu::app
