// Small files that a power cut must not halve: written, replaced and removed so that afterwards the old or the new is there.
//
// Thread    Any that may wait for the disk, so never a shard's; one caller at a time for one name.
// Failure   What the system said; nothing wrong is the empty code. The old file is there then, whole.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string_view>
#include <system_error>

namespace reprise {

// The text goes to "<file>.new" first, which is left behind by nothing but a crash, and is overwritten the next time.
// `mode` as for open(); it is that of the new file.
std::error_code replace_file(const std::filesystem::path& file, std::string_view text, mode_t mode);

// One that is not there has been removed.
std::error_code remove_file(const std::filesystem::path& file);

// Makes the names of a folder's files survive a power cut.
std::error_code sync_folder(const std::filesystem::path& folder);

}  // namespace reprise
