// docs/privacy-matrix.md once more, from the receiver's side: what a row may hold when it is sent to somebody. Written
// from the product's words, not from see().
#include "tests/lesson/classroom.hpp"

namespace reprise::tests {
namespace {

using json = nlohmann::json;

bool is_blank(const json& row, std::initializer_list<const char*> fields) {
  for (const auto* each : fields) {
    const auto& value = row.at(each);
    const bool blank = (value.is_string() && value.get<std::string>().empty()) || (value.is_array() && value.empty()) ||
                       (value.is_number() && value.get<std::int64_t>() == 0);
    if (!blank) return false;
  }
  return true;
}

struct receiver {
  const standing& as;
  id<reprise::room> watched;  // the room that everybody watches; 0: none
  bool leads = sees_as_facilitator(as.role);
  bool is(const json& row, const char* key) const { return number(row, key) == as.member.value; }
  bool in_room(const json& row, const char* key) const { return as.room && number(row, key) == as.room.value; }
  bool watches(const json& row, const char* key) const { return watched && number(row, key) == watched.value; }
};

bool may_have_room(const receiver& who, const json& row) {
  const auto fishbowl = text_of(row, "fishbowl");
  if (fishbowl == "watched") return who.watches(row, "id");
  if (who.in_room(row, "id")) return fishbowl == "none" || fishbowl == "asked";
  return fishbowl == "none" && is_blank(row, {"watch_for", "watch_words", "again_from", "ready"});
}

bool may_have(const receiver& who, const std::string& kind, const json& row) {
  if (kind == "session") return who.leads || is_blank(row, {"join_code"});
  if (kind == "placement") return who.leads || is_blank(row, {"groups"});
  if (kind == "member") return who.leads || who.is(row, "id") || row.at("attendance") != "removed";
  if (kind == "room") return who.leads || may_have_room(who, row);
  if (kind == "agreement") return who.is(row, "member") || (who.leads && is_blank(row, {"member"}));
  if (kind == "timer")
    return who.leads || number(row, "room") == 0 || who.in_room(row, "room") || who.watches(row, "room");
  if (kind == "attempt") {
    if (who.is(row, "author")) return true;
    if (!is_blank(row, {"draft"})) return false;
    if (who.leads) return row.at("state") != "withdrawn" || is_blank(row, {"text", "fix"});
    if (row.at("state") == "draft" || !is_blank(row, {"hidden_reason"})) return false;
    return (row.at("state") == "shared" && row.at("hidden") == false) || is_blank(row, {"text", "fix"});
  }
  if (kind == "feedback") {
    if (who.is(row, "reviewer")) return true;
    const bool open = row.at("state") == "delivered" && (who.leads || row.at("hidden") == false);
    return (open || is_blank(row, {"ratings", "strength", "action_step"})) &&
           (who.leads || is_blank(row, {"hidden_reason"}));
  }
  if (kind == "usefulness") return who.is(row, "receiver") || who.is(row, "giver");
  if (kind == "feature") {
    if (who.is(row, "author")) return true;
    const bool shown = row.at("shown") == true || number(row, "criterion") != 0;
    return (who.leads || shown) && (row.at("anonymous") == false || is_blank(row, {"author"}));
  }
  if (kind == "calibration") {
    if (who.is(row, "rater")) return true;
    const bool shown = row.at("reference") == true && row.at("shown") == true;
    if (!who.leads) return shown;
    return row.at("reference") == true || is_blank(row, {"scores"});
  }
  if (kind == "preparation")
    return who.is(row, "member") || (who.leads && is_blank(row, {"scores", "gap", "words", "moves"}));
  if (kind == "spotlight") return who.leads || who.is(row, "owner") || row.at("state") == "shown";
  if (kind == "vote") return who.is(row, "member");
  if (kind == "gap_task") return who.leads || who.is(row, "member");
  if (kind == "help_request") return who.leads || who.is(row, "asker") || who.in_room(row, "room");
  if (kind == "visit") return who.leads || who.in_room(row, "room");
  if (kind == "announcement") return who.leads || number(row, "room") == 0 || who.in_room(row, "room");
  if (kind == "audit_entry") return who.leads;
  // A judgement's words are secret ones, and are followed as such; what is public needs no rule.
  return kind == "judgement" || kind == "playbook" || kind == "criterion";
}

}  // namespace

bool may_be_sent(const standing& viewer, id<room> watched, const json& change) {
  const auto kind = change.find("put");
  if (kind == change.end()) return true;  // that something is gone
  return may_have({.as = viewer, .watched = watched}, kind->get<std::string>(), change.at("entity"));
}

}  // namespace reprise::tests
