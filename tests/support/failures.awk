# SPDX-License-Identifier: Apache-2.0
# Of ctest's log, the end of what each failed test printed, so that it stands beside the last line of ./dev test.
function close_test(  i, from) {
  if (open && !good) {
    printf "---- %s failed; the end of what it printed:\n", name
    from = count > most ? count - most + 1 : 1
    for (i = from; i <= count; ++i) print lines[i % most]
  }
  open = 0
}
BEGIN { most = 40 }
/^[0-9]+\/[0-9]+ Testing: / { close_test(); open = 1; good = 0; count = 0; name = $3; next }
/^Test Pass(ed\.| Reason:)$/ { good = 1 }
open { lines[++count % most] = $0 }
END { close_test() }
