#include "protocol/plan.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace reprise {
namespace {

constexpr std::array media_types{
    media_type{".mp3", media_part::audio, "audio/mpeg"},
    media_type{".m4a", media_part::audio, "audio/mp4"},
    media_type{".ogg", media_part::audio, "audio/ogg"},
    media_type{".opus", media_part::audio, "audio/ogg"},
    media_type{".wav", media_part::audio, "audio/wav"},
    media_type{".mp4", media_part::video, "video/mp4"},
    media_type{".webm", media_part::video, "video/webm"},
    media_type{".vtt", media_part::captions, "text/vtt; charset=utf-8"},
};

std::string endings_of(media_part part) {
  std::string all;
  for (const auto& each : media_types) {
    if (each.part == part) all.append(all.empty() ? "" : ", ").append(each.ending);
  }
  return all;
}

std::optional<refusal> unusable_name(const file_name& name, media_part part, const char* field) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  const std::string_view value = name.str();
  const bool is_plain = letters.find(value.front()) != std::string_view::npos &&
                        value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string_view::npos &&
                        value.find("..") == std::string_view::npos;
  if (!is_plain) {
    return refuse(refusal_code::bad_text,
                  "A file is named in lower-case letters, digits, hyphens, underscores and dots; no folder.", field);
  }
  const auto* type = media_type_of(value);
  if (type && type->part == part) return std::nullopt;
  return refuse(refusal_code::unknown_name, "The file's name must end in one of: " + endings_of(part) + ".", field);
}

std::string at(const char* of, std::size_t index, const char* field) {
  return std::string{of} + "[" + std::to_string(index) + "]." + field;
}

template <class Plan, class Key>
std::optional<std::size_t> first_out_of_order(const Plan& all, Key key) {
  for (std::size_t index = 1; index < all.size(); ++index) {
    if (all[index].*key <= all[index - 1].*key) return index;
  }
  return std::nullopt;
}

template <class Plan, class Key, class Value>
bool has(const Plan& all, Key key, Value wanted) {
  return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.*key == wanted; });
}

}  // namespace

std::optional<refusal> unusable_plan(pace pace, const list<stage_plan, limits::stages_max>& stages,
                                     const list<step_plan, limits::steps_max>& steps) {
  if (const auto index = first_out_of_order(stages, &stage_plan::stage)) {
    return refuse(refusal_code::wrong_order,
                  "Stages come once each, in this order: lobby, see, name, plan, rehearse, debrief, commit.",
                  at("stages", *index, "stage"));
  }
  if (has(stages, &stage_plan::stage, stage::ended)) {
    return refuse(refusal_code::incomplete, "The end needs no plan; leave \"ended\" out.", "stages");
  }
  if (!has(stages, &stage_plan::stage, stage::rehearse)) {
    return refuse(refusal_code::incomplete, "A session has the stage \"rehearse\"; add it.", "stages");
  }
  if (has(steps, &step_plan::step, step::waiting) || has(steps, &step_plan::step, step::done)) {
    return refuse(refusal_code::incomplete, "\"waiting\" and \"done\" come by themselves; leave them out.", "steps");
  }
  if (const auto index = first_out_of_order(steps, &step_plan::step)) {
    return refuse(refusal_code::wrong_order,
                  "Steps come once each, in this order: frame, attempt_a, write, deliver, commit, attempt_b, close.",
                  at("steps", *index, "step"));
  }
  if (!has(steps, &step_plan::step, step::attempt_a) || !has(steps, &step_plan::step, step::write)) {
    return refuse(refusal_code::incomplete, "A slot has at least the steps \"attempt_a\" and \"write\"; add them.",
                  "steps");
  }
  if (pace == pace::lockstep) {
    for (std::size_t index = 0; index < steps.size(); ++index) {
      if (steps[index].seconds > 0) continue;
      return refuse(refusal_code::incomplete,
                    "In lockstep the clock moves everybody on: give every step a time, or set the pace to \"own\".",
                    at("steps", index, "seconds"));
    }
  }
  return std::nullopt;
}

const media_type* media_type_of(std::string_view name) {
  const auto found = std::find_if(media_types.begin(), media_types.end(),
                                  [&](const media_type& each) { return name.ends_with(each.ending); });
  return found == media_types.end() ? nullptr : &*found;
}

std::optional<refusal> unusable_media(const exemplar& of) {
  if (!of.media) return std::nullopt;
  const auto& media = *of.media;
  const auto part = media.kind == media_kind::audio ? media_part::audio : media_part::video;
  if (auto why = unusable_name(media.file, part, "exemplar.media.file")) return why;
  if (auto why = unusable_name(media.captions, media_part::captions, "exemplar.media.captions")) return why;
  const auto& moments = media.passage_seconds;
  if (moments.empty()) return std::nullopt;
  if (moments.size() != of.passages.size()) {
    return refuse(refusal_code::incomplete,
                  "Either every passage has its second here, in their order, or none has (an empty list).",
                  "exemplar.media.passage_seconds");
  }
  for (std::size_t index = 0; index < moments.size(); ++index) {
    const auto field = "exemplar.media.passage_seconds[" + std::to_string(index) + "]";
    if (moments[index] >= media.seconds) {
      return refuse(refusal_code::out_of_range, "This passage would begin when the clip is over.", field);
    }
    if (index > 0 && moments[index] <= moments[index - 1]) {
      return refuse(refusal_code::wrong_order, "Each passage begins later than the one before it.", field);
    }
  }
  return std::nullopt;
}

std::int64_t planned_minutes(const playbook& of) {
  std::int64_t slot = 0;
  for (const auto& each : of.steps) slot += each.seconds;
  std::int64_t seconds = 0;
  for (const auto& each : of.stages) {
    const bool of_its_slots = each.stage == stage::rehearse && each.seconds == 0;
    seconds += of_its_slots ? of.slots * slot : each.seconds.value;
  }
  return (seconds + 59) / 60;
}

}  // namespace reprise
