// A session to begin with: real enough to be stored and read back, small enough to be quick.
#pragma once

#include "protocol/commands.hpp"

namespace reprise::tests {

inline command::open_session small_session() {
  command::open_session opening;
  opening.title = "A drop-in and one action step";
  opening.join_code = "K7QF2M";
  opening.facilitator = "Fiona";
  auto& plan = opening.playbook;
  plan.title = opening.title;
  plan.npq = "Leading teacher development";
  plan.audience = "Everybody who coaches.";
  plan.purpose = "To rehearse.";
  plan.exemplar.title = "A conversation";
  plan.exemplar.context = "After a lesson.";
  plan.exemplar.passages = {"What did you notice?"};
  plan.exemplar.media = exemplar_media{.kind = media_kind::audio,
                                       .file = "a-conversation.wav",
                                       .captions = "a-conversation.vtt",
                                       .seconds = 38,
                                       .passage_seconds = {0}};
  plan.scenario.title = "Year 8, the first ten minutes";
  plan.scenario.situation = "Four pupils have not begun.";
  plan.scenario.performer = "You lead the conversation.";
  plan.scenario.coach = "You may pause it.";
  plan.scenario.pupil = "You are the teacher.";
  plan.form = {.evidence = "What did you see or hear?",
               .strength = "What worked?",
               .action_step = "Next time, when...",
               .strength_starters = {},
               .action_step_starters = {}};
  for (int number = 1; number <= 2; ++number) {
    criterion one;
    one.number = number;
    one.title = "Criterion " + std::to_string(number);
    one.looks_like = "One can see it.";
    opening.criteria.push_back(std::move(one));
  }
  return opening;
}

}  // namespace reprise::tests
