// Prints what the C++ writer writes, one {"schema":"...","value":...} a line, for the check of the JSON Schemas. Every
// entity, command, frame and body comes several times, with values at and within their bounds. Always the same.
#include <iostream>
#include <random>

#include "protocol/generator/naming.hpp"
#include "protocol/generator/tables.hpp"
#include "protocol/writer.hpp"
#include "tests/protocol/arbitrary.hpp"

namespace {

using namespace reprise;

constexpr std::uint64_t seed = 4711;
constexpr int samples_each = 6;

template <class T>
T sample(std::uint64_t number) {
  const auto generator = rc::gen::exec([] { return testing::arbitrary<T>(); });
  return generator(rc::Random(seed + number), 40).value();
}

template <class T>
void print(const std::string& schema) {
  for (int number = 0; number < samples_each; ++number) {
    std::cout << R"({"schema":")" << schema << R"(","value":)" << to_json(sample<T>(static_cast<std::uint64_t>(number)))
              << "}\n";
  }
}

template <class Types, class Visit>
void for_each_type(Visit visit) {
  using boost::mp11::mp_identity;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<mp_identity, Types>>(
      [&](auto one) { visit.template operator()<typename decltype(one)::type>(); });
}

// Frames through their variant, so that they carry their tag.
template <class Variant>
void print_frames(const std::string& schema) {
  for_each_type<Variant>([&]<class Frame>() {
    for (int number = 0; number < samples_each; ++number) {
      const Variant frame = sample<Frame>(static_cast<std::uint64_t>(number));
      std::cout << R"({"schema":")" << schema << R"(","value":)" << to_json(frame) << "}\n";
    }
  });
}

}  // namespace

int main() {
  for_each_type<entity>([]<class Entity>() { print<Entity>(generator::type_name<Entity>()); });
  for_each_type<member_command>([]<class Command>() { print<Command>(generator::type_name<Command>()); });
  for_each_type<generator::http_bodies>([]<class Body>() { print<Body>(generator::type_name<Body>()); });
  print_frames<client_frame>("ClientFrame");
  print_frames<server_frame>("ServerFrame");
  for (int number = 0; number < 60; ++number) {
    const client_frame command = sample<frame::command>(static_cast<std::uint64_t>(number));
    std::cout << R"({"schema":"CommandFrame","value":)" << to_json(command) << "}\n";
  }
}
