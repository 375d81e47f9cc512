// What guessing join codes would bring, in virtual time.
#include <gtest/gtest.h>

#include <random>

#include "server/auth/join_codes.hpp"
#include "tests/net/served.hpp"
#include "tests/support/faulty_log.hpp"

namespace reprise::tests {
namespace {

constexpr int addresses = 1'000;
constexpr int guesses_each = 1'000;
constexpr int open_sessions = 300;
constexpr instant begin_at = 1'000'000;

class guessing : public ::testing::Test {
 protected:
  guessing()
      : home(log, hub_options{}),
        signer(ticket_key{}),
        desk({slow, {&home}, signer, organiser_key, no_playbooks, counters, [this] { return now; }}) {}

  instant now = begin_at;
  memory_log log;
  faulty_log slow{log, 1, {}};
  net::net_counters counters;
  shard home;  // never started: a right guess would wait there for good, and so is counted as one
  tickets signer;
  net::playbook_shelf no_playbooks{{}, {}};
  net::front_desk desk;
};

TEST_F(guessing, a_million_codes_from_a_thousand_addresses_within_an_hour_finds_none) {
  std::mt19937 random(20'261'124);
  std::uniform_int_distribution<std::size_t> letter(0, join_code_alphabet.size() - 1);
  const auto draw = [&] {
    std::string code;
    while (code.size() < limits::code_chars) code += join_code_alphabet[letter(random)];
    return code;
  };
  for (int each = 0; each < open_sessions; ++each)
    log.claim("code:" + draw(), "session" + std::to_string(1'000 + each), [](claim_answer) {});

  int looked_up = 0;
  int held_back = 0;
  int asked = 0;
  for (int guess = 0; guess < guesses_each; ++guess) {
    now = begin_at + guess * 3'600'000LL / guesses_each;
    for (int address = 0; address < addresses; ++address) {
      const net::caller from{"2001:db8:" + std::to_string(address) + "::/64", false};
      ++asked;
      desk.join({"guess", draw(), "Eve"}, from, [&](const result<http::joined>& how) {
        (how.error().code == refusal_code::too_fast ? held_back : looked_up)++;
      });
    }
  }
  EXPECT_EQ(asked, 1'000'000);
  EXPECT_EQ(looked_up + held_back, asked) << "those missing were found";

  // Per address a burst, then one a minute: about 80 in an hour, of 113 million codes, of which 300 are open.
  const double per_address = net::wrong_codes_per_address.burst + 3'600 * net::wrong_codes_per_address.per_second;
  EXPECT_LE(looked_up, addresses * (per_address + 1));
  const double codes =
      std::pow(static_cast<double>(join_code_alphabet.size()), static_cast<double>(limits::code_chars));
  EXPECT_LT(looked_up * open_sessions / codes, 0.25)
      << "codes that an attacker with a thousand addresses may expect to find in an hour";
}

// While the log has not answered, nobody knows how many of an address's guesses are wrong.
TEST_F(guessing, all_at_once_tells_no_more_than_one_after_another) {
  log.claim("code:K7HF3M", "session1234", [](claim_answer) {});
  slow.set_faults({.delay = 100});
  const net::caller guesser{"192.0.2.1", false};
  int wrong = 0;
  int held_back = 0;
  const auto count = [&](const result<http::joined>& how) {
    (how.error().code == refusal_code::too_fast ? held_back : wrong)++;
  };
  for (int guess = 0; guess < 100; ++guess) desk.join({"guess", "K7HF3A", "Eve"}, guesser, count);
  slow.deliver_all();
  desk.join({"guess", "K7HF3M", "Eve"}, guesser, count);  // a right one, which must look like the others
  EXPECT_EQ(wrong, net::wrong_codes_per_address.burst);
  EXPECT_EQ(held_back, 101 - wrong);
}

TEST_F(guessing, a_right_code_found_after_too_many_wrong_ones_is_not_told) {
  log.claim("code:K7HF3M", "session1234", [](claim_answer) {});
  slow.set_faults({.delay = 100});
  const net::caller guesser{"192.0.2.1", false};
  std::optional<refusal_code> told;
  desk.join({"guess", "K7HF3M", "Eve"}, guesser, [&](const result<http::joined>& how) { told = how.error().code; });
  slow.set_faults({});
  for (int guess = 0; guess < net::wrong_codes_per_address.burst; ++guess) {
    desk.join({"guess", "K7HF3A", "Eve"}, guesser, [](const result<http::joined>&) {});
  }
  slow.deliver_all();
  EXPECT_EQ(told, refusal_code::too_fast);
}

TEST_F(guessing, a_class_that_joins_at_once_is_not_taken_for_a_guesser) {
  log.claim("code:K7HF3M", "session1234", [](claim_answer) {});
  slow.set_faults({.delay = 100});
  int refused = 0;
  for (int pupil = 0; pupil < 500; ++pupil) {
    desk.join({"right", "K7HF3M", "Ada"}, {"192.0.2.1", false}, [&](const result<http::joined>&) { ++refused; });
  }
  slow.deliver_all();
  EXPECT_EQ(refused, 0);
}

TEST_F(guessing, a_mistyped_code_does_not_lock_out_a_class_behind_one_address) {
  log.claim("code:K7HF3M", "session1234", [](claim_answer) {});
  const net::caller school{"192.0.2.1", false};
  int refused = 0;
  for (int pupil = 0; pupil < 15; ++pupil) {
    desk.join({"mistyped", "K7HF3A", "Ada"}, school,
              [&](const result<http::joined>& how) { EXPECT_EQ(how.error().code, refusal_code::bad_code); });
  }
  for (int pupil = 0; pupil < 500; ++pupil) {
    desk.join({"right", "K7HF3M", "Ada"}, school, [&](const result<http::joined>&) { ++refused; });
  }
  EXPECT_EQ(refused, 0);
}

TEST_F(guessing, a_hall_that_has_been_let_in_once_is_not_kept_out_by_its_slips) {
  log.claim("code:K7HF3M", "session1234", [](claim_answer) {});
  log.claim("code:K7HF4M", "session5678", [](claim_answer) {});
  const net::caller hall{"192.0.2.1", false};
  int refused = 0;
  const auto count = [&](const result<http::joined>&) { ++refused; };
  desk.join({"first", "K7HF3M", "Ada"}, hall, count);
  for (int slip = 0; slip < net::wrong_codes_per_address.burst; ++slip) {
    desk.join({"mistyped", "K7HF3A", "Ben"}, hall,
              [](const result<http::joined>& how) { EXPECT_EQ(how.error().code, refusal_code::bad_code); });
  }
  for (int person = 0; person < 300; ++person) desk.join({"right", "K7HF3M", "Cy"}, hall, count);
  EXPECT_EQ(refused, 0);

  // What the address has not been told yet it is not told now: another session's code, whoever else knows it.
  std::optional<refusal_code> told;
  const auto keep = [&](const result<http::joined>& how) { told = how.error().code; };
  desk.join({"guess", "K7HF4M", "Eve"}, hall, keep);
  EXPECT_EQ(told, refusal_code::too_fast);
  EXPECT_EQ(counters.over_limit[static_cast<std::size_t>(net::door_limit::wrong_codes)], 1U);
  told.reset();
  desk.join({"mistyped", "K7HF3A", "Ben"}, hall, keep);
  EXPECT_EQ(told, refusal_code::too_fast);

  // Whoever guesses on from there is not told either which codes are in use by being let in.
  for (int guess = 0; guess < net::wrong_codes_beside_a_known_one.burst; ++guess)
    desk.join({"guess", "K7HF3A", "Eve"}, hall, keep);
  told.reset();
  desk.join({"guess", "K7HF3M", "Eve"}, hall, keep);
  EXPECT_EQ(told, refusal_code::too_fast);
  now += 2'000;
  refused = 0;
  desk.join({"right", "K7HF3M", "Cy"}, hall, count);
  EXPECT_EQ(refused, 0) << "a moment later the hall goes on";

  now += static_cast<instant>(net::code_is_known_s) * 1'000;
  for (int slip = 0; slip < net::wrong_codes_per_address.burst; ++slip)
    desk.join({"guess", "K7HF3A", "Eve"}, hall, keep);
  desk.join({"guess", "K7HF3M", "Eve"}, hall, keep);
  EXPECT_EQ(told, refusal_code::too_fast) << "it is forgotten again";
}

// A Redis that came back without its codes is given them again within two seconds.
TEST_F(guessing, a_log_that_has_only_just_come_up_makes_nobody_a_guesser) {
  slow.set_may_be_told_ms(1'000);
  const net::caller school{"192.0.2.1", false};
  for (int each = 0; each < 100; ++each) {
    desk.join({"early", "K7HF3M", "Ada"}, school,
              [](const result<http::joined>& how) { EXPECT_EQ(how.error().code, refusal_code::try_again); });
  }
  log.claim("code:K7HF3M", "session1234", [](claim_answer) {});
  slow.set_may_be_told_ms(0);
  int refused = 0;
  desk.join({"right", "K7HF3M", "Ada"}, school, [&](const result<http::joined>&) { ++refused; });
  EXPECT_EQ(refused, 0);
}

TEST_F(guessing, what_cannot_be_a_code_is_no_guess) {
  const net::caller hall{"192.0.2.1", false};
  for (int slip = 0; slip < 100; ++slip) {
    desk.join({"mistyped", "OOOOOO", "Ben"}, hall,
              [](const result<http::joined>& how) { EXPECT_EQ(how.error().code, refusal_code::bad_code); });
  }
}

}  // namespace
}  // namespace reprise::tests
