// SPDX-License-Identifier: Apache-2.0
// A copy of a file that may leave us: the picture and nothing else. Where, when, by whom and with what it was taken,
// thumbnails, colour profiles, comments and whatever hangs behind the picture stay behind; only which way is up goes
// on.
//
// Reads hostile bytes with C libraries: call it in the child of child.hpp, never in the daemon.
#pragma once

#include <string>
#include <string_view>

#include "gateway/base/result.hpp"

namespace pintu::media {

struct CleanFile {
  std::string bytes;
  std::string mime;
  std::string ending;  // "jpg"
};

// | in             | out                                                                             |
// |----------------|---------------------------------------------------------------------------------|
// | JPEG           | the same coefficients without a marker; over `largest` bytes or 40 megapixels: smaller  |
// | PNG            | the same pixels, 8 bits each; over `largest`: a smaller JPEG on white             |
// | WebP, one image| JPEG on white                                                                    |
// | PDF            | the same pages without metadata, authors, actions, attachments; its JPEGs stripped |
// | anything else  | unsupported                                                                      |
//
// malformed: it cannot be decoded, or wants a password. too_large: more than 200 megapixels (PNG and WebP: 50), or it
// does not come under `largest` bytes.
Result<CleanFile> clean(std::string_view bytes, std::size_t largest);

}  // namespace pintu::media
