// SPDX-License-Identifier: Apache-2.0
// What the flow knows of its installation: made once from the configuration, never changed.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/agency.hpp"
#include "adapters/channel.hpp"
#include "dialogs/advance.hpp"

namespace pintu::flow {

struct Officer {
  std::string channel;    // configured name
  std::string chat;       // address
  std::string name = {};  // as the audit calls them; may be empty, and is for a group
};

struct Desk {
  std::vector<Officer> officers;
  std::optional<Officer> verifier = {};  // the one person who sees what is secret or sensitive
};

// A place at a desk. `officer` lives as long as the world.
struct Seat {
  std::string desk;
  const Officer* officer = nullptr;
  std::string id;  // "verifikator/0", "verifikator/v": names it where an address must not stand
  bool verifier = false;
};

struct Connector {  // an outside service that `call` steps ask
  std::string url;
  std::string key;  // raw bytes; signs what we send
  Duration timeout = std::chrono::seconds(10);
};

struct World {
  std::map<std::string, std::unique_ptr<Channel>> channels;  // by configured name
  std::map<std::string, std::unique_ptr<Agency>> agencies;
  std::map<std::string, Desk> desks;
  std::map<std::string, std::string> relayed;  // agencies that a desk relays to by hand → that desk
  std::map<std::string, Connector> connectors;
  dialogs::Contacts contacts;
  std::map<std::string, std::string> promises;  // name → words
  double replies_per_minute = 30;               // a person's flood is answered no faster than this
  double files_per_hour = 60;                   // that one person may send; 0 = no limit
  double megabytes_per_hour = 200;              // the same in size
  std::vector<std::string>* walked = nullptr;   // simulators: every step that a talk does (dialogs::Context)

  const Channel* channel(const std::string& name) const {
    const auto it = channels.find(name);
    return it == channels.end() ? nullptr : it->second.get();
  }
  // Where a report goes that no machine takes, or that a person must decide about.
  std::string desk_of(const std::string& agency) const;
  // Those who see what concerns everybody: the officers; the verifier where a desk has nobody else.
  std::vector<Seat> officers_of(const std::string& desk) const;
  // The one who sees what is secret; that of `verifikator` where the desk has none.
  std::optional<Seat> verifier_of(const std::string& desk) const;
  // Every place that this chat has; empty for everybody who is no officer.
  std::vector<Seat> seats_at(const std::string& channel, const std::string& chat) const;

  const Connector* connector(const std::string& name) const {
    const auto it = connectors.find(name);
    return it == connectors.end() ? nullptr : &it->second;
  }
  const Agency* agency(const std::string& name) const {
    const auto it = agencies.find(name);
    return it == agencies.end() ? nullptr : it->second.get();
  }
};

}  // namespace pintu::flow
