#include "protocol/refusals.hpp"

#include <array>
#include <boost/mp11.hpp>
#include <cstddef>

namespace reprise {
namespace {

struct description {
  refusal_code code;
  std::string_view title;
  int status;
};

// In the order of the enumeration; checked below.
constexpr std::array descriptions{
    description{refusal_code::not_json, "This is not JSON", 400},
    description{refusal_code::unknown_field, "There is no such field", 400},
    description{refusal_code::duplicate_field, "A field is given twice", 400},
    description{refusal_code::missing_field, "A field is missing", 400},
    description{refusal_code::wrong_type, "A value is of the wrong type", 400},
    description{refusal_code::out_of_range, "A number is out of its range", 422},
    description{refusal_code::too_short, "A text is too short", 422},
    description{refusal_code::too_long, "A text or a list is too long", 422},
    description{refusal_code::bad_text, "A text holds what it may not hold", 422},
    description{refusal_code::too_deep, "The message is nested too deep", 400},
    description{refusal_code::too_large, "The message is too large", 413},
    description{refusal_code::unknown_name, "There is nothing of this name", 400},
    description{refusal_code::wrong_order, "The fields are in the wrong order", 400},
    description{refusal_code::bad_ticket, "The ticket is not valid", 401},
    description{refusal_code::bad_code, "The join code is not valid", 404},
    description{refusal_code::bad_key, "The key is not valid", 401},
    description{refusal_code::not_allowed, "You may not do this", 403},
    description{refusal_code::not_yours, "This belongs to somebody else", 403},
    description{refusal_code::foreign_page, "This page may not speak to this server", 403},
    description{refusal_code::not_found, "There is no such thing", 404},
    description{refusal_code::session_locked, "The session is locked", 403},
    description{refusal_code::session_ended, "The session has ended", 410},
    description{refusal_code::session_full, "The session is full", 409},
    description{refusal_code::rooms_closed, "The rooms are closed", 409},
    description{refusal_code::wrong_stage, "The session is at another stage", 409},
    description{refusal_code::already_done, "This has already been done", 409},
    description{refusal_code::not_yet, "It is too early for this", 409},
    description{refusal_code::limit_reached, "There is no room for more", 409},
    description{refusal_code::feedback_open, "The feedback has been opened", 409},
    description{refusal_code::own_attempt, "The attempt is your own", 409},
    description{refusal_code::different_room, "This is in another room", 409},
    description{refusal_code::incomplete, "Something is still missing", 422},
    description{refusal_code::too_fast, "Too much in too short a time", 429},
    description{refusal_code::try_again, "This could not be done just now", 503},
    description{refusal_code::method_not_allowed, "This cannot be asked for in this way", 405},
    description{refusal_code::internal_error, "Something is wrong with the server", 500},
};

constexpr bool in_order() {
  for (std::size_t index = 0; index < descriptions.size(); ++index) {
    if (static_cast<std::size_t>(descriptions[index].code) != index) return false;
  }
  return true;
}
using enumerators = boost::describe::describe_enumerators<refusal_code>;
static_assert(descriptions.size() == boost::mp11::mp_size<enumerators>::value && in_order());

const description& of(refusal_code code) { return descriptions[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view refusal_name(refusal_code code) { return boost::describe::enum_to_string(code, ""); }
std::string_view refusal_title(refusal_code code) { return of(code).title; }
int refusal_status(refusal_code code) { return of(code).status; }

problem problem_of(const refusal& why) {
  const std::string name(refusal_name(why.code));
  return {
      "/problems/" + name, std::string(refusal_title(why.code)), refusal_status(why.code), why.detail, name, why.field};
}

}  // namespace reprise
