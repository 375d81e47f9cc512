// Lists that no described type holds: the named limits, and the HTTP bodies.
#pragma once

#include <array>
#include <boost/mp11.hpp>
#include <cstdint>
#include <string_view>

#include "protocol/http_routes.hpp"
#include "protocol/limits.hpp"

namespace reprise::generator {

struct named_limit {
  std::string_view name;
  std::uint64_t value;
};

// A test compares this with limits.hpp, so that none is forgotten.
#define REPRISE_LIMIT(limit) \
  named_limit { #limit, static_cast < std::uint64_t>(limits::limit) }
inline constexpr std::array named_limits{
    REPRISE_LIMIT(frame_bytes_max),
    REPRISE_LIMIT(depth_max),
    REPRISE_LIMIT(name_chars_max),
    REPRISE_LIMIT(title_chars_max),
    REPRISE_LIMIT(attempt_chars_max),
    REPRISE_LIMIT(evidence_chars_max),
    REPRISE_LIMIT(sentence_chars_max),
    REPRISE_LIMIT(message_chars_max),
    REPRISE_LIMIT(reason_chars_max),
    REPRISE_LIMIT(passage_chars_max),
    REPRISE_LIMIT(command_id_chars_max),
    REPRISE_LIMIT(ticket_chars_max),
    REPRISE_LIMIT(epoch_chars_max),
    REPRISE_LIMIT(code_chars),
    REPRISE_LIMIT(typed_code_chars_max),
    REPRISE_LIMIT(playbook_key_chars_max),
    REPRISE_LIMIT(members_max),
    REPRISE_LIMIT(rooms_max),
    REPRISE_LIMIT(room_people_max),
    REPRISE_LIMIT(criteria_max),
    REPRISE_LIMIT(passages_max),
    REPRISE_LIMIT(prompts_max),
    REPRISE_LIMIT(stages_max),
    REPRISE_LIMIT(steps_max),
    REPRISE_LIMIT(slots_max),
    REPRISE_LIMIT(features_per_member_max),
    REPRISE_LIMIT(spotlights_max),
    REPRISE_LIMIT(attempts_per_member_max),
    REPRISE_LIMIT(timers_max),
    REPRISE_LIMIT(changes_per_commit_max),
    REPRISE_LIMIT(timer_seconds_max),
    REPRISE_LIMIT(notice_seconds_max),
    REPRISE_LIMIT(media_seconds_max),
    REPRISE_LIMIT(safe_integer_max),
    REPRISE_LIMIT(session_key_chars_max),
    REPRISE_LIMIT(former_tickets_max),
};
#undef REPRISE_LIMIT

using http_bodies =
    boost::mp11::mp_list<http::create_session, http::session_created, http::join, http::joined, http::playbook_list,
                         http::playbook_document, http::playbook_saved, http::record>;

}  // namespace reprise::generator
