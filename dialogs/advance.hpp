// SPDX-License-Identifier: Apache-2.0
// The state machine of a talk: pure. Same input, same output; no clock, no randomness, no I/O of its own.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/model/renderer.hpp"
#include "gateway/model/turn.hpp"

namespace pintu::dialogs {

// Numbers and names an installation sets: {kontak.bahaya}, {kontak.darurat}, {pengelola}, {jam.buka}, {jam.tutup},
// {janji.verifikasi}, {simpan}. Always the newest, whatever version a talk is on.
struct Contacts {
  std::map<std::string, std::string> values;
};

struct Context {
  Instant now;
  ReportNumber fresh;       // drawn by the ledger; used by at most one FileReport
  std::string random;       // 16 fresh random bytes: Conversation::secret of a new person
  std::string channel;      // kind: "telegram", "whatsapp", "sms/kannel"
  std::string person_name;  // as the profile says, for `tampilkan nama`; may be empty
  const Contacts& contacts;
  // Resolves {janji.NAME} to words ("3 hari kerja"); empty when the installation made no such promise.
  const std::map<std::string, std::string>& promises;
  const Renderer& renderer;                    // of the channel, for what fits
  bool has_desk_open = false;                  // somebody of the `umum` desk is there now
  std::vector<std::string>* walked = nullptr;  // gathers "SCRIPT/STEP" of every step that is done, for coverage
};

// One event of one person. Never throws on any text of a citizen; throws std::exception only for a broken script set
// (the ledger parks the event).
Turn advance(const Library& library, const Context& context, Conversation conversation, const DialogEvent& event);

}  // namespace pintu::dialogs
