// SPDX-License-Identifier: Apache-2.0
// What the flow knows of its installation: made once from the configuration, never changed.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/agency.hpp"
#include "adapters/channel.hpp"
#include "dialogs/advance.hpp"

namespace pintu::flow {

struct Officer {
  std::string channel;  // configured name
  std::string chat;     // address
};

struct Desk {
  std::vector<Officer> officers;
};

struct World {
  std::map<std::string, std::unique_ptr<Channel>> channels;  // by configured name
  std::map<std::string, std::unique_ptr<Agency>> agencies;
  std::map<std::string, Desk> desks;
  dialogs::Contacts contacts;
  std::map<std::string, std::string> promises;  // name → words
  double replies_per_minute = 30;               // a person's flood is answered no faster than this
  double files_per_hour = 60;                   // that one person may send; 0 = no limit
  double megabytes_per_hour = 200;              // the same in size

  const Channel* channel(const std::string& name) const {
    const auto it = channels.find(name);
    return it == channels.end() ? nullptr : it->second.get();
  }
  const Agency* agency(const std::string& name) const {
    const auto it = agencies.find(name);
    return it == agencies.end() ? nullptr : it->second.get();
  }
};

}  // namespace pintu::flow
