// SPDX-License-Identifier: Apache-2.0
// The segments of a JPEG (ITU-T T.81 B.1), and which way is up: the one thing that a clean one keeps of its Exif data
// (CIPA DC-008, tag 0x0112). Pure.
#pragma once

#include <string>
#include <string_view>

namespace pintu::media {

// 1 to 8; 1 (upright) when the picture does not say, or says nonsense.
int read_orientation(std::string_view jpeg);

// The same picture without its comments and application segments, but for the two that decoding needs (JFIF, Adobe),
// and without what stands behind its end.
std::string without_segments(std::string_view jpeg);

// The same picture with an Exif segment that holds the orientation alone; unchanged for 1.
std::string with_orientation(std::string jpeg, int orientation);

}  // namespace pintu::media
