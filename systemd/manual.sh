#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes pintu(1) from what the binary says of itself, so that the page never promises more or less.
# usage: manual.sh PINTU >pintu.1
set -euo pipefail
export LC_ALL=C.UTF-8
pintu=${1:?usage: $0 PINTU}

# Names of the subcommands in a --help text.
subcommands() { awk '/^Subcommands:/ { on = 1; next } on && /^  [a-z]/ { print $1 }' <<<"$1"; }

# One command's section, from its --help.
section() {
  awk '
    function text(words) {
      gsub(/\\/, "\\e", words)
      gsub(/-/, "\\-", words)
      sub(/^[.'\'']/, "\\\\\\&&", words)
      return words
    }
    function entry() {
      if (term != "" && term !~ /^(-h,--help|--help-all|--version)/) {
        printf ".TP\n.B %s\n%s\n", text(term), text(about == "" ? "See below." : about)
      }
      term = about = ""
    }
    NR == 1 { about_all = $0; next }
    /^Usage:/ { sub(/^Usage: [^ ]+ ?/, ""); sub(/ +$/, ""); printf ".SS pintu %s\n%s.\n", text($0), text(about_all); next }
    /^(Positionals|Options|Subcommands):/ { entry(); on = $0 !~ /^Subcommands/; next }
    !on { next }
    /^\[|^ *$|^ *\[|^ *Options:/ { entry(); next }
    /^  ? ? ?[^ ]/ {
      entry()
      sub(/^ +/, "")
      at = match($0, /  +/)
      term = at ? substr($0, 1, at - 1) : $0
      about = at ? substr($0, at + RLENGTH) : ""
      next
    }
    { sub(/^ +/, ""); about = about (about == "" ? "" : " ") $0 }
    END { entry() }' <<<"$1"
}

# describe WORD...: a command, then those below it.
describe() {
  local help below name
  help=$("$pintu" "$@" --help)
  below=$(subcommands "$help")
  [[ -n $below ]] || section "$help"
  for name in $below; do describe "$@" "$name"; done
}

version=$("$pintu" --version)
cat <<HEAD
.\\" Made by systemd/manual.sh.
.TH PINTU 1 "" "$version" "Pintu"
.SH NAME
pintu \\- one door for complaints and emergencies by chat
.SH SYNOPSIS
.B pintu
.I COMMAND
.RI [ ARGUMENTS ]
.SH DESCRIPTION
Citizens write on WhatsApp, Telegram or by SMS; a dialog script walks them through a complaint, the complaint reaches
SP4N\\-LAPOR!, and the answer comes back to the same chat. Try it without any account:
.B pintu demo\\fR.
.PP
Every command that reads or changes stored data asks the running daemon; without one it opens the data itself, as the
owner of their folder when it is started by root.
.SH COMMANDS
HEAD
for name in $(subcommands "$("$pintu" --help)"); do describe "$name"; done
cat <<'TAIL'
.SH EXIT STATUS
.TP
.B 0
Good.
.TP
.B 1
Problems were found.
.TP
.B 2
Wrong usage.
.TP
.B 3
The configuration has faults.
.TP
.B 4
No daemon answers, and its lock is held.
.TP
.B 70
A bug of ours.
.TP
.B 75
Try again.
.SH SIGNALS
.B SIGTERM
and
.B SIGINT
drain the daemon: nothing new is accepted, what is in flight is finished for at most 10 seconds.
.SH FILES
.TP
.I /etc/pintu/pintu.yaml
The configuration; every key is explained in
.IR /usr/share/doc/pintu/configuration.md .
.TP
.I /etc/pintu/credentials/NAME
A secret that the configuration names as
.BR credential:NAME .
.TP
.I /var/lib/pintu
Database, sealed files, lock and socket.
.SH SEE ALSO
.IR /usr/share/doc/pintu/pasang.md ,
.IR /usr/share/doc/pintu/operator.md ,
.BR systemctl (1)
TAIL
