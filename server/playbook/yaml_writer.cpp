#include "server/playbook/yaml_writer.hpp"

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <string_view>
#include <type_traits>

#include "protocol/node_of.hpp"

namespace reprise {
namespace {

namespace detail = reading::detail;

constexpr std::size_t columns_max = 110;
constexpr std::size_t quoted_chars_max = 90;

constexpr std::string_view heading =
    "# A playbook of Reprise. docs/method.md says how to write one; \"reprise-server playbook check\" says whether it\n"
    "# can be used. Every key but exemplar.media is needed; a mistake is refused with its line.\n\n";

// A text that a folded block gives back as it is: nothing that its rules would take for layout.
bool can_be_folded(std::string_view text) {
  return !text.empty() && text.find_first_of("\t\r") == std::string_view::npos &&
         text.find("  ") == std::string_view::npos && text.find(" \n") == std::string_view::npos &&
         text.find("\n ") == std::string_view::npos && text.front() != ' ' && text.back() != ' ' &&
         text.front() != '\n' && text.back() != '\n';
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char each : text) {
    switch (each) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      default: out += each;
    }
  }
  return out + '"';
}

std::string folded(std::string_view text, std::size_t indent) {
  std::string out = ">-";
  const std::string margin = "\n" + std::string(indent, ' ');
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    std::size_t column = columns_max;  // the first word begins a line
    while (!line.empty()) {
      const auto word = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(line.size(), word.size() + 1));
      const bool fits = column + 1 + word.size() <= columns_max;
      out.append(fits ? " " : margin).append(word);
      column = (fits ? column + 1 : indent) + word.size();
    }
    if (!text.empty()) out += '\n';  // one empty line is a line's end, two are an empty line
  }
  return out;
}

class writer {
 public:
  std::string take() { return std::move(out_); }
  void add(std::string_view more) { out_ += more; }

  template <class T>
  void members(const T& of, std::size_t indent, std::string_view between = "") {
    bool first = true;
    boost::mp11::mp_for_each<detail::members_of<T>>([&](auto member) {
      const std::string_view key = member.name;
      if (key == "id" || key == "number") return;  // these follow from the order
      using type = detail::member_type<T, decltype(member)>;
      const auto& value_of = of.*decltype(member)::pointer;
      if constexpr (detail::is_id<type>) {
        return;
      } else if constexpr (detail::is_optional<type>) {
        if (!value_of) return;
        entry(key, *value_of, indent, first, between);
      } else {
        entry(key, value_of, indent, first, between);
      }
      first = false;
    });
  }

 private:
  // `first`: its line has been begun, by the hyphen of a list or by nothing at all.
  template <class T>
  void entry(std::string_view key, const T& value_of, std::size_t indent, bool first, std::string_view between) {
    if (!first) out_.append(between).append(indent, ' ');
    out_.append(key).append(":");
    value(value_of, indent + 2);
  }

  template <class T>
  void value(const T& of, std::size_t indent) {
    if constexpr (detail::is_text<T>) {
      const bool is_short_line = of.str().size() <= quoted_chars_max && of.str().find('\n') == std::string::npos;
      out_.append(" ").append(is_short_line || !can_be_folded(of.str()) ? quoted(of.str()) : folded(of.str(), indent));
      out_ += '\n';
    } else if constexpr (std::is_same_v<T, bool>) {
      out_ += of ? " true\n" : " false\n";
    } else if constexpr (std::is_enum_v<T>) {
      out_.append(" ").append(boost::describe::enum_to_string(of, "")).append("\n");
    } else if constexpr (detail::is_whole<T> || std::is_integral_v<T>) {
      out_.append(" ").append(std::to_string(static_cast<std::int64_t>(of))).append("\n");
    } else if constexpr (detail::elements_max<T> != 0) {
      list_of(of, indent);
    } else {
      out_ += '\n';
      out_.append(indent, ' ');
      members(of, indent);
    }
  }

  template <class List>
  void list_of(const List& of, std::size_t indent) {
    if (of.empty()) {
      out_ += " []\n";
      return;
    }
    out_ += '\n';
    for (const auto& each : of) {
      using element = std::remove_cvref_t<decltype(each)>;
      out_.append(indent, ' ').append("-");
      if constexpr (boost::describe::has_describe_members<element>::value) {
        out_ += ' ';
        members(each, indent + 2);
      } else {
        value(each, indent + 2);
      }
    }
  }

  std::string out_;
};

// As loaded_playbook.cpp reads them.
struct beside_playbook {
  list<criterion, limits::criteria_max> criteria;
};
BOOST_DESCRIBE_STRUCT(beside_playbook, (), (criteria))

}  // namespace

std::string to_yaml(const playbook& of, const list<criterion, limits::criteria_max>& criteria) {
  writer out;
  out.add(heading);
  out.members(of, 0, "\n");
  out.add("\n");
  out.members(beside_playbook{criteria}, 0);
  return out.take();
}

}  // namespace reprise
