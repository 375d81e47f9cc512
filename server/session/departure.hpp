// Somebody goes: by their own word, by a long absence, or because a facilitator removed them.
#pragma once

#include "server/session/outcome.hpp"

namespace reprise {

// Their visits and questions end, their reviews are handed on, their room is repaired. Their place is kept for the case
// that they come back, unless they were removed.
void depart(outcome&, member, attendance how);

// What they asked for help with is no longer waiting.
void close_questions(outcome&, id<member> of);

}  // namespace reprise
