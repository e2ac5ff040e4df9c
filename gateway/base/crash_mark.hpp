// SPDX-License-Identifier: Apache-2.0
// A file that says at the next start whether this process died by its own fault (a bad access, an abort, a watchdog's
// SIGABRT) or was ended from outside: only the first is evidence against the message that was being handled.
#pragma once

#include <string>

namespace pintu::crash_mark {

// Opens `path` (mode 0600, kept as it is) and sets the handlers of SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT, which
// write one byte there and then let the signal do what it does by default. Once in a process.
void install(const std::string& path);

// A stack of its own for the handlers, so that an overflow of this thread's stack is marked too. Lives as long as the
// process.
void guard_this_thread();

// Whether the process before this one left its mark; wipes it.
bool take(const std::string& path);

}  // namespace pintu::crash_mark
