# SPDX-License-Identifier: Apache-2.0
# bash completion for pintu(1). It asks the binary itself, so that it knows what this version can.

# _pintu_names TITLE HELP: the names below a title of a --help text.
_pintu_names() {
  awk -v title="$1:" '
    $0 == title { on = 1; next }
    /^[A-Z]/ { on = 0 }
    on && /^  [a-z]/ { print $1 }' <<<"$2"
}

# _pintu_values NAME HELP: what may stand for an option or an argument, where its help lists it: {a,b}, "Kind: a, b" or
# "a, b or c".
_pintu_values() {
  awk -v name="$1" '
    { line = $0; sub(/^ +/, "", line); split(line, word, /[ ,]/) }
    word[1] != name && $1 !~ (",?" name "$") { next }
    match(line, /\{[^}]*\}/) { values = substr(line, RSTART + 1, RLENGTH - 2); gsub(/,/, " ", values); print values; exit }
    {
      sub(/^[^ ]+ +[A-Z]+[^ ]*( REQUIRED)? +/, "", line)
      sub(/^Kind: /, "", line)
      gsub(/ or /, ", ", line)
      if (line ~ /^[a-z]+[a-z\/]*(, [a-z]+[a-z\/]*)+$/) { gsub(/,/, "", line); print line }
      exit
    }' <<<"$2"
}

_pintu() {
  local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=() help names word at arguments=0 positional
  COMPREPLY=()
  help=$("$program" --help 2>/dev/null) || return
  for ((at = 1; at < COMP_CWORD; ++at)); do
    word=${COMP_WORDS[at]}
    names=$(_pintu_names Subcommands "$help")
    if [[ $word == -* ]]; then
      continue
    elif [[ " ${names//$'\n'/ } " == *" $word "* ]]; then
      command+=("$word")
      help=$("$program" "${command[@]}" --help 2>/dev/null) || return
    elif ! grep -qE -- "^ +(-[a-z],)?${COMP_WORDS[at - 1]} (TEXT|UINT|INT)" <<<"$help"; then
      arguments=$((arguments + 1))
    fi
  done
  if [[ $current == -* ]]; then
    names=$(grep -oE -- '^ +(-[a-z],)?--[a-z-]+' <<<"$help" | grep -oE -- '--[a-z-]+')
  elif [[ $previous == -* ]] && grep -qE -- "^ +(-[a-z],)?$previous (TEXT|UINT|INT)|^ +$previous,--[a-z-]+ (TEXT|UINT|INT)" <<<"$help"; then
    names=$(_pintu_values "$previous" "$help")
  else
    names=$(_pintu_names Subcommands "$help")
    if [[ -z $names ]]; then
      positional=$(awk '/^Positionals:/ { on = 1; next } /^[A-Z]/ { on = 0 } on && /^  [A-Z]/ { print $1 }' <<<"$help" |
        sed -n "$((arguments + 1))p")
      [[ -z $positional ]] || names=$(_pintu_values "$positional" "$help")
    fi
  fi
  # Nothing to say: the shell offers files.
  mapfile -t COMPREPLY < <(compgen -W "$names" -- "$current")
}
complete -o bashdefault -o default -F _pintu pintu
