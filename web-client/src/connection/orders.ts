// Which commands are orders. An order counts from the moment at which it is given: "skip this step", pressed while the network
// is away and carried out when it returns, minutes later and in another stage, would skip a step that nobody meant. So an
// order is not kept: without a connection it is refused at once, and one that was sent and not answered is sent again for a
// short while only (order_deadline.ts). Everything else is work: it names what it is about and means the same whenever it
// arrives, and what people wrote, chose, promised or took back is kept for as long as it takes.
import type { CommandName } from '../protocol.ts';

/** No command is left out, so that whoever adds one has to decide. */
const kinds: Record<CommandName, 'order' | 'work'> = {
  rename: 'work',
  // Where everybody is, and who they are there.
  leave: 'order',
  go_to_stage: 'order',
  lock_session: 'order',
  set_role: 'order',
  // The whole plan is sent, over what a colleague may have changed meanwhile.
  adjust_plan: 'order',
  // What everybody looks at now.
  show_passage: 'order',
  play_exemplar: 'order',
  pause_exemplar: 'order',
  release_exemplar: 'order',
  show_wall: 'order',
  show_calibration: 'order',
  propose_spotlight: 'order',
  end_spotlight: 'order',
  // Features, criteria and ratings are words and marks; but a criterion that goes takes the form from whoever fills it then.
  add_feature: 'work',
  revise_feature: 'work',
  remove_feature: 'work',
  group_feature: 'work',
  word_criterion: 'work',
  merge_criteria: 'order',
  remove_criterion: 'order',
  rate_exemplar: 'work',
  save_preparation: 'work',
  // Groups are lists that somebody typed; nobody moves before the rooms are opened.
  set_placement: 'work',
  // Rooms, and who is in which.
  open_rooms: 'order',
  close_rooms: 'order',
  place_people: 'order',
  move_member: 'order',
  swap_members: 'order',
  merge_room: 'order',
  // A no must arrive, however late, so the answer is kept; the server takes a yes only where it is asked for.
  answer_fishbowl: 'work',
  invite_fishbowl: 'order',
  open_fishbowl: 'order',
  close_fishbowl: 'order',
  // From the step and the turn that are on now. A step of the same name comes again in the next turn.
  next_slot: 'order',
  go_on: 'order',
  set_ready: 'order',
  pass_turn: 'order',
  hold_performance: 'order',
  // Its few words are given back with the refusal.
  rewind_performance: 'order',
  steer: 'order',
  // Attempts and what is said of them, the promises, and the answers to what is asked of one.
  frame_attempt: 'work',
  save_attempt_draft: 'work',
  share_attempt: 'work',
  revise_attempt: 'work',
  withdraw_attempt: 'work',
  save_feedback_draft: 'work',
  give_feedback: 'work',
  commit_to_fix: 'work',
  judge_gap: 'work',
  rate_usefulness: 'work',
  answer_spotlight: 'work',
  vote_for: 'work',
  save_gap_task: 'work',
  report_on_task: 'work',
  // Who has given theirs by now decides whether it is time.
  open_feedback: 'order',
  // Messages are words.
  ask_for_help: 'work',
  close_help: 'work',
  announce: 'work',
  // Where the facilitator goes now.
  knock: 'order',
  drop_in: 'order',
  end_visit: 'order',
  // Clocks run from when they are started, and what is done to them counts from what they show.
  start_timer: 'order',
  pause_timer: 'order',
  resume_timer: 'order',
  extend_timer: 'order',
  cut_timer: 'order',
  repeat_timer: 'order',
  // What should not be read is hidden as soon as it can be; it names what it hides.
  hide: 'work',
  restore: 'work',
  remove_member: 'order',
};

export function isOrder(name: CommandName): boolean {
  return kinds[name] === 'order';
}
