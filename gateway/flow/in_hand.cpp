// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/in_hand.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"

namespace pintu::flow {

namespace {
constexpr std::string_view context = "in-hand";
}

InHand::InHand(std::string path, std::string key) : path_(std::move(path)), key_(std::move(key)) {}

InHand::~InHand() {
  if (file_ >= 0) ::close(file_);
}

std::vector<Event> InHand::left_over(int more) {
  if (path_.empty()) return {};
  std::ifstream in(path_, std::ios::binary);
  const std::string sealed{std::istreambuf_iterator<char>(in), {}};
  if (sealed.empty()) return {};
  empty_ = false;
  const auto plain = crypto::open(key_, sealed, context);
  const auto list = plain ? nlohmann::json::parse(*plain, nullptr, false) : nlohmann::json();
  if (!list.is_array()) {
    log::warning("in_hand.unreadable", {{"bytes", sealed.size()}});
    return {};
  }
  std::vector<Event> events;
  for (const auto& item : list) {
    if (!item.is_string()) continue;
    if (auto event = event_from_json(item.get<std::string>())) {
      event->suspicion += more;
      events.push_back(*std::move(event));
    }
  }
  return events;
}

void InHand::keep(const std::vector<const Event*>& events) {
  if (path_.empty()) return;
  nlohmann::json list = nlohmann::json::array();
  for (const auto* event : events) {
    if (auto text = to_json(*event); !text.empty()) list.push_back(std::move(text));
  }
  if (list.empty()) return;
  if (file_ < 0) file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const std::string sealed =
      crypto::seal(key_, list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), context);
  const bool written = file_ >= 0 && ::ftruncate(file_, 0) == 0 &&
                       ::pwrite(file_, sealed.data(), sealed.size(), 0) == static_cast<ssize_t>(sealed.size());
  if (!written) throw std::runtime_error("the data folder cannot be written");
  empty_ = false;
}

void InHand::clear() {
  if (path_.empty() || empty_) return;
  if (file_ < 0) file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ >= 0 && ::ftruncate(file_, 0) == 0) empty_ = true;
}

}  // namespace pintu::flow
