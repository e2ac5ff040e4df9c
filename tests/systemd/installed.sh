#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts into a system: every file at its place, a manual and a completion that know every command
# of the binary, and package scripts that are sound shell and start nothing.
# usage: installed.sh SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
source=${1:?usage: $0 SOURCE BUILD} build=${2:?usage: $0 SOURCE BUILD}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
faults=0
fault() {
  printf '%s\n' "$*"
  faults=$((faults + 1))
}

DESTDIR=$root cmake --install "$build" --prefix /usr >/dev/null
expected='usr/bin/pintu
usr/lib/systemd/system/pintu.service
usr/lib/systemd/system/pintu.socket
usr/lib/sysusers.d/pintu.conf
usr/lib/tmpfiles.d/pintu.conf
usr/share/bash-completion/completions/pintu
usr/share/doc/pintu/CHANGELOG.md
usr/share/doc/pintu/changelog.gz
usr/share/doc/pintu/configuration.md
usr/share/doc/pintu/copyright
usr/share/doc/pintu/examples/lapor-kategori.csv
usr/share/doc/pintu/examples/pintu.yaml
usr/share/doc/pintu/operator.md
usr/share/doc/pintu/pasang.md
usr/share/man/man1/pintu.1.gz'
found=$(cd "$root" && find . -type f -printf '%P\n' | grep -v '/menghubungkan/' | LC_ALL=C sort)
difference=$(diff <(printf '%s\n' "$expected") <(printf '%s\n' "$found")) || fault "installed and expected files differ:
$difference"
while read -r page; do
  [[ -f $root/usr/share/doc/pintu/menghubungkan/$page ]] || fault "docs/menghubungkan/$page is not installed"
done < <(cd "$source/docs/menghubungkan" && printf '%s\n' *.md)

pintu=$root/usr/bin/pintu
manual=$(gzip -dc "$root/usr/share/man/man1/pintu.1.gz" | sed 's/\\//g')
below() { awk '/^Subcommands:/ { on = 1; next } on && /^  [a-z]/ { print $1 }' <<<"$1"; }

# offered WORD...: what the completion has for the last word.
offered() {
  COMP_WORDS=(pintu "$@")
  COMP_CWORD=$#
  PATH=$root/usr/bin:$PATH _pintu
  printf '%s\n' "${COMPREPLY[@]}"
}
source "$root/usr/share/bash-completion/completions/pintu"

check() { # the commands below the given one, or its options
  local help name option names
  help=$("$pintu" "$@" --help)
  names=$(below "$help")
  if [[ -n $names ]]; then
    [[ $(offered "$@" '') == "$names" ]] || fault "completion: 'pintu $*' does not offer: ${names//$'\n'/ }"
    for name in $names; do check "$@" "$name"; done
    return 0
  fi
  grep -qF ".SS pintu $*" <<<"$manual" || fault "pintu.1: there is no section 'pintu $*'"
  names=$(offered "$@" --)
  for option in $(grep -oE '^ +(-[a-z],)?--[a-z-]+' <<<"$help" | grep -oE -- '--[a-z-]+'); do
    grep -qxF -- "$option" <<<"$names" || fault "completion: 'pintu $*' does not offer $option"
    [[ $option =~ ^--help ]] || awk -v start=".SS pintu $*" '
      index($0, start) == 1 { on = 1; next } /^\.S[SH]/ { on = 0 } on' <<<"$manual" | grep -F -- "$option" >/dev/null ||
      fault "pintu.1: 'pintu $*' lacks $option"
  done
}
check
kinds=$(offered parse '')
for kind in telegram whatsapp sms/twilio sms/kannel sms/vonage sms/infobip sms/generic; do
  grep -qxF "$kind" <<<"$kinds" || fault "completion: 'pintu parse' does not offer $kind"
done
[[ -z $(offered doctor -c '') ]] || fault "completion: 'pintu doctor -c' offers words where a file stands"

for script in postinst prerm postrm; do
  sh -n "$source/systemd/debian/$script" || fault "debian/$script is no shell"
  [[ -x $source/systemd/debian/$script ]] || fault "debian/$script cannot be run"
  if grep -nE 'systemctl.* (start|enable)|invoke (start|restart)' "$source/systemd/debian/$script"; then
    fault "debian/$script starts the service"
  fi
done

((faults == 0)) || {
  printf '%d faults\n' "$faults"
  exit 1
}
