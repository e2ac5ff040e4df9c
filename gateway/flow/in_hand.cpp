// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/in_hand.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
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
  const std::string file{std::istreambuf_iterator<char>(in), {}};
  std::uint64_t size = 0;
  if (file.size() >= sizeof size) std::memcpy(&size, file.data(), sizeof size);
  empty_ = file.empty();
  if (file.size() < sizeof size || size == 0) return {};
  const auto sealed = std::string_view(file).substr(sizeof size, size);
  const auto plain = crypto::open(key_, sealed, context);
  if (!plain) {
    log::warning("in_hand.unreadable", {{"bytes", sealed.size()}});
    return {};
  }
  std::vector<Event> events;
  std::istringstream texts(*plain);
  for (std::string text; std::getline(texts, text);) {
    if (auto event = event_from_json(text)) {
      event->suspicion += more;
      events.push_back(*std::move(event));
    }
  }
  return events;
}

bool InHand::write(const std::string& sealed) {
  if (file_ < 0) file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const std::uint64_t size = sealed.size();
  std::string bytes(sizeof size, '\0');
  std::memcpy(bytes.data(), &size, sizeof size);
  bytes += sealed;
  return file_ >= 0 && ::pwrite(file_, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size());
}

void InHand::keep(const std::vector<const Event*>& events) {
  if (path_.empty()) return;
  std::string texts;  // a line each: JSON on one line has no line break
  for (const auto* event : events) {
    if (const auto text = to_json(*event); !text.empty()) texts += text + '\n';
  }
  if (texts.empty()) return;
  if (!write(crypto::seal(key_, texts, context))) throw std::runtime_error("the data folder cannot be written");
  empty_ = false;
  holds_ = true;
}

void InHand::clear() {
  if (path_.empty() || empty_) return;
  if (write({})) holds_ = false;
}

void InHand::wipe() {
  if (path_.empty() || empty_ || holds_) return;
  if (file_ < 0) file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ >= 0 && ::ftruncate(file_, 0) == 0) empty_ = true;
}

}  // namespace pintu::flow
