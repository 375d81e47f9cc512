#include "load-tests/scenario.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <charconv>
#include <functional>
#include <map>

namespace reprise::load {
namespace {

int line_of(const YAML::Node& of) { return of.Mark().is_null() ? 1 : of.Mark().line + 1; }

[[noreturn]] void wrong(const YAML::Node& at, const std::string& path, const std::string& says) {
  std::string text = path;
  text.append(" ").append(says);
  throw scenario_mistake{line_of(at), std::move(text)};
}

std::string below(const std::string& path, const std::string& key) {
  std::string text = path;
  if (!text.empty()) text += '.';
  return text.append(key);
}

std::string text_at(const YAML::Node& from, const std::string& path) {
  if (!from.IsScalar()) wrong(from, path, "must be a text.");
  return from.Scalar();
}

double number_at(const YAML::Node& from, const std::string& path, double least, double most) {
  const auto text = text_at(from, path);
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    std::string says = "must be a number from ";
    says.append(YAML::Node(least).as<std::string>()).append(" to ").append(YAML::Node(most).as<std::string>());
    wrong(from, path, says.append("."));
  }
  return value;
}

std::int64_t whole_at(const YAML::Node& from, const std::string& path, std::int64_t least, std::int64_t most) {
  const double value = number_at(from, path, static_cast<double>(least), static_cast<double>(most));
  const auto whole = static_cast<std::int64_t>(value);
  if (static_cast<double>(whole) != value) wrong(from, path, "must be a whole number.");
  return whole;
}

std::int64_t duration_at(const YAML::Node& from, const std::string& path) {
  const auto value = read_duration_us(text_at(from, path));
  if (!value) wrong(from, path, "must be a duration such as 250ms, 2s or 30m.");
  return *value;
}

bool truth_at(const YAML::Node& from, const std::string& path) {
  const auto text = text_at(from, path);
  if (text != "true" && text != "false") wrong(from, path, "must be true or false.");
  return text == "true";
}

template <class Enum>
Enum word_at(const YAML::Node& from, const std::string& path) {
  const auto text = text_at(from, path);
  Enum value{};
  if (boost::describe::enum_from_string(text.c_str(), value)) return value;
  std::string known;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
    if (!known.empty()) known += ", ";
    known += one.name;
  });
  wrong(from, path, "must be one of " + known + ".");
}

using fields = std::map<std::string, std::function<void(const YAML::Node&, const std::string&)>>;

// Reads a map of known keys; one that is not known is a slip of the pen, and would otherwise be a limit that is never checked.
void read_map(const YAML::Node& from, const std::string& path, const fields& known) {
  if (!from.IsMap()) wrong(from, path.empty() ? "A scenario" : path, "must be a list of keys with values.");
  for (const auto& each : from) {
    const auto key = each.first.Scalar();
    const auto found = known.find(key);
    if (found == known.end()) {
      std::string names;
      for (const auto& [name, ignored] : known) names.append(names.empty() ? "" : ", ").append(name);
      wrong(each.first, below(path, key), "is not known here; what may stand here is " + names + ".");
    }
    found->second(each.second, below(path, key));
  }
}

happening read_happening(const YAML::Node& from, const std::string& path) {
  happening read;
  read_map(from, path,
           {{"at", [&](const auto& node, const auto& at) { read.at_ms = duration_at(node, at) / 1'000; }},
            {"do", [&](const auto& node, const auto& at) { read.what = word_at<deed>(node, at); }},
            {"share", [&](const auto& node, const auto& at) { read.share = number_at(node, at, 0, 1); }},
            {"for", [&](const auto& node, const auto& at) { read.for_ms = duration_at(node, at) / 1'000; }}});
  return read;
}

int percentile_at(const YAML::Node& key, const std::string& path) {
  static const std::map<std::string, int> known{{"p50", 50}, {"p90", 90}, {"p95", 95}, {"p99", 99}, {"max", 100}};
  const auto found = known.find(key.Scalar());
  if (found == known.end()) wrong(key, path, "is not known; percentiles are p50, p90, p95, p99 and max.");
  return found->second;
}

void read_limits(const YAML::Node& from, const std::string& path, std::vector<limit>& into) {
  if (!from.IsMap()) wrong(from, path, "must be a list of keys with values.");
  for (const auto& each : from) {
    const auto key = each.first.Scalar();
    const auto here = below(path, key);
    count_kind counted{};
    if (boost::describe::enum_from_string(key.c_str(), counted)) {
      into.emplace_back(count_limit{counted, whole_at(each.second, here, 0, 1'000'000)});
      continue;
    }
    duration_kind measured{};
    if (!boost::describe::enum_from_string(key.c_str(), measured)) {
      wrong(each.first, here,
            "is not measured; limits can be set to acknowledged, screens, entered, resumed, errors, lost, cuts, "
            "resume_snapshots, memory_growth and files_growth.");
    }
    if (!each.second.IsMap()) wrong(each.second, here, "must have percentiles, such as { p99: 250ms }.");
    for (const auto& one : each.second) {
      const auto there = below(here, one.first.Scalar());
      into.emplace_back(duration_limit{measured, percentile_at(one.first, there), duration_at(one.second, there)});
    }
  }
}

scenario read_all(const YAML::Node& from) {
  scenario read;
  read_map(from, "",
           {{"name", [&](const auto& node, const auto& at) { read.name = text_at(node, at); }},
            {"about", [&](const auto& node, const auto& at) { read.about = text_at(node, at); }},
            {"behaviour", [&](const auto& node, const auto& at) { read.how = word_at<behaviour>(node, at); }},
            {"playbook", [&](const auto& node, const auto& at) { read.playbook = text_at(node, at); }},
            {"people", [&](const auto& node, const auto& at) { read.people = whole_at(node, at, 1, 100'000); }},
            {"people_per_session",
             [&](const auto& node, const auto& at) {
               read.people_per_session = whole_at(node, at, 1, limits::members_max - 1);
             }},
            {"speed", [&](const auto& node, const auto& at) { read.speed = number_at(node, at, 0.1, 100); }},
            {"begin_within",
             [&](const auto& node, const auto& at) { read.begin_within_ms = duration_at(node, at) / 1'000; }},
            {"ramp", [&](const auto& node, const auto& at) { read.ramp_ms = duration_at(node, at) / 1'000; }},
            {"duration", [&](const auto& node, const auto& at) { read.duration_ms = duration_at(node, at) / 1'000; }},
            {"again", [&](const auto& node, const auto& at) { read.again = truth_at(node, at); }},
            {"commands_per_second",
             [&](const auto& node, const auto& at) { read.commands_per_second = number_at(node, at, 0, 100'000); }},
            {"submit_within",
             [&](const auto& node, const auto& at) { read.submit_within_ms = duration_at(node, at) / 1'000; }},
            {"rounds", [&](const auto& node, const auto& at) { read.rounds = whole_at(node, at, 1, 1'000); }},
            {"round", [&](const auto& node, const auto& at) { read.round_ms = duration_at(node, at) / 1'000; }},
            {"stages",
             [&](const auto& node, const auto& at) {
               if (!node.IsSequence()) wrong(node, at, "must be a list of stages.");
               for (const auto& each : node) read.stages.push_back(word_at<stage>(each, at));
             }},
            {"happenings",
             [&](const auto& node, const auto& at) {
               if (!node.IsSequence()) wrong(node, at, "must be a list.");
               for (const auto& each : node) read.happenings.push_back(read_happening(each, at));
             }},
            {"limits", [&](const auto& node, const auto& at) { read_limits(node, at, read.limits); }}});
  if (read.name.empty()) wrong(from, "name", "is missing.");
  if (read.limits.empty()) wrong(from, "limits", "is missing: a load test that cannot fail shows nothing.");
  if (read.duration_ms == 0 && (read.how == behaviour::wall || read.how == behaviour::idle || read.again))
    wrong(from, "duration", "is missing: nothing else ends this.");
  return read;
}

}  // namespace

std::variant<scenario, scenario_mistake> read_scenario(const std::string& yaml) {
  try {
    return read_all(YAML::Load(yaml));
  } catch (const scenario_mistake& found) {
    return found;
  } catch (const YAML::Exception& failed) {
    return scenario_mistake{failed.mark.is_null() ? 1 : failed.mark.line + 1, "This is not YAML: " + failed.msg + "."};
  }
}

std::optional<std::int64_t> read_duration_us(std::string_view text) {
  double value = 0;
  const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || value < 0 || value > 1e6) return std::nullopt;
  const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
  const double us = unit == "us" ? 1 : unit == "ms" ? 1e3 : unit == "s" ? 1e6 : unit == "m" ? 60e6 : 0;
  if (us == 0) return std::nullopt;
  return static_cast<std::int64_t>(value * us);
}

std::string name_of(const limit& of) {
  if (const auto* counted = std::get_if<count_limit>(&of)) return boost::describe::enum_to_string(counted->of, "");
  const auto& measured = std::get<duration_limit>(of);
  std::string text = boost::describe::enum_to_string(measured.of, "");
  if (measured.percentile == 100) return text.append(" max");
  return text.append(" p").append(std::to_string(measured.percentile));
}

}  // namespace reprise::load
