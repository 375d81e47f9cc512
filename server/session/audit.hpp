// The audit trail: what was moderated, by whom, why (P11). Facilitators can read it.
#pragma once

#include "server/session/outcome.hpp"

namespace reprise {

struct audited {
  audit_action action = audit_action::hide;
  id<reprise::member> subject = {};
  id<reprise::attempt> attempt = {};
  id<reprise::feedback> feedback = {};
  optional_reason reason = {};
};
void note(outcome&, id<member> actor, audited what);

}  // namespace reprise
