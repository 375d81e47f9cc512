// Moderation: hide and restore, with a reason, in the audit trail.
#include "server/session/audit.hpp"
#include "server/session/decisions.hpp"

namespace reprise {
namespace {

template <class Entity>
decision set_hidden(const asking& by, const Entity* found, bool hidden, const reason_text& reason, audited entry) {
  if (!found) return refuse(refusal_code::not_found, "There is nothing of that id in this session.", "args");
  if (found->hidden == hidden) return changes{};
  outcome out{by.now, by.at};
  auto row = *found;
  row.hidden = hidden;
  row.hidden_reason = hidden ? optional_reason{reason.str()} : optional_reason{};
  out.put(std::move(row));
  entry.action = hidden ? audit_action::hide : audit_action::restore;
  entry.reason = reason.str();
  note(out, by.actor->id, std::move(entry));
  return std::move(out).done();
}

template <class Command>
decision moderate(const asking& by, const Command& asked, bool hidden) {
  if (bool(asked.attempt) == bool(asked.feedback)) {
    return refuse(refusal_code::incomplete, "Name either an attempt or a feedback, and 0 for the other.", "args");
  }
  if (asked.attempt) {
    const auto* found = by.now.find(asked.attempt);
    if (found && found->state == attempt_state::draft) found = nullptr;
    return set_hidden(by, found, hidden, asked.reason,
                      {.subject = found ? found->author : id<member>{}, .attempt = asked.attempt, .feedback = {}});
  }
  const auto* found = by.now.find(asked.feedback);
  return set_hidden(by, found, hidden, asked.reason,
                    {.subject = found ? found->reviewer : id<member>{}, .attempt = {}, .feedback = asked.feedback});
}

}  // namespace

decision decide_one(const asking& by, const command::hide& asked) { return moderate(by, asked, true); }
decision decide_one(const asking& by, const command::restore& asked) { return moderate(by, asked, false); }

}  // namespace reprise
