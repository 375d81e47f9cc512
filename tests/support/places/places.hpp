// Where what is tested was checked out, and where it was built. The only two paths that a test knows; they are compiled into
// one small file, so that every other one compiles to the same wherever it lies, and a compiler's cache may be shared.
#pragma once

#include <filesystem>

namespace reprise::tests {

const std::filesystem::path& source_folder();
const std::filesystem::path& build_folder();
inline std::filesystem::path shipped_playbook(const char* name) { return source_folder() / "playbooks" / name; }

}  // namespace reprise::tests
