// Every text, number and list of every command and of every body, at its bound and one over: the walk finds them by the
// description of their types, so that a new one is tested without being named here.
#include <gtest/gtest.h>

#include <boost/mp11.hpp>
#include <functional>
#include <string>

#include "protocol/codec.hpp"
#include "protocol/generator/tables.hpp"
#include "protocol/writer.hpp"

namespace reprise {
namespace {

namespace detail = reading::detail;

// What came of a document: "" when it was let in, else code and field.
using outcome_of = std::function<std::string()>;

std::string outcome(const refusal& why) { return std::string(refusal_name(why.code)) + " " + why.field; }

std::string characters(std::size_t count) {
  std::string out;
  for (; count > 0; --count) out += "\u00e9";
  return out;
}

// Makes T acceptable: a text that must not be empty gets one character.
template <class T>
void make_valid(T& value) {
  if constexpr (detail::is_text<T>) {
    value.value = std::string(T::min, 'x');
  } else if constexpr (boost::describe::has_describe_members<T>::value) {
    boost::mp11::mp_for_each<detail::members_of<T>>([&](auto member) { make_valid(value.*decltype(member)::pointer); });
  }
}

// Puts `at` to every bound that it has; `read` writes and reads the whole document that it is part of.
template <class T>
int check_bounds(T& at, const std::string& path, const outcome_of& read) {
  const T before = at;
  int checked = 0;
  if constexpr (detail::is_text<T>) {
    at.value = characters(T::max);
    EXPECT_EQ(read(), "") << path << " at its bound";
    at.value = characters(T::max + 1);
    EXPECT_EQ(read(), "too_long " + path);
    at.value = characters(T::min);
    EXPECT_EQ(read(), "") << path;
    at.value.clear();
    EXPECT_EQ(read(), T::min > 0 ? "too_short " + path : "");
    checked = 1;
  } else if constexpr (detail::is_whole<T>) {
    for (const std::int64_t inside : {T::min, T::max}) {
      at.value = inside;
      EXPECT_EQ(read(), "") << path;
    }
    for (const std::int64_t outside : {T::min - 1, T::max + 1}) {
      at.value = outside;
      EXPECT_EQ(read(), "out_of_range " + path);
    }
    checked = 1;
  } else if constexpr (detail::is_id<T>) {
    at.value = limits::safe_integer_max;
    EXPECT_EQ(read(), "") << path;
    at.value = limits::safe_integer_max + 1;
    EXPECT_EQ(read(), "out_of_range " + path);
    checked = 1;
  } else if constexpr (detail::is_optional<T>) {
    at.emplace();
    make_valid(*at);
    checked = check_bounds(*at, path, read);
    at.reset();
    EXPECT_EQ(read(), "") << path << " left out";
  } else if constexpr (detail::elements_max<T> != 0) {
    at.clear();
    at.resize(1);
    make_valid(at.front());
    checked = 1 + check_bounds(at.front(), path + "[0]", read);
    at.resize(T::max, at.front());
    EXPECT_EQ(read(), "") << path << " full";
    at.push_back(at.front());
    EXPECT_EQ(read(), "too_long " + path);
  } else if constexpr (boost::describe::has_describe_members<T>::value) {
    boost::mp11::mp_for_each<detail::members_of<T>>([&](auto member) {
      const std::string inner = (path.empty() ? "" : path + ".") + member.name;
      checked += check_bounds(at.*decltype(member)::pointer, inner, read);
    });
  }
  at = before;
  return checked;
}

template <class Types, class Visit>
void for_each_type(Visit visit) {
  using boost::mp11::mp_identity;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<mp_identity, Types>>(
      [&](auto one) { visit.template operator()<typename decltype(one)::type>(); });
}

TEST(bounds, every_value_of_every_command_is_held_to_its_bounds) {
  int checked = 0;
  for_each_type<member_command>([&]<class Command>() {
    SCOPED_TRACE(Command::wire_name);
    Command args;
    make_valid(args);
    const outcome_of read = [&] {
      const auto decoded = decode_client_frame(to_json(client_frame{frame::command{"c1", args}}));
      return decoded ? std::string{} : outcome(decoded.error().why);
    };
    ASSERT_EQ(read(), "");
    checked += check_bounds(args, "args", read);
  });
  EXPECT_GT(checked, 60);
}

TEST(bounds, every_value_of_every_body_is_held_to_its_bounds) {
  int checked = 0;
  for_each_type<boost::mp11::mp_list<http::create_session, http::join>>([&]<class Body>() {
    SCOPED_TRACE(Body::wire_name);
    Body body;
    make_valid(body);
    const outcome_of read = [&] {
      const auto decoded = decode<Body>(to_json(body));
      return decoded ? std::string{} : outcome(decoded.error());
    };
    ASSERT_EQ(read(), "");
    checked += check_bounds(body, "", read);
  });
  EXPECT_EQ(checked, 14);
}

TEST(bounds, every_value_of_a_hello_is_held_to_its_bounds) {
  frame::hello hello;
  make_valid(hello);
  const outcome_of read = [&] {
    const auto decoded = decode_client_frame(to_json(client_frame{hello}));
    return decoded ? std::string{} : outcome(decoded.error().why);
  };
  EXPECT_EQ(check_bounds(hello, "", read), 2);
}

// --- the whole document ------------------------------------------------------------------------------------------------

std::string hello_of(std::size_t bytes) {
  std::string frame = R"({"frame":"hello","ticket":"t"})";
  return frame.insert(1, bytes - frame.size(), ' ');
}

TEST(bounds, a_frame_has_at_most_64_KiB) {
  EXPECT_TRUE(decode_client_frame(hello_of(limits::frame_bytes_max)));
  const auto over = decode_client_frame(hello_of(limits::frame_bytes_max + 1));
  ASSERT_TRUE(over.has_error());
  EXPECT_EQ(over.error().why.code, refusal_code::too_large);
  EXPECT_EQ(over.error().why.detail, "This has 65537 bytes; at most 65536 are read.");
}

// A list of lists of lists: deeper than anything that we have described.
struct nest {
  std::vector<nest> in;
};
BOOST_DESCRIBE_STRUCT(nest, (), (in))

std::string nested(std::size_t pairs) {
  std::string out;
  for (std::size_t index = 0; index < pairs; ++index) out += R"({"in":[)";
  for (std::size_t index = 0; index < pairs; ++index) out += "]}";
  return out;
}

TEST(bounds, a_document_is_at_most_32_deep) {
  EXPECT_TRUE(decode<nest>(nested(16)));
  for (const std::size_t pairs : {17u, 500u, 7'000u}) {
    const auto deep = decode<nest>(nested(pairs));
    ASSERT_TRUE(deep.has_error());
    EXPECT_EQ(deep.error().code, refusal_code::too_deep);
    EXPECT_TRUE(deep.error().field.starts_with("in[0].in[0]")) << deep.error().field;
  }
}

TEST(bounds, depth_does_no_harm_where_nothing_is_nested) {
  for (const std::size_t depth : {33u, 1'000u, 32'000u}) {
    for (const char* bracket : {"[", "{\"a\":"}) {
      std::string value;
      for (std::size_t index = 0; index < depth; ++index) value += bracket;
      for (const std::string& bytes : {value, R"({"frame":"command","id":"c1","name":"leave","args":)" + value}) {
        const auto decoded = decode_client_frame(bytes.substr(0, limits::frame_bytes_max));
        ASSERT_TRUE(decoded.has_error());
        EXPECT_TRUE(decoded.error().why.code == refusal_code::wrong_type ||
                    decoded.error().why.code == refusal_code::wrong_order ||
                    decoded.error().why.code == refusal_code::unknown_field)
            << refusal_name(decoded.error().why.code);
      }
    }
  }
}

}  // namespace
}  // namespace reprise
