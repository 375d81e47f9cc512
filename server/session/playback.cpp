// The exemplar's clip, in step: it stands or runs for everybody at once, or each is at their own pace.
#include "server/session/playback.hpp"

#include "server/session/decisions.hpp"

namespace reprise {
namespace {

// The screens that show the clip; anywhere else nobody would see what was asked for.
bool is_shown(stage now) { return now == stage::see || now == stage::name; }

std::optional<refusal> not_playable(const asking& by) {
  if (!by.now.the_playbook().exemplar.media) {
    return refuse(refusal_code::not_found, "This exemplar is read; it has no clip to play.");
  }
  if (is_shown(by.now.the_session().now)) return std::nullopt;
  return refuse(refusal_code::wrong_stage, "The exemplar is shown while it is seen and named; go there first.");
}

decision set_playback(const asking& by, const playback& how) {
  outcome out{by.now, by.at};
  auto session = out.session();
  session.playback = how;
  out.put(std::move(session));
  return std::move(out).done();
}

}  // namespace

std::optional<refusal> no_moment(const playbook& plan, std::int64_t wanted_ms, const char* field) {
  if (wanted_ms == 0) return std::nullopt;
  const auto& media = plan.exemplar.media;
  if (!media) return refuse(refusal_code::not_found, "This exemplar is read; it has no moments.", field);
  if (wanted_ms <= media->seconds * 1'000) return std::nullopt;
  return refuse(refusal_code::out_of_range, "The clip is over before this moment.", field);
}

decision decide_one(const asking& by, const command::play_exemplar& asked) {
  if (auto why = not_playable(by)) return *why;
  if (auto why = no_moment(by.now.the_playbook(), asked.position_ms, "args.position_ms")) return *why;
  return set_playback(
      by, {.state = playback_state::playing, .position_ms = asked.position_ms, .since = by.at.now + playback_lead_ms});
}

decision decide_one(const asking& by, const command::pause_exemplar& asked) {
  if (auto why = not_playable(by)) return *why;
  if (auto why = no_moment(by.now.the_playbook(), asked.position_ms, "args.position_ms")) return *why;
  return set_playback(by, {.state = playback_state::paused, .position_ms = asked.position_ms, .since = by.at.now});
}

// Wherever the session is: what has been let go stays so.
decision decide_one(const asking& by, const command::release_exemplar&) { return set_playback(by, {}); }

}  // namespace reprise
