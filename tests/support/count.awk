# SPDX-License-Identifier: Apache-2.0
# Adds up what ctest's log tells, as "PASSED FAILED". A suite of Catch2 or of Node counts its test cases, a plain script
# counts one, and whatever did not pass without naming a failure (a crash, a timeout) counts one failure.
function close_test() {
  if (!open) return
  if (!good && failed == 0) failed = 1
  if (good && passed == 0 && failed == 0) passed = 1
  all_passed += passed; all_failed += failed; open = 0
}
/^[0-9]+\/[0-9]+ Testing: / { close_test(); open = 1; good = passed = failed = 0 }
/^Unable to find executable: / { close_test(); ++all_failed }
/^All tests passed \([0-9]+ assertions? in [0-9]+ test cases?\)/ {
  for (i = 1; i < NF; ++i) if ($i == "in") passed += $(i + 1)
}
/^test cases: +[0-9]+ \|/ {
  for (i = 1; i < NF; ++i) {
    if ($(i + 1) == "passed") passed += $i
    if ($(i + 1) == "failed" && $(i + 2) != "as") failed += $i
  }
}
/^(#|ℹ) pass [0-9]+$/ { passed += $3 }
/^(#|ℹ) fail [0-9]+$/ { failed += $3 }
/^Test Pass(ed\.| Reason:)$/ { good = 1 }
END { close_test(); print all_passed + 0, all_failed + 0 }
