// SPDX-License-Identifier: Apache-2.0
// The events that are being decided, kept aside sealed so that a message which kills the process is known at the next
// start: written, not fsynced, because it must survive a kill, not a power cut (after which nothing was answered 200).
#pragma once

#include <string>
#include <vector>

#include "gateway/flow/event.hpp"

namespace pintu::flow {

class InHand {
 public:
  // `path`: <data>/in-hand, mode 0600. `key`: 32 bytes. An empty path keeps nothing (tests).
  InHand(std::string path, std::string key);
  ~InHand();
  InHand(const InHand&) = delete;
  InHand& operator=(const InHand&) = delete;

  // What a dead process had in hand, each under more suspicion than before: by `own_fault` when the process died by
  // itself, else by `from_outside` (a kill, or a cause that nobody can tell). Unreadable bytes give nothing.
  std::vector<Event> left_over(int more = from_outside);

  static constexpr int from_outside = 1;
  static constexpr int own_fault = suspect_limit / 2;
  void keep(const std::vector<const Event*>& events);
  // They are decided: a length of nothing is written over them, which costs the file system less than cutting the file.
  void clear();
  // Cuts off what clear() left, sealed, behind it. For idle moments.
  void wipe();

 private:
  bool write(const std::string& sealed);

  std::string path_;
  std::string key_;
  int file_ = -1;
  bool empty_ = true;   // the file has no bytes
  bool holds_ = false;  // events
};

}  // namespace pintu::flow
