// Every bound of the wire, named, with its unit last. The codec enforces them, the schemas publish them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace reprise::limits {

// One message from a client. Larger ones are refused with too_large.
inline constexpr std::size_t frame_bytes_max = 64 * 1024;
// Nesting of a JSON document. nlohmann-json itself has no bound and fails on very deep values.
inline constexpr std::size_t depth_max = 32;

// Texts, in Unicode code points after line ends were normalised.
inline constexpr std::size_t name_chars_max = 60;
inline constexpr std::size_t title_chars_max = 120;
inline constexpr std::size_t attempt_chars_max = 6'000;
inline constexpr std::size_t evidence_chars_max = 1'000;
inline constexpr std::size_t sentence_chars_max = 1'000;
inline constexpr std::size_t message_chars_max = 500;
inline constexpr std::size_t reason_chars_max = 300;
inline constexpr std::size_t passage_chars_max = 3'000;
inline constexpr std::size_t command_id_chars_max = 64;
inline constexpr std::size_t ticket_chars_max = 2'000;
inline constexpr std::size_t epoch_chars_max = 64;
inline constexpr std::size_t code_chars = 6;
inline constexpr std::size_t typed_code_chars_max = 20;  // a join code as people type it, with spaces and hyphens
inline constexpr std::size_t playbook_key_chars_max = 60;
inline constexpr std::size_t session_key_chars_max = 32;

// Counts.
inline constexpr std::size_t members_max = 1'000;  // in one session
inline constexpr std::size_t rooms_max = 500;      // in one session
inline constexpr std::size_t room_people_max = 8;
inline constexpr std::size_t criteria_max = 8;
inline constexpr std::size_t passages_max = 60;
inline constexpr std::size_t prompts_max = 12;
inline constexpr std::size_t stages_max = 8;
inline constexpr std::size_t steps_max = 7;  // of one slot
inline constexpr std::size_t slots_max = 6;
inline constexpr std::size_t features_per_member_max = 12;
inline constexpr std::size_t spotlights_max = 60;  // in one session
inline constexpr std::size_t attempts_per_member_max = 60;
inline constexpr std::size_t timers_max = 64;  // running or paused, in one session
inline constexpr std::size_t changes_per_commit_max = 4'096;
inline constexpr std::size_t former_tickets_max = 12;  // that one join shows

// Durations.
inline constexpr std::int64_t timer_seconds_max = 4 * 60 * 60;
inline constexpr std::int64_t notice_seconds_max = 10 * 60;
inline constexpr std::int64_t media_seconds_max = 2 * 60 * 60;  // of an exemplar that is seen or heard

// Numbers that a browser can hold exactly (2^53 - 1).
inline constexpr std::uint64_t safe_integer_max = 9'007'199'254'740'991;

}  // namespace reprise::limits
