// SPDX-License-Identifier: Apache-2.0
// What a suite with properties precompiles. A run is the same every time; RC_PARAMS in the environment asks for another
// (RC_PARAMS="seed=1 max_success=10000"; without noshrink=1 it looks for the shortest tape, for minutes).
#pragma once
#include <rapidcheck.h>
#include <catch2/catch.hpp>
