// What the described types are called in the documents that are generated from them.
#pragma once

#include <boost/core/demangle.hpp>
#include <boost/mp11.hpp>
#include <string>
#include <string_view>
#include <typeinfo>

#include "protocol/frames.hpp"

namespace reprise::generator {

// help_request -> HelpRequest
inline std::string pascal_case(std::string_view snake) {
  std::string out;
  bool upper = true;
  for (const char letter : snake) {
    if (letter == '_') {
      upper = true;
    } else {
      out += upper && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
      upper = false;
    }
  }
  return out;
}

template <class T>
inline constexpr bool is_frame =
    boost::mp11::mp_contains<client_frame, T>::value || boost::mp11::mp_contains<server_frame, T>::value;

template <class T>
inline constexpr bool is_command =
    boost::mp11::mp_contains<member_command, T>::value || boost::mp11::mp_contains<server_command, T>::value;

template <class T>
inline constexpr bool is_entity = boost::mp11::mp_contains<entity, T>::value;

// Member, HelpRequest, WelcomeFrame, GiveFeedbackArgs, AttemptState, JoinBody.
template <class T>
std::string type_name() {
  const std::string whole = boost::core::demangle(typeid(T).name());
  const std::string name = pascal_case(whole.substr(whole.rfind(':') + 1));
  if constexpr (is_frame<T>) return name + "Frame";
  if constexpr (is_command<T>) return name + "Args";
  return whole.find("::http::") == std::string::npos ? name : name + "Body";
}

}  // namespace reprise::generator
