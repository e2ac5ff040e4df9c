#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The numbers of ./dev test's last line are those of ctest's log.
set -euo pipefail
cd "${1:?usage: $0 ROOT}"
failed=0

# expect WHAT "PASSED FAILED" LINE...: a log of these lines.
expect() {
  local got
  got=$(printf '%s\n' "${@:3}" | awk -f tests/support/count.awk -)
  [[ $got == "$2" ]] || {
    echo "$1: counted $got, not $2"
    failed=1
  }
}

expect 'a suite that passed' '12 0' \
  '1/9 Testing: base' 'All tests passed (34 assertions in 12 test cases)' 'Test Passed.'
expect 'one case' '1 0' '1/9 Testing: base' 'All tests passed (1 assertion in 1 test case)' 'Test Passed.'
expect 'failures' '3 2' \
  '1/9 Testing: base' 'test cases: 5 | 3 passed | 2 failed' 'assertions: 9 | 7 passed | 2 failed' 'Test Failed.'
expect 'expected failures are none' '3 1' \
  '1/9 Testing: base' 'test cases: 5 | 3 passed | 1 failed | 1 failed as expected' 'Test Failed.'
expect 'a crash' '0 1' '1/9 Testing: base' 'Segmentation fault' 'Test Failed.'
expect 'a suite that says it passed and ends badly' '12 1' \
  '1/9 Testing: base' 'All tests passed (34 assertions in 12 test cases)' '***Exception: SegFault'
expect 'a script' '1 0' '1/9 Testing: style.shape' 'Test Passed.'
expect 'a script that says what CTest waits for' '1 0' '1/9 Testing: bench.smoke' 'Test Pass Reason:' 'Required regular expression found. Regex=[x]'
expect 'node 18' '4 1' '1/9 Testing: node' '# pass 4' '# fail 1' 'Test Failed.'
expect 'node 20' '4 0' '1/9 Testing: node' 'ℹ pass 4' 'ℹ fail 0' 'Test Passed.'
expect 'several' '14 2' \
  '1/9 Testing: a' 'All tests passed (34 assertions in 12 test cases)' 'Test Passed.' \
  '2/9 Testing: b' 'test cases: 2 | 1 passed | 1 failed' 'Test Failed.' \
  '3/9 Testing: c' 'Test Passed.' \
  '4/9 Testing: d' 'Test timed out.'
expect 'a suite that was not built' '0 1' 'Unable to find executable: tests/tests_base'
expect 'nothing' '0 0' ''

# What failed is shown again at the end, and only that.
shown=$(printf '%s\n' '1/2 Testing: a' 'fine' 'Test Passed.' '2/2 Testing: b' 'x.cpp:3: FAILED:' 'Test Failed.' |
  awk -f tests/support/failures.awk -)
[[ $shown == *'b failed'*'x.cpp:3: FAILED:'* && $shown != *fine* ]] || {
  echo "failures.awk showed: $shown"
  failed=1
}
exit "$failed"
