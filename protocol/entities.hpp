// What a session consists of. A session's state is one table of each of these; a change puts one or removes one.
// Each is described once, in entities/: the codec, the log, the schemas and the browser's types all follow from it.
//
// Whatever an entity holds is *stored* whole. Who gets to see which part is decided by see() in server/session/see.hpp.
#pragma once

#include <variant>

#include "protocol/entities/attempts.hpp"
#include "protocol/entities/commitments.hpp"
#include "protocol/entities/naming.hpp"
#include "protocol/entities/playbook.hpp"
#include "protocol/entities/rooms.hpp"
#include "protocol/entities/session.hpp"

namespace reprise {

// The order is the order of the tables in a snapshot.
using entity = std::variant<session, playbook, criterion, placement, member, room, agreement, timer, attempt, feedback,
                            judgement, usefulness, feature, calibration, preparation, spotlight, vote, gap_task,
                            earlier_task, help_request, visit, announcement, audit_entry>;

}  // namespace reprise
