// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pintu::media {

// Takes everything from this process that decoding a picture does not need: no files, network, processes, signals or
// code of its own making, 768 MB of memory, 20 s of CPU. For good. False when the system does not let it be confined.
bool confine();

}  // namespace pintu::media
