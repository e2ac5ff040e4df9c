// SPDX-License-Identifier: Apache-2.0
// Files that must survive a power cut, readable by their owner alone. Errors are errno values; 0 = done.
#pragma once

#include <filesystem>
#include <string_view>

namespace pintu::store::sqlite {

// Writes beside `path`, then puts it in its place: a reader sees the old file, none, or the whole new one. Makes the
// folder when it is missing. Without `sync` a power cut may undo it.
int write_file(const std::filesystem::path& path, std::string_view bytes, bool sync);

// The file's or folder's own contents are on the disk when it returns.
int sync_path(const std::filesystem::path& path);

// Copies everything under `from` into `to`, synced.
int copy_folder(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace pintu::store::sqlite
