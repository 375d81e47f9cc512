// P7: who may see what is decided on the server only. The matrix is printed from see() into docs/privacy-matrix.md; this
// test fails when the page is not what the code does. REPRISE_REWRITE=1 writes it anew.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/session/lesson.hpp"
#include "tests/support/places/places.hpp"

namespace reprise::tests {
namespace {

// Gives every field something to hide.
template <class Value>
void fill(Value& value) {
  if constexpr (std::is_same_v<Value, bool>)
    value = false;
  else if constexpr (std::is_integral_v<Value>)
    value = 7;
  else if constexpr (std::is_same_v<Value, std::string>)
    value = "words";
  else if constexpr (std::is_enum_v<Value>)
    return;
  else if constexpr (requires { requires std::is_same_v<decltype(Value::form), const shape>; })
    value = Value{std::string("words")};
  else if constexpr (requires { Value::min; })
    value = Value{Value::max};
  else if constexpr (requires {
                       typename Value::value_type;
                       value.push_back({});
                     }) {
    value.push_back({});
    fill(value.back());
  } else if constexpr (requires { value.has_value(); })
    fill(value.emplace());
  else if constexpr (requires { value.value; })
    value.value = 7;
  else {
    boost::mp11::mp_for_each<boost::describe::describe_members<Value, boost::describe::mod_public>>(
        [&](auto field) { fill(value.*field.pointer); });
  }
}

template <class Value>
std::string json_of(const Value& value) {
  std::string text;
  write(text, value);
  return text;
}

struct row {
  std::string what;
  entity of;
};

std::vector<row> rows() {
  std::vector<row> all;
  const auto add = [&](std::string what, auto one) { all.push_back({std::move(what), entity{std::move(one)}}); };
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, entity>>([&](auto kind) {
    using entity_type = typename decltype(kind)::type;
    entity_type filled;
    fill(filled);
    const std::string name{entity_type::wire_name};
    if constexpr (std::is_same_v<entity_type, attempt>) {
      for (const auto each : {attempt_state::draft, attempt_state::shared, attempt_state::withdrawn}) {
        filled.state = each;
        add(name + ", " + boost::describe::enum_to_string(each, ""), filled);
      }
      filled.state = attempt_state::shared;
      filled.hidden = true;
      add(name + ", hidden", filled);
    } else if constexpr (std::is_same_v<entity_type, feedback>) {
      for (const auto each : {feedback_state::asked, feedback_state::draft, feedback_state::sealed,
                              feedback_state::delivered, feedback_state::released}) {
        filled.state = each;
        add(name + ", " + boost::describe::enum_to_string(each, ""), filled);
      }
      filled.state = feedback_state::delivered;
      filled.hidden = true;
      add(name + ", hidden", filled);
    } else {
      add(name, filled);
      if constexpr (std::is_same_v<entity_type, member>) {
        filled.attendance = attendance::removed;
        add(name + ", removed", filled);
      }
      if constexpr (std::is_same_v<entity_type, room>) {
        for (const auto each : {fishbowl_state::asked, fishbowl_state::declined}) {
          filled.fishbowl = each;
          add(name + ", " + boost::describe::enum_to_string(each, "") + " to be watched", filled);
        }
      }
    }
  });
  return all;
}

// "all", "nothing", or the fields that are taken out.
std::string seen_of(const entity& whole, lens through) {
  const auto seen = see(whole, through);
  if (!seen) return "nothing";
  return std::visit(
      [&](const auto& before) {
        using entity_type = std::decay_t<decltype(before)>;
        const auto& after = std::get<entity_type>(*seen);
        std::string missing;
        boost::mp11::mp_for_each<boost::describe::describe_members<entity_type, boost::describe::mod_public>>(
            [&](auto field) {
              if (json_of(before.*field.pointer) == json_of(after.*field.pointer)) return;
              missing += (missing.empty() ? "without " : ", ") + std::string{field.name};
            });
        return missing.empty() ? std::string{"all"} : missing;
      },
      whole);
}

std::string matrix() {
  std::ostringstream page;
  page << "# Who may see what\n\n"
          "Printed from `see()` in `server/session/see.cpp` by `tests/session/privacy_test.cpp`; what is not in this "
          "table\n"
          "does not leave the server. The columns are lenses: what a viewer is to the thing, the first that fits.\n\n"
          "| | owner | facilitator | roommate | other |\n|---|---|---|---|---|\n";
  for (const auto& each : rows()) {
    page << "| " << each.what;
    for (const auto through : {lens::owner, lens::facilitator, lens::roommate, lens::other}) {
      page << " | " << seen_of(each.of, through);
    }
    page << " |\n";
  }
  page << "\n- **owner**: the member themself, the attempt's author, the feedback's reviewer, who asked for help, who "
          "visits,\n"
          "  who has agreed to be watched.\n"
          "- **facilitator**: facilitators, co-facilitators and observers.\n"
          "- **roommate**: shares the room that it belongs to, or is its other party: the feedback's receiver, the\n"
          "  attempt's reviewer. What is addressed to everybody makes everybody a roommate, and so does the fishbowl:\n"
          "  its room, what that performs, and the feedback and judgements on it.\n"
          "- **other**: everybody else in the session. Nobody outside a session sees anything of it.\n";
  return page.str();
}

TEST(privacy, P7_the_printed_matrix_is_what_the_code_does) {
  const auto path = source_folder() / "docs/privacy-matrix.md";
  if (std::getenv("REPRISE_REWRITE")) std::ofstream{path} << matrix();
  std::ostringstream printed;
  printed << std::ifstream{path}.rdbuf();
  EXPECT_EQ(printed.str(), matrix()) << "run again with REPRISE_REWRITE=1 and read what changed";
}

TEST(privacy, P7_words_reach_only_those_whom_they_are_for) {
  const auto shown = [](const entity& of, lens through) {
    const auto seen = see(of, through);
    return seen &&
           json_of(std::visit([](const auto& one) { return json_of(one); }, *seen)).find("words") != std::string::npos;
  };
  for (const auto& each : rows()) {
    SCOPED_TRACE(each.what);
    if (const auto* one = std::get_if<feedback>(&each.of)) {
      const bool delivered = one->state == feedback_state::delivered;
      EXPECT_TRUE(shown(each.of, lens::owner));
      EXPECT_EQ(shown(each.of, lens::facilitator), true) << "the reason for hiding, or the words";
      EXPECT_EQ(shown(each.of, lens::roommate), delivered && !one->hidden);
      EXPECT_FALSE(shown(each.of, lens::other));
    }
    if (const auto* one = std::get_if<attempt>(&each.of)) {
      EXPECT_EQ(shown(each.of, lens::roommate), one->state == attempt_state::shared && !one->hidden);
      EXPECT_FALSE(see(each.of, lens::other));
    }
    if (std::holds_alternative<audit_entry>(each.of)) {
      EXPECT_FALSE(see(each.of, lens::owner));
      EXPECT_FALSE(see(each.of, lens::roommate));
    }
  }
}

TEST(privacy, P7_a_reviewer_who_was_moved_still_reads_what_they_review_and_the_receiver_what_they_got) {
  lesson it;
  const auto people = it.join_many(6);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  const auto rooms = it.rooms();
  const auto author = it.living_in(rooms[0].id)[0];
  const auto reviewer = it.living_in(rooms[0].id)[1];
  const auto stranger = it.living_in(rooms[1].id)[0];
  const auto made = it.share(author, "Said in our room.");
  it.give(reviewer, made);
  const auto lens_on = [&](id<member> viewer, const auto& of) {
    return lens_of(it.now, standing_of(it.now, viewer), of);
  };
  it.done(it.facilitator, command::move_member{.member = reviewer, .room = rooms[1].id});
  EXPECT_EQ(lens_on(reviewer, *it.now.find(made)), lens::roommate);
  EXPECT_EQ(lens_on(stranger, *it.now.find(made)), lens::other);
  EXPECT_EQ(lens_on(author, *it.feedback_of(reviewer, made)), lens::roommate);
  EXPECT_EQ(lens_on(reviewer, *it.feedback_of(reviewer, made)), lens::owner);
  EXPECT_EQ(lens_on(stranger, *it.feedback_of(reviewer, made)), lens::other);
  EXPECT_EQ(lens_on(it.facilitator, *it.feedback_of(reviewer, made)), lens::facilitator);
}

}  // namespace
}  // namespace reprise::tests
