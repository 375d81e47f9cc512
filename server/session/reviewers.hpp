// Who owes feedback on what (P4: no attempt goes without feedback, and nobody waits for someone who left).
// Steps of larger decisions; they add to an outcome.
#pragma once

#include "server/session/outcome.hpp"

namespace reprise {

// The performer's feedback on their own attempt: the same form, never a review.
bool is_own(const feedback&);

// Asks everybody in the attempt's room who is here, and its author to rate themself; called when it is shared.
void ask_the_room(outcome&, const attempt&);

// Makes sure that somebody who is here owes (or has given) feedback on a shared attempt that is not open yet: others
// in the room first, a facilitator as the last resort.
void ensure_reviewer(outcome&, id<attempt>);
void ensure_reviewers_in(outcome&, id<room>);

// The member will not write what they owe; what they had begun is kept for the case that they come back.
void release_reviews(outcome&, id<member>);
// They are back: what they owed and nobody has opened yet is theirs again.
void take_up_reviews(outcome&, id<member>);

// Why the room may not open it yet: nobody has given any, or (unless they may open early) somebody here still writes.
std::optional<refusal> cannot_open(const outcome&, const attempt&, bool may_open_early);

// Whether what somebody has typed and not yet given is delivered with the rest: it is when the time is up.
enum class typed { waits, counts };

// Opens an attempt's feedback: everything sealed is delivered.
void open_all(outcome&, attempt, typed);

}  // namespace reprise
