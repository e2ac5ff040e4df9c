// SPDX-License-Identifier: Apache-2.0
// Which way is up: the one thing that a clean JPEG keeps of its Exif data (CIPA DC-008, tag 0x0112). Pure.
#pragma once

#include <string>
#include <string_view>

namespace pintu::media {

// 1 to 8; 1 (upright) when the picture does not say, or says nonsense.
int read_orientation(std::string_view jpeg);

// The same picture with an Exif segment that holds the orientation alone; unchanged for 1.
std::string with_orientation(std::string jpeg, int orientation);

}  // namespace pintu::media
