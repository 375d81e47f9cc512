#include "server/session/audit.hpp"

namespace reprise {

void note(outcome& out, id<member> actor, audited what) {
  audit_entry entry;
  entry.id = out.fresh<audit_entry>();
  entry.actor = actor;
  entry.action = what.action;
  entry.subject = what.subject;
  entry.attempt = what.attempt;
  entry.feedback = what.feedback;
  entry.reason = std::move(what.reason);
  entry.at = out.now();
  out.put(std::move(entry));
}

}  // namespace reprise
