// playbook.schema.json: what a playbook's file holds, so that an editor can help to write one. The bounds are those of
// the described types; server/playbook reads files by the same. What follows from the order (id, number) is not written.
#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include "protocol/entities/playbook.hpp"
#include "protocol/generator/documents.hpp"
#include "protocol/generator/schema_set.hpp"

namespace reprise::generator {
namespace {

struct description {
  std::string_view of;  // the described struct
  std::string_view key;
  std::string_view says;
};

// For an author: what the key is for, where its name does not say it.
constexpr std::array descriptions{
    description{"Playbook", "title", "What the session practises, in a line."},
    description{"Playbook", "npq", "The qualification or programme that it belongs to."},
    description{"Playbook", "audience", "Who it is for, and what they should bring with them."},
    description{"Playbook", "purpose", "What people can do afterwards that they could not do before."},
    description{"Playbook", "exemplar", "An example of it done well, read together before anybody rehearses."},
    description{"Playbook", "scenario", "The case that is rehearsed, with a brief for each role."},
    description{"Playbook", "form", "Words that help a reviewer to write."},
    description{"Playbook", "criteria", "What good looks like. Peers rate every attempt against each of these."},
    description{
        "Playbook", "stages",
        "What everybody does, in this order: lobby, see, name, plan, rehearse, debrief, commit. Each comes once; "
        "all but rehearse may be left out."},
    description{
        "Playbook", "pace",
        "lockstep: the clock moves all rooms from step to step together. own: a room moves on when it is ready; "
        "its clock only tells the time."},
    description{"Playbook", "slots", "How often somebody performs: as many as a room has people."},
    description{
        "Playbook", "steps",
        "What happens in every slot, in this order: frame, attempt_a, write, deliver, commit, attempt_b, close. "
        "Each comes once; attempt_a and write must be there."},
    description{"Playbook", "room_size", "How many people a room is meant to have."},
    description{"Playbook", "features_asked", "How many features of the exemplar each is asked to name; 0: no number."},
    description{"Playbook", "anonymous_wall", "true: nobody learns who named which feature."},
    description{"Playbook", "gap_task_prompts", "Questions that help people to choose what they will do in school."},
    description{"Exemplar", "title", "What is shown, in a line."},
    description{"Exemplar", "context", "Who, where, what came before."},
    description{"Exemplar", "passages", "What is read together, in pieces; they are numbered from 1 on the screen."},
    description{"Exemplar", "media", "A clip of it, seen or heard in step; the passages are then its transcript."},
    description{"ExemplarMedia", "kind", "Whether there is something to see, or only to hear."},
    description{"ExemplarMedia", "file", "The clip's file, in the folder \"media\" beside the playbook."},
    description{"ExemplarMedia", "captions", "Its captions as WebVTT (*.vtt), in the same folder."},
    description{"ExemplarMedia", "seconds", "How long the clip is."},
    description{"ExemplarMedia", "passage_seconds", "At which second each passage begins, in order; none: []."},
    description{"Scenario", "title", "The case that is rehearsed, in a line."},
    description{"Scenario", "situation", "What everybody in the room knows."},
    description{"Scenario", "performer", "The brief of whoever performs; nobody else needs it."},
    description{"Scenario", "coach", "The brief of whoever coaches."},
    description{"Scenario", "pupil", "The brief of everybody else: whoever is talked to."},
    description{"Scenario", "harder", "What changes for whoever performs a second time; \"\": nothing."},
    description{"FormPrompts", "evidence", "Asks the reviewer what was said and done."},
    description{"FormPrompts", "strength", "Asks the reviewer what to keep."},
    description{"FormPrompts", "action_step", "Asks the reviewer for one thing to do differently next time."},
    description{"FormPrompts", "strength_starters", "Beginnings of sentences that a reviewer can go on from."},
    description{"FormPrompts", "action_step_starters", "Beginnings of sentences that a reviewer can go on from."},
    description{"StagePlan", "seconds",
                "How long; 0: until the facilitator goes on. Of rehearse: 0 is what its slots take."},
    description{"StepPlan", "seconds", "How long; 0: no clock. In lockstep every step needs a time."},
    description{"Criterion", "title", "The criterion in a few words; no two may have the same."},
    description{"Criterion", "looks_like", "What somebody in the room would see or hear."},
};

void describe(json& schemas) {
  for (const auto& each : descriptions) {
    auto& properties = schemas.at(std::string(each.of)).at("properties");
    if (!properties.contains(each.key)) throw std::logic_error("described, but no key: " + std::string(each.key));
    auto& property = properties[std::string(each.key)];
    std::string says(each.says);
    if (property.contains("description")) says += " " + property["description"].get<std::string>();
    property["description"] = says;
  }
}

// The text of a key may not be blank, and a line has one line; what stands around it does not count.
void forbid_blank(json& schema) {
  if (schema.is_object() && schema.contains("maxLength")) {
    const bool may_be_empty = !schema.contains("minLength");
    const bool is_line = schema.contains("description");
    if (is_line) {
      schema["pattern"] = may_be_empty ? R"(^\s*[^\n]*\s*$)" : R"(^\s*\S[^\n]*\s*$)";
    } else if (!may_be_empty) {
      schema["pattern"] = R"(\S)";
    }
  }
  for (auto& inner : schema) {
    if (inner.is_structured()) forbid_blank(inner);
  }
}

// An optional key is left out, not given as null; what follows from the order is not a key.
void fit_to_files(json& schema) {
  auto& properties = schema.at("properties");
  for (const char* given_by_order : {"id", "number"}) {
    properties.erase(given_by_order);
    auto& required = schema.at("required");
    required.erase(std::remove(required.begin(), required.end(), given_by_order), required.end());
  }
  for (auto& property : properties) {
    if (property.contains("anyOf")) property = json(property["anyOf"].front());
  }
}

json has_one(const char* key, const char* word) {
  json one{{"properties", {{key, {{"const", word}}}}}, {"required", {key}}};
  return {{"contains", std::move(one)}};
}

void leave_out(json& schemas, const char* of, const char* key, const std::vector<std::string>& words) {
  auto& names = schemas.at(of).at("properties").at(key).at("enum");
  for (const auto& word : words) names.erase(std::remove(names.begin(), names.end(), word), names.end());
}

// The rules of protocol/plan.hpp, as far as a schema can say them.
void add_rules(json& schemas) {
  leave_out(schemas, "StagePlan", "stage", {"ended"});
  leave_out(schemas, "StepPlan", "step", {"waiting", "done"});
  auto& playbook = schemas.at("Playbook");
  auto& properties = playbook.at("properties");
  properties.at("criteria")["minItems"] = 1;
  schemas.at("Exemplar").at("properties").at("passages")["minItems"] = 1;
  properties.at("stages").update(has_one("stage", "rehearse"));
  properties.at("steps")["allOf"] = {has_one("step", "attempt_a"), has_one("step", "write")};
  json timed{{"properties", {{"steps", {{"items", {{"properties", {{"seconds", {{"minimum", 1}}}}}}}}}}}};
  playbook["if"] = {{"properties", {{"pace", {{"const", "lockstep"}}}}}, {"required", {"pace"}}};
  playbook["then"] = std::move(timed);
}

}  // namespace

std::string playbook_schema() {
  schema_set schemas("#/$defs/");
  schemas.use<playbook>();
  const json criteria = schemas.use<list<criterion, limits::criteria_max>>();
  json all = schemas.all();
  all.at("Playbook").at("properties")["criteria"] = criteria;
  all.at("Playbook").at("required").push_back("criteria");
  for (auto& schema : all) fit_to_files(schema);
  forbid_blank(all);
  describe(all);
  add_rules(all);
  json document{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"$id", "urn:reprise:playbook:v1"},
      {"title", "A playbook of Reprise"},
      {"description", "One session: what is read, what good looks like, what is rehearsed, and for how long."}};
  json whole = all.at("Playbook");
  all.erase("Playbook");
  document.update(whole);
  document["$defs"] = std::move(all);
  return document_text(document);
}

}  // namespace reprise::generator
