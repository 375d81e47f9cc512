#include "tests/session/lesson.hpp"

#include <algorithm>

namespace reprise::tests {
namespace {

bool lives(const member& of) {
  return of.role == role::participant && (of.attendance == attendance::here || of.attendance == attendance::away);
}

bool leads(const member& of) { return of.role == role::facilitator || of.role == role::co_facilitator; }

bool has_reviewer(const state& in, const attempt& about) {
  for (const auto each : in.feedback_on(about.id)) {
    const auto& one = *in.find(each);
    const auto& reviewer = *in.find(one.reviewer);
    if (one.reviewer == about.author || one.state == feedback_state::released) continue;
    if (one.state == feedback_state::sealed || one.state == feedback_state::delivered) return true;
    if (leads(reviewer) || (lives(reviewer) && reviewer.attendance == attendance::here)) return true;
  }
  return false;
}

bool has_agreed(const state& in, id<member> who, id<room> where) {
  const auto& all = in.all<agreement>();
  return std::any_of(all.begin(), all.end(),
                     [&](const agreement& each) { return each.member == who && each.room == where; });
}

}  // namespace

std::string picture(const state& of) {
  std::string text;
  for (const auto& each : everything(of)) {
    write(text, each);
    text.push_back('\n');
  }
  return text;
}

std::string broken_rule(const state& of) {
  const auto who = [](const member& each) { return each.name.str() + " (" + std::to_string(each.id.value) + ")"; };
  const bool open = of.the_session().rooms != rooms_state::closed;
  for (const auto& each : of.all<member>()) {
    if (open && lives(each) && !each.room) return "P2: " + who(each) + " is outside while the rooms are open";
    if (!each.room) continue;
    if (each.role != role::participant) return who(each) + " has a place in a room without being a participant";
    if (of.find(each.room)->state != room_state::open) return "P2: " + who(each) + " belongs to a room that was merged";
  }
  const auto watched = of.the_session().fishbowl;
  for (const auto& each : of.all<room>()) {
    const bool is_shown = each.fishbowl == fishbowl_state::watched;
    if (is_shown != (watched == each.id)) return "P7: it is not told which room everybody watches";
    if ((!open && !is_shown) || each.state != room_state::open) continue;
    std::vector<id<member>> people;
    for (const auto one : of.members_of(each.id)) {
      if (lives(*of.find(one)) && (!is_shown || has_agreed(of, one, each.id))) people.push_back(one);
    }
    const auto in_room = [&](id<member> one) { return std::count(people.begin(), people.end(), one) == 1; };
    const auto number = std::to_string(each.number.value);
    if (each.step == step::done) continue;
    // Where all rooms stay together, a turn that cannot be anybody else's goes on without whoever left it.
    const bool left_behind =
        of.the_playbook().pace == pace::lockstep && !is_shown && (each.attempt_a || each.step > step::attempt_a);
    if (!people.empty() && !in_room(each.performer) && !left_behind) return "P6: room " + number + " has no performer";
    if (people.size() > 1 && !in_room(each.coach)) return "P6: room " + number + " has no coach";
    if (!people.empty() && each.step == step::waiting) return "P6: room " + number + " does not know what it does now";
    const auto* shown = of.find(each.attempt_a);
    if (each.attempt_a && (!shown || shown->author != each.performer)) return "P6: room " + number + " watches another";
    if (is_shown && (people.size() < 2 || each.slot != 0))
      return "P13: room " + number + " is shown without its people";
    if (each.performer && each.performer == each.coach) return "P6: one person has two roles in room " + number;
  }
  if (watched && (open || of.the_session().now != stage::plan)) return "a fishbowl goes on beside the rooms";
  for (const auto& each : of.all<attempt>()) {
    if (each.state != attempt_state::shared || each.feedback_open) continue;
    if (!has_reviewer(of, each)) return "P4: attempt " + std::to_string(each.id.value) + " has no reviewer";
  }
  for (const auto& each : of.all<feedback>()) {
    const auto* about = of.find(each.attempt);
    if (each.receiver != about->author) return "feedback " + std::to_string(each.id.value) + " is for somebody else";
    if (each.state == feedback_state::delivered && !about->feedback_open) return "P7: delivered before it was opened";
    if (each.state == feedback_state::sealed && about->feedback_open) return "P14: sealed although its attempt is open";
  }
  return {};
}

command::open_session a_session(std::size_t criteria) {
  command::open_session opening;
  opening.title = "A drop-in and one action step";
  opening.join_code = "K7QF2M";
  opening.facilitator = "Fiona";
  opening.playbook.title = opening.title;
  opening.playbook.npq = "Leading teacher development";
  opening.playbook.audience = "Everybody who coaches.";
  opening.playbook.purpose = "To rehearse.";
  opening.playbook.exemplar.passages = {"First.", "Second.", "Third."};
  opening.playbook.exemplar.media = {.kind = media_kind::video,
                                     .file = "a-drop-in.mp4",
                                     .captions = "a-drop-in.vtt",
                                     .seconds = 90,
                                     .passage_seconds = {0, 30, 60}};
  opening.playbook.stages = {{stage::lobby, 0}, {stage::rehearse, 0}, {stage::debrief, 0}};
  for (const auto each :
       {step::frame, step::attempt_a, step::write, step::deliver, step::commit, step::attempt_b, step::close}) {
    opening.playbook.steps.push_back({each, 0});
  }
  for (std::size_t number = 1; number <= criteria; ++number) {
    criterion one;
    one.title = "Criterion " + std::to_string(number);
    one.looks_like = "One can see it.";
    opening.criteria.push_back(std::move(one));
  }
  return opening;
}

lesson::lesson() {
  done({}, a_session());
  for (const auto& each : now.all<member>()) facilitator = each.id;
}

result<changes> lesson::ask(id<member> actor, any_command what) {
  clock += 7;
  const auto made = decide(now, {.actor = actor, .command = std::move(what)},
                           {.now = clock, .next = log.size() + 1, .dice = dice * 0x9e3779b97f4a7c15ULL + log.size()});
  if (!made) return made;
  const auto before = check_replay ? picture(now) : std::string{};
  std::vector<change> inverses;
  for (const auto& each : *made) inverses.push_back(reprise::apply(now, each));
  if (check_replay) {
    const auto after = picture(now);
    auto undone = now;
    for (auto at = inverses.rbegin(); at != inverses.rend(); ++at) reprise::apply(undone, *at);
    EXPECT_EQ(picture(undone), before) << "applying a commit and then its inverse is not nothing";
    state replayed;
    for (const auto& commit : log) {
      for (const auto& each : commit) reprise::apply(replayed, each);
    }
    for (const auto& each : *made) reprise::apply(replayed, each);
    EXPECT_EQ(picture(replayed), after) << "the log replayed is not the live state";
  }
  EXPECT_EQ(broken_rule(now), "");
  if (!made->empty()) log.push_back(*made);
  return made;
}

changes lesson::done(id<member> actor, any_command what) {
  const auto name = std::string{command_name(what)};
  auto made = ask(actor, std::move(what));
  EXPECT_TRUE(made) << name << " was refused: " << (made ? std::string{} : made.error().detail);
  return made ? *std::move(made) : changes{};
}

refusal_code lesson::refused(id<member> actor, any_command what) {
  const auto name = std::string{command_name(what)};
  const auto made = ask(actor, std::move(what));
  EXPECT_FALSE(made) << name << " was accepted";
  return made ? refusal_code::internal_error : made.error().code;
}

id<member> lesson::join(const std::string& name) {
  const auto made = done({}, command::join{.name = name});
  return made.empty() ? id<member>{} : id<member>{id_of(made.front())};
}

std::vector<id<member>> lesson::join_many(std::size_t people) {
  std::vector<id<member>> all;
  for (std::size_t number = 1; number <= people; ++number) all.push_back(join("Person " + std::to_string(number)));
  return all;
}

void lesson::pass(std::int64_t ms) {
  const auto until = clock + ms;
  for (auto next = next_wake(now); next && *next <= until; next = next_wake(now)) {
    clock = std::max(clock, *next);
    done({}, command::wake{});
    const auto then = next_wake(now);
    EXPECT_TRUE(!then || *then > clock) << "P5: woken, and due again at once: a clock that goes in circles";
  }
  clock = std::max(clock, until);
}

id<attempt> lesson::share(id<member> author, const std::string& text, id<attempt> answers) {
  const auto made = done(author, command::share_attempt{.attempt = {}, .answers = answers, .text = text});
  return made.empty() ? id<attempt>{} : id<attempt>{id_of(made.front())};
}

changes lesson::give(id<member> reviewer, id<attempt> about, const std::string& words) {
  command::give_feedback given;
  given.attempt = about;
  given.strength = words;
  given.action_step = "Next time, when the class is settled, name the one thing you saw.";
  for (const auto& each : now.all<criterion>()) {
    given.ratings.push_back({.criterion = each.id, .score = 3, .evidence = words});
  }
  return done(reviewer, std::move(given));
}

std::vector<id<member>> lesson::living_in(id<room> in) const {
  std::vector<id<member>> people;
  for (const auto each : now.members_of(in)) {
    if (lives(*now.find(each))) people.push_back(each);
  }
  return people;
}

std::vector<room> lesson::rooms() const {
  std::vector<room> found;
  for (const auto& each : now.all<room>()) {
    if (each.state == room_state::open && !living_in(each.id).empty()) found.push_back(each);
  }
  return found;
}

}  // namespace reprise::tests
