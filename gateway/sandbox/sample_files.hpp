// SPDX-License-Identifier: Apache-2.0
// What the demo's phones send: small real files, made by code. Pure. And what such a file tells about its maker.
#pragma once

#include <string>
#include <string_view>

namespace pintu::sandbox {

// A JPEG (ITU T.81 baseline) of a street whose lamp is dark, with Exif 2.3: camera, orientation, and where it was
// taken.
std::string sample_photo(double latitude, double longitude);
// Three seconds of silence, Ogg (RFC 3533) with Opus (RFC 7845), as phones record.
std::string sample_voice();
// An MP4 (ISO 14496-12) without pictures, with the place in moov/udta/©xyz as phones write it.
std::string sample_video(double latitude, double longitude);

// Whether a JPEG's Exif says where it was taken.
bool tells_place(std::string_view jpeg);
// "image/jpeg", "image/png", … by the first bytes; "application/octet-stream" for what a browser must not show.
std::string_view picture_type(std::string_view bytes);

}  // namespace pintu::sandbox
