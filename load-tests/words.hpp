// What simulated people say: sentences about practice in schools, written by us, so that a demonstration reads like a session and
// a load test carries texts of the length that people write. Drawn at random; pure but for that.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "load-tests/chance.hpp"

namespace reprise::load::words {

std::string_view name(std::size_t number);  // of a person; after the list has been used up they have a number
std::string numbered_name(std::size_t number);

std::string feature(chance& luck);           // what somebody noticed in the exemplar
std::string watch_for(chance& luck);         // "watch me for ..."
std::string attempt(std::size_t sentences);  // the beginning of one, as it grows while somebody types
std::string second_attempt(std::size_t sentences);
std::string evidence(chance& luck);
std::string strength(chance& luck);
std::string action_step(chance& luck);
std::string again_from(chance& luck);
std::string fix(chance& luck);
std::string verdict(chance& luck);
std::string move(chance& luck);
std::string task(chance& luck);
std::string with_whom(chance& luck);
std::string by_when(chance& luck);
std::string proof(chance& luck);
std::string question(chance& luck);  // to whoever leads
std::string answer(chance& luck);    // to such a question
std::string announcement(chance& luck);

}  // namespace reprise::load::words
