// Prints what the C++ writer writes, one {"schema":"...","value":...} a line, for the check of the JSON Schemas. Every
// entity, command, frame and body comes several times, with values at and within their bounds. Always the same.
#include <functional>
#include <iostream>
#include <string>

#include "protocol/generator/naming.hpp"
#include "protocol/generator/tables.hpp"
#include "protocol/writer.hpp"
#include "tests/protocol/arbitrary.hpp"

namespace {

using namespace reprise;

constexpr std::uint64_t seed = 4711;
constexpr int samples_each = 6;

// RapidCheck's machinery once, not once a type: it is what takes a compiler long.
std::string drawn(std::uint64_t number, const std::function<std::string()>& make) {
  return rc::gen::exec(make)(rc::Random(seed + number), 40).value();
}

// `As` says of which sum a value is written as a part, so that it carries its tag.
template <class T, class As = T>
void print(const std::string& schema, int count = samples_each) {
  const std::function<std::string()> make = [] { return to_json(As(testing::arbitrary<T>())); };
  for (int number = 0; number < count; ++number) {
    std::cout << R"({"schema":")" << schema << R"(","value":)" << drawn(static_cast<std::uint64_t>(number), make)
              << "}\n";
  }
}

template <class Types, class Visit>
void for_each_type(Visit visit) {
  using boost::mp11::mp_identity;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<mp_identity, Types>>(
      [&](auto one) { visit.template operator()<typename decltype(one)::type>(); });
}

}  // namespace

int main() {
  for_each_type<entity>([]<class Entity>() { print<Entity>(generator::type_name<Entity>()); });
  for_each_type<member_command>([]<class Command>() { print<Command>(generator::type_name<Command>()); });
  for_each_type<generator::http_bodies>([]<class Body>() { print<Body>(generator::type_name<Body>()); });
  for_each_type<client_frame>([]<class Frame>() { print<Frame, client_frame>("ClientFrame"); });
  for_each_type<server_frame>([]<class Frame>() { print<Frame, server_frame>("ServerFrame"); });
  print<frame::command, client_frame>("CommandFrame", 60);
}
