// Golden conversations: what people ask, and what changes. They read like a script and live in conversations/*.txt:
//
//   # a comment
//   > Ada joins                                   somebody new
//   > Ada share_attempt {"text":"...", ...}       a command by name, its args as JSON; @Ada is Ada's id, #1 the first
//   > 60 s pass                                   attempt, %1 the first room, $1 the first timer, ?1 the first question
//   anything else: what the test wrote below the line before
//
// REPRISE_REWRITE=1 writes the answers anew: read the difference before you commit it.
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "protocol/codec.hpp"
#include "tests/session/lesson.hpp"
#include "tests/support/places/places.hpp"

namespace reprise::tests {
namespace {

class conversation {
 public:
  std::string answer(const std::string& line) {
    std::istringstream words{line};
    std::string who;
    std::string what;
    words >> who >> what;
    if (what == "s") return told([&] { it_.pass(std::stoll(who) * 1'000); });
    if (what == "joins") return told(ask({}, command::join{.name = who}));
    if (what == "vanishes" || what == "returns") {
      return told(ask({}, command::note_attendance{.member = named(who), .here = what == "returns"}));
    }
    std::string args;
    std::getline(words, args);
    if (args.empty()) args = "{}";
    const auto frame =
        decode_client_frame(R"({"frame":"command","id":"1","name":")" + what + R"(","args":)" + resolved(args) + "}");
    if (!frame) return "unreadable: " + frame.error().why.detail + "\n";
    return told(ask(named(who), any(std::get<frame::command>(*frame).request)));
  }

 private:
  result<changes> ask(id<member> actor, any_command what) {
    before_ = it_.now;
    return it_.ask(actor, std::move(what));
  }

  id<member> named(const std::string& name) const {
    for (const auto& each : it_.now.all<member>()) {
      if (each.name.str() == name) return each.id;
    }
    ADD_FAILURE() << "nobody is called " << name;
    return {};
  }

  template <class Entity>
  static std::uint64_t nth(const state& in, std::size_t number) {
    const auto& rows = in.all<Entity>();
    if (number == 0 || number > rows.size()) return 0;
    return (rows.begin() + static_cast<std::ptrdiff_t>(number - 1))->id.value;
  }

  std::string resolved(const std::string& args) const {
    static const std::regex mark{R"(@(\w+)|([#%$?])(\d+))"};
    std::string out;
    auto from = args.begin();
    for (std::sregex_iterator at{args.begin(), args.end(), mark}, end; at != end; ++at) {
      out.append(from, args.begin() + at->position());
      from = args.begin() + at->position() + at->length();
      const auto number = (*at)[3].matched ? std::stoul((*at)[3]) : 0;
      if ((*at)[1].matched)
        out += std::to_string(named((*at)[1]).value);
      else if ((*at)[2] == "#")
        out += std::to_string(nth<attempt>(it_.now, number));
      else if ((*at)[2] == "%")
        out += std::to_string(nth<room>(it_.now, number));
      else if ((*at)[2] == "$")
        out += std::to_string(nth<timer>(it_.now, number));
      else
        out += std::to_string(nth<help_request>(it_.now, number));
    }
    return out.append(from, args.end());
  }

  template <class Entity>
  static std::string numbered(const state& in, std::uint64_t wanted, char mark) {
    std::size_t number = 0;
    for (const auto& each : in.all<Entity>()) {
      ++number;
      if (each.id.value == wanted) return mark + std::to_string(number);
    }
    return "-";
  }

  // Ids as a person would say them.
  std::string said(id<member> of) const { return of ? it_.now.find(of)->name.str() : "nobody"; }
  std::string said(id<room> of) const { return of ? numbered<room>(it_.now, of.value, '%') : "none"; }
  std::string said(id<attempt> of) const { return of ? numbered<attempt>(it_.now, of.value, '#') : "none"; }
  std::string said(id<timer> of) const { return numbered<timer>(it_.now, of.value, '$'); }
  template <class Value>
  std::string said(const Value& value) const {
    std::string text;
    write(text, value);
    return text;
  }

  template <class Entity>
  std::string label(const Entity& of) const {
    if constexpr (std::is_same_v<Entity, feedback>)
      return "feedback by " + said(of.reviewer) + " on " + said(of.attempt);
    else if constexpr (std::is_same_v<Entity, help_request>)
      return "help for " + said(of.asker);
    else if constexpr (std::is_same_v<Entity, member>)
      return of.name.str();
    else if constexpr (std::is_same_v<Entity, room> || std::is_same_v<Entity, attempt> ||
                       std::is_same_v<Entity, timer>) {
      return std::string{Entity::wire_name} + " " + said(of.id);
    } else
      return std::string{Entity::wire_name};
  }

  // The fields that are not as they were; moments are left out, they are the clock's.
  template <class Entity>
  std::string difference(const Entity& row) const {
    const auto* old = before_.find(row.id);
    const Entity fresh{};
    const auto& was = old ? *old : fresh;
    std::string text;
    boost::mp11::mp_for_each<boost::describe::describe_members<Entity, boost::describe::mod_public>>([&](auto field) {
      const std::string_view name{field.name};
      if (name == "id" || name == "since" || name.ends_with("_at") || name == "at" || name.ends_with("_since")) return;
      std::string then;
      std::string now;
      write(then, was.*field.pointer);
      write(now, row.*field.pointer);
      if (then != now) text += " " + std::string{name} + "=" + said(row.*field.pointer);
    });
    return (old ? "  " : "+ ") + label(row) + text + "\n";
  }

  std::string told(const result<changes>& made) const {
    if (!made) return "  refused: " + said(made.error().code) + ": " + made.error().detail + "\n";
    if (made->empty()) return "  nothing changes\n";
    std::string text;
    for (const auto& each : *made) {
      if (const auto* gone = std::get_if<removal>(&each)) {
        text += "- " + std::string{kind_name(gone->kind)} + "\n";
      } else {
        text += std::visit([&](const auto& row) { return difference(row); }, std::get<put>(each).value);
      }
    }
    return text;
  }

  template <class Passing>
    requires std::invocable<Passing> std::string told(Passing passing) {
      before_ = it_.now;
      const auto known = it_.log.size();
      passing();
      changes all;
      for (auto at = known; at < it_.log.size(); ++at) all.insert(all.end(), it_.log[at].begin(), it_.log[at].end());
      return told(result<changes>{all});
    }

  lesson it_;
  state before_;
};

class conversations : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(conversations, goes_as_written) {
  std::ostringstream written;
  written << std::ifstream{GetParam()}.rdbuf();
  std::istringstream lines{written.str()};
  conversation it;
  std::string played;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') played += line + "\n";
    if (!line.starts_with("> ")) continue;
    played += line + "\n" + it.answer(line.substr(2));
  }
  if (std::getenv("REPRISE_REWRITE"))
    std::ofstream{GetParam()} << played;
  else
    EXPECT_EQ(played, written.str());
}

std::vector<std::filesystem::path> scripts() {
  std::vector<std::filesystem::path> found;
  for (const auto& each : std::filesystem::directory_iterator{source_folder() / "tests/session/conversations"}) {
    found.push_back(each.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

INSTANTIATE_TEST_SUITE_P(session, conversations, ::testing::ValuesIn(scripts()),
                         [](const auto& of) { return of.param.stem().string(); });

}  // namespace
}  // namespace reprise::tests
