// SPDX-License-Identifier: Apache-2.0
// What every test file of a suite precompiles: Catch2 alone.
#pragma once
#include <catch2/catch.hpp>
