// The mark in Redis which says how things are laid out there (redis_keys.hpp, lua/, redis_replies.hpp), so that no version
// reads or writes what another has laid out differently.
//
// Thread    As the connection.
#pragma once

#include "server/log/redis_connection.hpp"

namespace reprise {

// Raised by whoever changes what is in Redis in such a way that a version from before, or one from after, would misread it.
inline constexpr int redis_layout = 1;

// Says which layout is there, which one is needed, and what to do.
class wrong_redis_layout : public redis_error {
 public:
  using redis_error::redis_error;
};

// To set the mark where there is none.
redis_command marking_layout();
// Sets the mark where there is none, and throws wrong_redis_layout where there is another one. Of a cluster's nodes, the one
// that has the mark's slot is asked to some purpose, and the others are as good.
void agree_on_layout(redis_connection& with);

}  // namespace reprise
