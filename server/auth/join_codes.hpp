// What people type to join, and what sessions are called in links. Any thread.
//
// A join code is six characters of 22 that are told apart in any typeface, on a projector and over the telephone: of
// every group that people confuse (0 O Q D, 1 I L, 2 Z, 5 S, 8 B, U V) at most one is left. 22^6 is 113 million; wrong
// guesses are limited per address until the odds are nil (the arithmetic is a test).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/limits.hpp"

namespace reprise {

inline constexpr std::string_view join_code_alphabet = "ACEFGHJKMNPRTUWXY34679";

// Uniform, from the system's random source.
std::string make_join_code();

// As it is stored, from what somebody typed: letter case, spaces and hyphens do not matter. Nothing when it cannot be one.
std::optional<std::string> read_join_code(std::string_view typed);

// "K7QF2M" as it is easiest to read and to say: "K7Q F2M".
std::string spoken_join_code(std::string_view code);

inline constexpr std::size_t made_session_key_chars = 12;

// Names a session in links: not secret, but not to be guessed either (31^12).
std::string make_session_key();

}  // namespace reprise
