// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/world.hpp"

namespace pintu::flow {

namespace {

constexpr const char* verifiers = "verifikator";

Seat seat_of_officer(const std::string& name, const Desk& desk, std::size_t at) {
  return {name, &desk.officers[at], name + "/" + std::to_string(at), false};
}

Seat seat_of_verifier(const std::string& name, const Desk& desk) { return {name, &*desk.verifier, name + "/v", true}; }

}  // namespace

std::string World::desk_of(const std::string& agency) const {
  const auto it = relayed.find(agency);
  return it == relayed.end() ? verifiers : it->second;
}

std::vector<Seat> World::officers_of(const std::string& name) const {
  std::vector<Seat> seats;
  const auto desk = desks.find(name);
  if (desk == desks.end()) return seats;
  for (std::size_t i = 0; i < desk->second.officers.size(); ++i) {
    seats.push_back(seat_of_officer(name, desk->second, i));
  }
  if (seats.empty() && desk->second.verifier) seats.push_back(seat_of_verifier(name, desk->second));
  return seats;
}

std::optional<Seat> World::verifier_of(const std::string& name) const {
  for (const auto* each : {name.c_str(), verifiers}) {
    const auto desk = desks.find(each);
    if (desk != desks.end() && desk->second.verifier) return seat_of_verifier(each, desk->second);
  }
  return std::nullopt;
}

std::vector<Seat> World::seats_at(const std::string& channel, const std::string& chat) const {
  std::vector<Seat> seats;
  if (chat.empty()) return seats;
  const auto sits = [&](const Officer& officer) { return officer.channel == channel && officer.chat == chat; };
  for (const auto& [name, desk] : desks) {
    for (std::size_t i = 0; i < desk.officers.size(); ++i) {
      if (sits(desk.officers[i])) seats.push_back(seat_of_officer(name, desk, i));
    }
    if (desk.verifier && sits(*desk.verifier)) seats.push_back(seat_of_verifier(name, desk));
  }
  return seats;
}

}  // namespace pintu::flow
