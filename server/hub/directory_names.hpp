// What sessions are called in the log's directory.
#pragma once

#include <string>
#include <string_view>

namespace reprise {

inline std::string name_of_join_code(std::string_view code) { return "code:" + std::string(code); }
// The request that opened a session, so that the same one again opens no other.
inline std::string name_of_opening(std::string_view request_id) { return "opened:" + std::string(request_id); }

}  // namespace reprise
