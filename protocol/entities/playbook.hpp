// What a playbook plans: the exemplar, the case to rehearse, the form, the stages and the steps of a turn. The reader of
// playbooks (server/playbook) has its fields and bounds from here, as the wire has.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

#include "protocol/limits.hpp"
#include "protocol/values.hpp"

namespace reprise {

// What everybody does now. A playbook says which of them its session has, in which order.
BOOST_DEFINE_ENUM_CLASS(stage, lobby, see, name, plan, rehearse, debrief, commit, ended)

BOOST_DEFINE_ENUM_CLASS(media_kind, audio, video)

// A clip that is seen or heard; the passages of its exemplar are its transcript. Its files lie in the folder "media"
// beside the playbook.
struct exemplar_media {
  static constexpr std::string_view wire_name = "exemplar_media";
  media_kind kind = media_kind::video;
  file_name file;
  file_name captions;  // WebVTT
  whole<1, limits::media_seconds_max> seconds = 1;
  // When each passage begins, in their order; empty: nobody has said.
  list<whole<0, limits::media_seconds_max>, limits::passages_max> passage_seconds;
};
BOOST_DESCRIBE_STRUCT(exemplar_media, (), (kind, file, captions, seconds, passage_seconds))

struct exemplar {
  static constexpr std::string_view wire_name = "exemplar";
  title_text title;
  passage_text context;                               // who, where, what came before
  list<passage_text, limits::passages_max> passages;  // numbered from 1 on the screen
  std::optional<exemplar_media> media;                // none: it is read
};
BOOST_DESCRIBE_STRUCT(exemplar, (), (title, context, passages, media))

// One case to rehearse, with a brief for each role.
struct scenario {
  static constexpr std::string_view wire_name = "scenario";
  title_text title;
  passage_text situation;
  passage_text performer;
  passage_text coach;
  passage_text pupil;
  optional_passage harder;  // the variation for a second or third slot
};
BOOST_DESCRIBE_STRUCT(scenario, (), (title, situation, performer, coach, pupil, harder))

// Words that help a reviewer to write.
struct form_prompts {
  static constexpr std::string_view wire_name = "form_prompts";
  message_text evidence;
  message_text strength;
  message_text action_step;
  list<message_text, limits::prompts_max> strength_starters;
  list<message_text, limits::prompts_max> action_step_starters;
};
BOOST_DESCRIBE_STRUCT(form_prompts, (), (evidence, strength, action_step, strength_starters, action_step_starters))

// One stage of the session. Its clock starts with it; 0: it has none.
struct stage_plan {
  static constexpr std::string_view wire_name = "stage_plan";
  reprise::stage stage = stage::lobby;
  whole<0, limits::timer_seconds_max> seconds = 0;
};
BOOST_DESCRIBE_STRUCT(stage_plan, (), (stage, seconds))

// What happens now in a slot. waiting: no slot has begun. done: all slots are over.
BOOST_DEFINE_ENUM_CLASS(step, waiting, frame, attempt_a, write, deliver, commit, attempt_b, close, done)

// One step of every slot; those that a playbook leaves out are not done. 0 seconds: no clock.
struct step_plan {
  static constexpr std::string_view wire_name = "step_plan";
  reprise::step step = step::frame;
  whole<0, limits::timer_seconds_max> seconds = 0;
};
BOOST_DESCRIBE_STRUCT(step_plan, (), (step, seconds))

// lockstep: the clock moves all rooms from step to step together. own: a room moves on when it is ready; its clock only
// tells the time.
BOOST_DEFINE_ENUM_CLASS(pace, lockstep, own)

struct playbook {
  static constexpr std::string_view wire_name = "playbook";
  reprise::id<playbook> id;
  title_text title;
  title_text npq;
  message_text audience;
  message_text purpose;
  reprise::exemplar exemplar;
  reprise::scenario scenario;
  form_prompts form;
  list<stage_plan, limits::stages_max> stages;
  reprise::pace pace = pace::own;
  whole<1, limits::slots_max> slots = 3;
  list<step_plan, limits::steps_max> steps;
  whole<2, 4> room_size = 3;
  whole<0, limits::features_per_member_max> features_asked = 0;  // how many features each is asked to name
  bool anonymous_wall = false;                                   // nobody learns who named which feature
  list<message_text, limits::prompts_max> gap_task_prompts;
};
BOOST_DESCRIBE_STRUCT(playbook, (),
                      (id, title, npq, audience, purpose, exemplar, scenario, form, stages, pace, slots, steps,
                       room_size, features_asked, anonymous_wall, gap_task_prompts))

// What good looks like; peers rate an attempt against each.
struct criterion {
  static constexpr std::string_view wire_name = "criterion";
  reprise::id<criterion> id;
  whole<1, limits::criteria_max> number;
  title_text title;
  passage_text looks_like;
};
BOOST_DESCRIBE_STRUCT(criterion, (), (id, number, title, looks_like))

}  // namespace reprise
