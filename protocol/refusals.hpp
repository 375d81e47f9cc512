// Why something was not done. A refusal is a value; on the wire it is a problem in the sense of RFC 9457:
// type, title, status, detail, and two members of our own: code (stable, for programs) and field (what to mend).
#pragma once

#include <boost/describe.hpp>
#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace reprise {

BOOST_DEFINE_ENUM_CLASS(refusal_code,
                        // what came in could not be read
                        not_json, unknown_field, duplicate_field, missing_field, wrong_type, out_of_range, too_short,
                        too_long, bad_text, too_deep, too_large, unknown_name, wrong_order,
                        // who asked
                        bad_ticket, bad_code, bad_key, not_allowed, not_yours, foreign_page,
                        // what it was about
                        not_found, session_locked, session_ended, session_full, rooms_closed, wrong_stage, already_done,
                        not_yet, limit_reached, feedback_open, own_attempt, different_room, incomplete,
                        // the moment
                        too_fast, try_again, method_not_allowed, internal_error)

struct refusal {
  refusal_code code = refusal_code::not_allowed;
  std::string detail;  // a sentence or two for a person: what is wrong and what to do
  std::string field;   // path such as "args.ratings[2].evidence"; empty when no one field is at fault
};

template <class Value>
using result = boost::system::result<Value, refusal>;

// Asking a refused result for its value is a bug in the caller.
[[noreturn]] inline void throw_exception_from_error(const refusal& why, const boost::source_location&) {
  throw std::logic_error("value of a refused result: " + why.detail);
}

inline refusal refuse(refusal_code code, std::string detail, std::string field = {}) {
  return refusal{code, std::move(detail), std::move(field)};
}

// The refusal as it goes out.
struct problem {
  static constexpr std::string_view wire_name = "problem";
  std::string type;   // "/problems/too_long": a page of the documentation, relative to the server
  std::string title;  // the same for every occurrence of the code
  int status = 400;   // HTTP status of the same meaning, also on the WebSocket
  std::string detail;
  std::string code;
  std::string field;
};
BOOST_DESCRIBE_STRUCT(problem, (), (type, title, status, detail, code, field))

problem problem_of(const refusal& why);
std::string_view refusal_name(refusal_code code);
std::string_view refusal_title(refusal_code code);
int refusal_status(refusal_code code);

}  // namespace reprise
