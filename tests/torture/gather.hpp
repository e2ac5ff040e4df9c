// SPDX-License-Identifier: Apache-2.0
// What the store held when the last process had ended, beside what the far ends wrote down. Blocks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gateway/base/result.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "torture/person.hpp"
#include "torture/records.hpp"

namespace pintu::torture {

// `config` is the daemon's own file; no daemon may run. Fails when the store cannot be opened.
Result<Records> gather(const std::string& config, const std::vector<std::unique_ptr<Person>>& people,
                       sandbox::FakeLapor& lapor);

}  // namespace pintu::torture
