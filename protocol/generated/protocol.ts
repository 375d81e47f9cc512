// Written by protocol_generate from the described types in protocol/. Do not edit.
// Instants are milliseconds since 1970 by the server's clock, 0 for never. Seqs count commits from 1.

export const subprotocol = 'reprise.v1.json';

// Why something was not done, by the code of its problem.
export const refusals = {
  not_json: { title: 'This is not JSON', status: 400 },
  unknown_field: { title: 'There is no such field', status: 400 },
  duplicate_field: { title: 'A field is given twice', status: 400 },
  missing_field: { title: 'A field is missing', status: 400 },
  wrong_type: { title: 'A value is of the wrong type', status: 400 },
  out_of_range: { title: 'A number is out of its range', status: 422 },
  too_short: { title: 'A text is too short', status: 422 },
  too_long: { title: 'A text or a list is too long', status: 422 },
  bad_text: { title: 'A text holds what it may not hold', status: 422 },
  too_deep: { title: 'The message is nested too deep', status: 400 },
  too_large: { title: 'The message is too large', status: 413 },
  unknown_name: { title: 'There is nothing of this name', status: 400 },
  wrong_order: { title: 'The fields are in the wrong order', status: 400 },
  bad_ticket: { title: 'The ticket is not valid', status: 401 },
  bad_code: { title: 'The join code is not valid', status: 404 },
  bad_key: { title: 'The key is not valid', status: 401 },
  not_allowed: { title: 'You may not do this', status: 403 },
  not_yours: { title: 'This belongs to somebody else', status: 403 },
  foreign_page: { title: 'This page may not speak to this server', status: 403 },
  not_found: { title: 'There is no such thing', status: 404 },
  session_locked: { title: 'The session is locked', status: 403 },
  session_ended: { title: 'The session has ended', status: 410 },
  session_full: { title: 'The session is full', status: 409 },
  rooms_closed: { title: 'The rooms are closed', status: 409 },
  wrong_stage: { title: 'The session is at another stage', status: 409 },
  already_done: { title: 'This has already been done', status: 409 },
  not_yet: { title: 'It is too early for this', status: 409 },
  limit_reached: { title: 'There is no room for more', status: 409 },
  feedback_open: { title: 'The feedback has been opened', status: 409 },
  own_attempt: { title: 'The attempt is your own', status: 409 },
  different_room: { title: 'This is in another room', status: 409 },
  incomplete: { title: 'Something is still missing', status: 422 },
  too_fast: { title: 'Too much in too short a time', status: 429 },
  try_again: { title: 'This could not be done just now', status: 503 },
  method_not_allowed: { title: 'This cannot be asked for in this way', status: 405 },
  internal_error: { title: 'Something is wrong with the server', status: 500 },
} as const;

export type RefusalCode = keyof typeof refusals;

export type SessionId = number; // 0: none

export type Stage = 'lobby' | 'see' | 'name' | 'plan' | 'rehearse' | 'debrief' | 'commit' | 'ended';

export type RoomsState = 'closed' | 'open' | 'closing';

export type PlaybackState = 'own' | 'paused' | 'playing';

export interface Playback {
  state: PlaybackState;
  position_ms: number;
  since: number;
}

export interface StageTime {
  stage: Stage;
  ms: number;
}

export type RoomId = number; // 0: none

export interface Session {
  id: SessionId;
  title: string;
  npq: string;
  now: Stage;
  rooms: RoomsState;
  locked: boolean;
  passage: number;
  playback: Playback;
  wall_shown: boolean;
  calibration_shown: boolean;
  join_code: string;
  opened_at: number;
  ended_at: number;
  stage_since: number;
  spent: StageTime[];
  follows: string;
  fishbowl: RoomId;
}

export type PlaybookId = number; // 0: none

export type MediaKind = 'audio' | 'video';

export interface ExemplarMedia {
  kind: MediaKind;
  file: string;
  captions: string;
  seconds: number;
  passage_seconds: number[];
}

export interface Exemplar {
  title: string;
  context: string;
  passages: string[];
  media?: ExemplarMedia | null;
}

export interface Scenario {
  title: string;
  situation: string;
  performer: string;
  coach: string;
  pupil: string;
  harder: string;
}

export interface FormPrompts {
  evidence: string;
  strength: string;
  action_step: string;
  strength_starters: string[];
  action_step_starters: string[];
}

export interface StagePlan {
  stage: Stage;
  seconds: number;
}

export type Pace = 'lockstep' | 'own';

export type Step = 'waiting' | 'frame' | 'attempt_a' | 'write' | 'deliver' | 'commit' | 'attempt_b' | 'close' | 'done';

export interface StepPlan {
  step: Step;
  seconds: number;
}

export interface Playbook {
  id: PlaybookId;
  title: string;
  npq: string;
  audience: string;
  purpose: string;
  exemplar: Exemplar;
  scenario: Scenario;
  form: FormPrompts;
  stages: StagePlan[];
  pace: Pace;
  slots: number;
  steps: StepPlan[];
  room_size: number;
  features_asked: number;
  anonymous_wall: boolean;
  gap_task_prompts: string[];
}

export type CriterionId = number; // 0: none

export interface Criterion {
  id: CriterionId;
  number: number;
  title: string;
  looks_like: string;
}

export type PlacementId = number; // 0: none

export type PlacementMode = 'random' | 'prepared' | 'by_hand' | 'self_chosen';

export interface Placement {
  id: PlacementId;
  mode: PlacementMode;
  room_size: number;
  groups: string[][];
}

export type MemberId = number; // 0: none

export type Role = 'facilitator' | 'co_facilitator' | 'participant' | 'observer';

export type Attendance = 'here' | 'away' | 'left' | 'removed';

export interface Member {
  id: MemberId;
  name: string;
  role: Role;
  room: RoomId;
  seat: number;
  attendance: Attendance;
  since: number;
  joined_at: number;
  turns: number;
}

export type RoomState = 'open' | 'merged';

export type AttemptId = number; // 0: none

export type TimerId = number; // 0: none

export type FishbowlState = 'none' | 'asked' | 'declined' | 'watched';

export interface Room {
  id: RoomId;
  number: number;
  state: RoomState;
  slot: number;
  step: Step;
  harder: boolean;
  performer: MemberId;
  coach: MemberId;
  attempt_a: AttemptId;
  attempt_b: AttemptId;
  watch_for: CriterionId;
  watch_words: string;
  held: boolean;
  again_from: string;
  ready: MemberId[];
  clock: TimerId;
  slot_since: number;
  step_since: number;
  fishbowl: FishbowlState;
}

export type AgreementId = number; // 0: none

export interface Agreement {
  id: AgreementId;
  room: RoomId;
  member: MemberId;
}

export type TimerPurpose = 'work' | 'step' | 'stage' | 'close_rooms';

export type TimerState = 'running' | 'paused' | 'finished';

export interface Timer {
  id: TimerId;
  room: RoomId;
  purpose: TimerPurpose;
  label: string;
  state: TimerState;
  total_ms: number;
  ends_at: number;
  remaining_ms: number;
}

export type AttemptKind = 'text' | 'live' | 'audio' | 'video';

export type AttemptState = 'draft' | 'shared' | 'withdrawn';

export type FeedbackId = number; // 0: none

export interface Attempt {
  id: AttemptId;
  author: MemberId;
  room: RoomId;
  answers: AttemptId;
  slot: number;
  kind: AttemptKind;
  state: AttemptState;
  text: string;
  draft: string;
  revision: number;
  watch_for: CriterionId;
  chosen: FeedbackId;
  fix: string;
  feedback_open: boolean;
  hidden: boolean;
  hidden_reason: string;
  shared_at: number;
}

export type FeedbackState = 'asked' | 'draft' | 'sealed' | 'delivered' | 'released';

export interface Rating {
  criterion: CriterionId;
  score: number;
  evidence: string;
}

export interface Feedback {
  id: FeedbackId;
  attempt: AttemptId;
  reviewer: MemberId;
  receiver: MemberId;
  state: FeedbackState;
  ratings: Rating[];
  strength: string;
  action_step: string;
  hidden: boolean;
  hidden_reason: string;
  asked_at: number;
  given_at: number;
}

export type JudgementId = number; // 0: none

export type GapVerdict = 'closed' | 'partly' | 'not_yet';

export interface Judgement {
  id: JudgementId;
  attempt: AttemptId;
  judge: MemberId;
  performer: MemberId;
  verdict: GapVerdict;
  why: string;
  at: number;
}

export type UsefulnessId = number; // 0: none

export type Worth = 'not_useful' | 'useful' | 'very_useful';

export interface Usefulness {
  id: UsefulnessId;
  feedback: FeedbackId;
  receiver: MemberId;
  giver: MemberId;
  worth: Worth;
}

export type FeatureId = number; // 0: none

export interface Feature {
  id: FeatureId;
  author: MemberId;
  passage: number;
  text: string;
  criterion: CriterionId;
  anonymous: boolean;
  shown: boolean;
  at: number;
  moment_ms: number;
}

export type CalibrationId = number; // 0: none

export interface Score {
  criterion: CriterionId;
  score: number;
}

export interface Calibration {
  id: CalibrationId;
  rater: MemberId;
  reference: boolean;
  shown: boolean;
  scores: Score[];
}

export type PreparationId = number; // 0: none

export interface Preparation {
  id: PreparationId;
  member: MemberId;
  scores: Score[];
  gap: CriterionId;
  words: string;
  moves: string;
}

export type SpotlightId = number; // 0: none

export type SpotlightState = 'asked' | 'shown' | 'declined' | 'over';

export interface Spotlight {
  id: SpotlightId;
  owner: MemberId;
  attempt: AttemptId;
  feedback: FeedbackId;
  state: SpotlightState;
  name: string;
  text: string;
  votes: number;
  at: number;
}

export type VoteId = number; // 0: none

export interface Vote {
  id: VoteId;
  spotlight: SpotlightId;
  member: MemberId;
}

export type GapTaskId = number; // 0: none

export interface GapTask {
  id: GapTaskId;
  member: MemberId;
  what: string;
  with_whom: string;
  by_when: string;
  evidence: string;
  at: number;
}

export type EarlierTaskId = number; // 0: none

export type TaskOutcome = 'none' | 'done' | 'partly' | 'not_yet';

export interface EarlierTask {
  id: EarlierTaskId;
  member: MemberId;
  what: string;
  with_whom: string;
  by_when: string;
  evidence: string;
  promised_at: number;
  outcome: TaskOutcome;
  words: string;
  at: number;
}

export type HelpRequestId = number; // 0: none

export type HelpState = 'waiting' | 'closed';

export interface HelpRequest {
  id: HelpRequestId;
  asker: MemberId;
  room: RoomId;
  text: string;
  state: HelpState;
  asked_at: number;
  closed_at: number;
}

export type VisitId = number; // 0: none

export type VisitState = 'knocking' | 'inside';

export interface Visit {
  id: VisitId;
  visitor: MemberId;
  room: RoomId;
  state: VisitState;
  since: number;
}

export type AnnouncementId = number; // 0: none

export interface Announcement {
  id: AnnouncementId;
  sender: MemberId;
  room: RoomId;
  text: string;
  at: number;
}

export type AuditEntryId = number; // 0: none

export type AuditAction = 'hide' | 'restore' | 'remove_member' | 'lock' | 'unlock' | 'set_role' | 'move' | 'merge';

export interface AuditEntry {
  id: AuditEntryId;
  actor: MemberId;
  action: AuditAction;
  subject: MemberId;
  attempt: AttemptId;
  feedback: FeedbackId;
  reason: string;
  at: number;
}

// One table of each in a session's state, in the order of a snapshot.
export interface Entities {
  session: Session;
  playbook: Playbook;
  criterion: Criterion;
  placement: Placement;
  member: Member;
  room: Room;
  agreement: Agreement;
  timer: Timer;
  attempt: Attempt;
  feedback: Feedback;
  judgement: Judgement;
  usefulness: Usefulness;
  feature: Feature;
  calibration: Calibration;
  preparation: Preparation;
  spotlight: Spotlight;
  vote: Vote;
  gap_task: GapTask;
  earlier_task: EarlierTask;
  help_request: HelpRequest;
  visit: Visit;
  announcement: Announcement;
  audit_entry: AuditEntry;
}

export type EntityKind = keyof Entities;

export const entity_kinds = [
  'session',
  'playbook',
  'criterion',
  'placement',
  'member',
  'room',
  'agreement',
  'timer',
  'attempt',
  'feedback',
  'judgement',
  'usefulness',
  'feature',
  'calibration',
  'preparation',
  'spotlight',
  'vote',
  'gap_task',
  'earlier_task',
  'help_request',
  'visit',
  'announcement',
  'audit_entry',
] as const satisfies readonly EntityKind[];

export type Put = { [Kind in EntityKind]: { put: Kind; entity: Entities[Kind] } }[EntityKind];

export interface Removal {
  remove: EntityKind;
  id: number;
}

export type Change = Put | Removal;

export interface RenameArgs {
  member: MemberId;
  name: string;
}

export type LeaveArgs = Record<string, never>;

export interface GoToStageArgs {
  stage: Stage;
}

export interface LockSessionArgs {
  locked: boolean;
  reason: string;
}

export interface SetRoleArgs {
  member: MemberId;
  role: Role;
}

export interface AdjustPlanArgs {
  pace: Pace;
  slots: number;
  stages: StagePlan[];
  steps: StepPlan[];
}

export interface ShowPassageArgs {
  passage: number;
}

export interface PlayExemplarArgs {
  position_ms: number;
}

export interface PauseExemplarArgs {
  position_ms: number;
}

export type ReleaseExemplarArgs = Record<string, never>;

export interface AddFeatureArgs {
  passage: number;
  text: string;
  moment_ms: number;
}

export interface ReviseFeatureArgs {
  feature: FeatureId;
  passage: number;
  text: string;
  moment_ms: number;
}

export interface RemoveFeatureArgs {
  feature: FeatureId;
}

export interface GroupFeatureArgs {
  feature: FeatureId;
  criterion: CriterionId;
}

export interface ShowWallArgs {
  shown: boolean;
}

export interface WordCriterionArgs {
  criterion: CriterionId;
  title: string;
  looks_like: string;
}

export interface MergeCriteriaArgs {
  criterion: CriterionId;
  into: CriterionId;
}

export interface RemoveCriterionArgs {
  criterion: CriterionId;
}

export interface RateExemplarArgs {
  scores: Score[];
}

export interface ShowCalibrationArgs {
  shown: boolean;
}

export interface SavePreparationArgs {
  scores: Score[];
  gap: CriterionId;
  words: string;
  moves: string;
}

export interface SetPlacementArgs {
  mode: PlacementMode;
  room_size: number;
  groups: string[][];
}

export type OpenRoomsArgs = Record<string, never>;

export interface CloseRoomsArgs {
  notice_seconds: number;
}

export type PlacePeopleArgs = Record<string, never>;

export interface InviteFishbowlArgs {
  room: RoomId;
}

export interface AnswerFishbowlArgs {
  yes: boolean;
}

export interface OpenFishbowlArgs {
  room: RoomId;
}

export type CloseFishbowlArgs = Record<string, never>;

export interface MoveMemberArgs {
  member: MemberId;
  room: RoomId;
}

export interface SwapMembersArgs {
  first: MemberId;
  second: MemberId;
}

export interface MergeRoomArgs {
  room: RoomId;
  into: RoomId;
}

export interface NextSlotArgs {
  room: RoomId;
  from?: number | null;
}

export interface GoOnArgs {
  room: RoomId;
  from: Step;
}

export interface SetReadyArgs {
  ready: boolean;
}

export interface FrameAttemptArgs {
  criterion: CriterionId;
  words: string;
}

export type PassTurnArgs = Record<string, never>;

export interface HoldPerformanceArgs {
  held: boolean;
}

export interface RewindPerformanceArgs {
  from: string;
}

export type Steering = 'pause' | 'resume' | 'extend' | 'skip' | 'repeat' | 'back';

export interface SteerArgs {
  room: RoomId;
  how: Steering;
  seconds: number;
}

export interface SaveAttemptDraftArgs {
  attempt: AttemptId;
  answers: AttemptId;
  text: string;
}

export interface ShareAttemptArgs {
  attempt: AttemptId;
  answers: AttemptId;
  kind: AttemptKind;
  text: string;
}

export interface ReviseAttemptArgs {
  attempt: AttemptId;
  text: string;
}

export interface WithdrawAttemptArgs {
  attempt: AttemptId;
}

export interface SaveFeedbackDraftArgs {
  attempt: AttemptId;
  ratings: Rating[];
  strength: string;
  action_step: string;
}

export interface GiveFeedbackArgs {
  attempt: AttemptId;
  ratings: Rating[];
  strength: string;
  action_step: string;
}

export interface OpenFeedbackArgs {
  attempt: AttemptId;
}

export interface CommitToFixArgs {
  attempt: AttemptId;
  feedback: FeedbackId;
  fix: string;
}

export interface JudgeGapArgs {
  attempt: AttemptId;
  verdict: GapVerdict;
  why: string;
}

export interface RateUsefulnessArgs {
  feedback: FeedbackId;
  worth: Worth;
}

export interface ProposeSpotlightArgs {
  attempt: AttemptId;
  feedback: FeedbackId;
}

export interface AnswerSpotlightArgs {
  spotlight: SpotlightId;
  yes: boolean;
}

export interface EndSpotlightArgs {
  spotlight: SpotlightId;
}

export interface VoteForArgs {
  spotlight: SpotlightId;
  yes: boolean;
}

export interface SaveGapTaskArgs {
  what: string;
  with_whom: string;
  by_when: string;
  evidence: string;
}

export interface ReportOnTaskArgs {
  outcome: TaskOutcome;
  words: string;
}

export interface AskForHelpArgs {
  text: string;
}

export interface CloseHelpArgs {
  request: HelpRequestId;
}

export interface KnockArgs {
  room: RoomId;
}

export interface DropInArgs {
  room: RoomId;
}

export interface EndVisitArgs {
  visit: VisitId;
}

export interface AnnounceArgs {
  room: RoomId;
  text: string;
}

export interface StartTimerArgs {
  room: RoomId;
  label: string;
  seconds: number;
}

export interface PauseTimerArgs {
  timer: TimerId;
}

export interface ResumeTimerArgs {
  timer: TimerId;
}

export interface ExtendTimerArgs {
  timer: TimerId;
  seconds: number;
}

export interface CutTimerArgs {
  timer: TimerId;
}

export interface RepeatTimerArgs {
  timer: TimerId;
}

export interface HideArgs {
  attempt: AttemptId;
  feedback: FeedbackId;
  reason: string;
}

export interface RestoreArgs {
  attempt: AttemptId;
  feedback: FeedbackId;
  reason: string;
}

export interface RemoveMemberArgs {
  member: MemberId;
  reason: string;
}

// What a member may ask for, by name.
export interface Commands {
  rename: RenameArgs;
  leave: LeaveArgs;
  go_to_stage: GoToStageArgs;
  lock_session: LockSessionArgs;
  set_role: SetRoleArgs;
  adjust_plan: AdjustPlanArgs;
  show_passage: ShowPassageArgs;
  play_exemplar: PlayExemplarArgs;
  pause_exemplar: PauseExemplarArgs;
  release_exemplar: ReleaseExemplarArgs;
  add_feature: AddFeatureArgs;
  revise_feature: ReviseFeatureArgs;
  remove_feature: RemoveFeatureArgs;
  group_feature: GroupFeatureArgs;
  show_wall: ShowWallArgs;
  word_criterion: WordCriterionArgs;
  merge_criteria: MergeCriteriaArgs;
  remove_criterion: RemoveCriterionArgs;
  rate_exemplar: RateExemplarArgs;
  show_calibration: ShowCalibrationArgs;
  save_preparation: SavePreparationArgs;
  set_placement: SetPlacementArgs;
  open_rooms: OpenRoomsArgs;
  close_rooms: CloseRoomsArgs;
  place_people: PlacePeopleArgs;
  invite_fishbowl: InviteFishbowlArgs;
  answer_fishbowl: AnswerFishbowlArgs;
  open_fishbowl: OpenFishbowlArgs;
  close_fishbowl: CloseFishbowlArgs;
  move_member: MoveMemberArgs;
  swap_members: SwapMembersArgs;
  merge_room: MergeRoomArgs;
  next_slot: NextSlotArgs;
  go_on: GoOnArgs;
  set_ready: SetReadyArgs;
  frame_attempt: FrameAttemptArgs;
  pass_turn: PassTurnArgs;
  hold_performance: HoldPerformanceArgs;
  rewind_performance: RewindPerformanceArgs;
  steer: SteerArgs;
  save_attempt_draft: SaveAttemptDraftArgs;
  share_attempt: ShareAttemptArgs;
  revise_attempt: ReviseAttemptArgs;
  withdraw_attempt: WithdrawAttemptArgs;
  save_feedback_draft: SaveFeedbackDraftArgs;
  give_feedback: GiveFeedbackArgs;
  open_feedback: OpenFeedbackArgs;
  commit_to_fix: CommitToFixArgs;
  judge_gap: JudgeGapArgs;
  rate_usefulness: RateUsefulnessArgs;
  propose_spotlight: ProposeSpotlightArgs;
  answer_spotlight: AnswerSpotlightArgs;
  end_spotlight: EndSpotlightArgs;
  vote_for: VoteForArgs;
  save_gap_task: SaveGapTaskArgs;
  report_on_task: ReportOnTaskArgs;
  ask_for_help: AskForHelpArgs;
  close_help: CloseHelpArgs;
  knock: KnockArgs;
  drop_in: DropInArgs;
  end_visit: EndVisitArgs;
  announce: AnnounceArgs;
  start_timer: StartTimerArgs;
  pause_timer: PauseTimerArgs;
  resume_timer: ResumeTimerArgs;
  extend_timer: ExtendTimerArgs;
  cut_timer: CutTimerArgs;
  repeat_timer: RepeatTimerArgs;
  hide: HideArgs;
  restore: RestoreArgs;
  remove_member: RemoveMemberArgs;
}

export type CommandName = keyof Commands;

export type Command = { [Name in CommandName]: { name: Name; args: Commands[Name] } }[CommandName];

// The members go out in this order: frame, id, name, args.
export type CommandFrame = { frame: 'command'; id: string } & Command;

export interface HelloFrame {
  frame: 'hello';
  ticket: string;
  epoch?: string | null;
  seq?: number | null;
  mark?: number | null;
}

export interface TypingFrame {
  frame: 'typing';
  active: boolean;
  attempt: AttemptId;
}

export interface PingFrame {
  frame: 'ping';
  at: number;
}

export type ClientFrame = HelloFrame | CommandFrame | TypingFrame | PingFrame;

export interface WelcomeFrame {
  frame: 'welcome';
  epoch: string;
  seq: number;
  mark: number;
  now: number;
  member: MemberId;
  snapshot: boolean;
  present: MemberId[];
  changes: Change[];
}

export interface SnapshotFrame {
  frame: 'snapshot';
  epoch: string;
  seq: number;
  mark: number;
  now: number;
  changes: Change[];
}

export interface ChangesFrame {
  frame: 'changes';
  seq: number;
  mark: number;
  at: number;
  changes: Change[];
}

export interface AcknowledgedFrame {
  frame: 'acknowledged';
  id: string;
  seq: number;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: RefusalCode;
  field: string;
}

export interface RefusedFrame {
  frame: 'refused';
  id: string;
  problem: Problem;
}

export interface MemberPresence {
  member: MemberId;
  here: boolean;
  typing: boolean;
  attempt: AttemptId;
}

export interface PresenceFrame {
  frame: 'presence';
  members: MemberPresence[];
}

export interface PongFrame {
  frame: 'pong';
  at: number;
  now: number;
  seq: number;
  mark: number;
}

export interface ByeFrame {
  frame: 'bye';
  code: number;
  name: string;
  meaning: string;
  come_back: boolean;
  pause_ms_min: number;
  pause_ms_max: number;
}

export type ServerFrame = WelcomeFrame | SnapshotFrame | ChangesFrame | AcknowledgedFrame | RefusedFrame | PresenceFrame | PongFrame | ByeFrame;

export interface GroupingBody {
  mode: PlacementMode;
  room_size: number;
  groups: string[][];
}

export interface CreateSessionBody {
  id: string;
  playbook: string;
  title?: string | null;
  facilitator?: string | null;
  follows?: string | null;
  grouping?: GroupingBody | null;
}

export interface SessionCreatedBody {
  session: string;
  join_code: string;
  ticket: string;
  member: number;
  link: string;
}

export interface JoinBody {
  id: string;
  code: string;
  name: string;
  former_tickets?: string[] | null;
}

export interface JoinedBody {
  ticket: string;
  session: string;
  member: number;
}

export interface PlaybookSummaryBody {
  key: string;
  title: string;
  npq: string;
  audience: string;
  purpose: string;
  minutes: number;
  own: boolean;
}

export interface PlaybookListBody {
  playbooks: PlaybookSummaryBody[];
  saving: boolean;
}

export interface PlaybookDocumentBody {
  key: string;
  own: boolean;
  playbook: Playbook;
  criteria: Criterion[];
}

export interface PlaybookSavedBody {
  document: PlaybookDocumentBody;
  edit_key?: string | null;
}

export interface RecordBody {
  session: string;
  member: number;
  seq: number;
  now: number;
  changes: Change[];
}

// Why a WebSocket was closed; come back after a pause drawn from the range, or do not.
export const close_codes = {
  4000: { name: 'going_away', meaning: 'The server is stopping or moving this session.', come_back: true, pause_ms_min: 500, pause_ms_max: 5000 },
  4001: { name: 'slow_reader', meaning: 'The connection could not keep up.', come_back: true, pause_ms_min: 1000, pause_ms_max: 5000 },
  4002: { name: 'too_fast', meaning: 'Too many messages in too short a time.', come_back: true, pause_ms_min: 5000, pause_ms_max: 15000 },
  4003: { name: 'hello_timeout', meaning: 'No hello came in time.', come_back: true, pause_ms_min: 1000, pause_ms_max: 5000 },
  4004: { name: 'silent', meaning: 'Nothing was heard from the client for too long.', come_back: true, pause_ms_min: 500, pause_ms_max: 3000 },
  4005: { name: 'log_unavailable', meaning: 'The session could not be loaded just now.', come_back: true, pause_ms_min: 2000, pause_ms_max: 8000 },
  4500: { name: 'bad_frame', meaning: 'A message could not be read; the refusal sent before says why.', come_back: false, pause_ms_min: 0, pause_ms_max: 0 },
  4501: { name: 'bad_ticket', meaning: 'The ticket is not valid; join again with the code.', come_back: false, pause_ms_min: 0, pause_ms_max: 0 },
  4502: { name: 'removed', meaning: 'A facilitator has removed this member.', come_back: false, pause_ms_min: 0, pause_ms_max: 0 },
  4503: { name: 'no_such_session', meaning: 'There is no such session.', come_back: false, pause_ms_min: 0, pause_ms_max: 0 },
  4504: { name: 'left', meaning: 'The member has left the session.', come_back: false, pause_ms_min: 0, pause_ms_max: 0 },
  4505: { name: 'hostile', meaning: 'The client broke the protocol.', come_back: false, pause_ms_min: 0, pause_ms_max: 0 },
} as const;

// Every bound of the wire; texts in Unicode code points.
export const limits = {
  frame_bytes_max: 65536,
  depth_max: 32,
  name_chars_max: 60,
  title_chars_max: 120,
  attempt_chars_max: 6000,
  evidence_chars_max: 1000,
  sentence_chars_max: 1000,
  message_chars_max: 500,
  reason_chars_max: 300,
  passage_chars_max: 3000,
  command_id_chars_max: 64,
  ticket_chars_max: 2000,
  epoch_chars_max: 64,
  code_chars: 6,
  typed_code_chars_max: 20,
  playbook_key_chars_max: 60,
  members_max: 1000,
  rooms_max: 500,
  room_people_max: 8,
  criteria_max: 8,
  passages_max: 60,
  prompts_max: 12,
  stages_max: 8,
  steps_max: 7,
  slots_max: 6,
  features_per_member_max: 12,
  spotlights_max: 60,
  attempts_per_member_max: 60,
  timers_max: 64,
  changes_per_commit_max: 4096,
  timer_seconds_max: 14400,
  notice_seconds_max: 600,
  media_seconds_max: 7200,
  safe_integer_max: 9007199254740991,
  session_key_chars_max: 32,
  former_tickets_max: 12,
} as const;
