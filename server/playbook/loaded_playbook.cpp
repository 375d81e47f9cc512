#include "server/playbook/loaded_playbook.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "protocol/node_of.hpp"
#include "protocol/plan.hpp"
#include "server/playbook/yaml_check.hpp"
#include "server/playbook/yaml_reader.hpp"

namespace reprise {
namespace {

using playbook_reading::mistake;

// The keys that a file has beside those of the playbook itself.
struct beside_playbook {
  list<criterion, limits::criteria_max> criteria;
};
BOOST_DESCRIBE_STRUCT(beside_playbook, (), (criteria))

refusal located(const std::string& name, mistake of) {
  const auto line = std::to_string(of.line);
  std::string detail = name.empty() ? "Line " + line : name + ":" + line;
  of.why.detail = detail.append(": ").append(of.why.detail);
  return std::move(of.why);
}

int line_of(const YAML::Node& of) { return of.Mark().line + 1; }

// Links are no files here: one could lead out of the folder.
bool is_file(const std::filesystem::path& at) {
  std::error_code failed;
  return std::filesystem::is_regular_file(std::filesystem::symlink_status(at, failed)) &&
         std::filesystem::file_size(at, failed) > 0 && !failed;
}

// WebVTT, 4.1: perhaps a byte order mark, then the word on a line of its own, perhaps with words behind it.
bool begins_as_captions(const std::filesystem::path& at) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  constexpr std::string_view word = "WEBVTT";
  std::ifstream in(at, std::ios::binary);
  std::string begin(mark.size() + word.size() + 1, '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  if (begin.starts_with(mark)) begin.erase(0, mark.size());
  return begin.starts_with(word) && (begin.size() == word.size() ||
                                     std::string_view(" \t\r\n").find(begin[word.size()]) != std::string_view::npos);
}

std::optional<refusal> missing_files(const exemplar_media& of, const std::filesystem::path& folder) {
  const auto nowhere = [&](const file_name& name, const char* field) {
    return refuse(refusal_code::not_found,
                  "There is no file \"" + (folder / name.str()).string() + "\", or it is empty.", field);
  };
  if (!is_file(folder / of.file.str())) return nowhere(of.file, "exemplar.media.file");
  if (!is_file(folder / of.captions.str())) return nowhere(of.captions, "exemplar.media.captions");
  if (begins_as_captions(folder / of.captions.str())) return std::nullopt;
  return refuse(refusal_code::bad_text, "Captions are WebVTT, whose first line begins with WEBVTT; these are not.",
                "exemplar.media.captions");
}

std::optional<mistake> find_unusable_media(const exemplar& of, const YAML::Node& document,
                                           const std::optional<std::filesystem::path>& folder) {
  auto why = unusable_media(of);
  if (!why && of.media && folder) why = missing_files(*of.media, *folder);
  if (!why) return std::nullopt;
  // The line of the element or member that is at fault: "exemplar.media.passage_seconds[2]".
  const auto name = std::string_view(why->field).substr(std::string_view("exemplar.media.").size());
  const auto bracket = name.find('[');
  const auto member = document["exemplar"]["media"][std::string(name.substr(0, bracket))];
  const auto index = bracket == std::string_view::npos ? 0 : std::stoul(std::string(name.substr(bracket + 1)));
  const int line = line_of(member.IsSequence() && index < member.size() ? member[index] : member);
  why->detail = why->field + ": " + why->detail;
  return mistake{line, *std::move(why)};
}

// What no bound says, but a session could not be held with.
std::optional<mistake> find_unusable(const loaded_playbook& loaded, const YAML::Node& document,
                                     const std::optional<std::filesystem::path>& media) {
  if (loaded.playbook.exemplar.passages.empty()) {
    return mistake{line_of(document["exemplar"]["passages"]),
                   refuse(refusal_code::too_short, "exemplar.passages is empty: give it at least one text to read.",
                          "exemplar.passages")};
  }
  const auto& plan = loaded.playbook;
  if (auto why = find_unusable_media(plan.exemplar, document, media)) return why;
  if (auto why = unusable_plan(plan.pace, plan.stages, plan.steps)) {
    const auto list = why->field.substr(0, why->field.find('['));
    const auto index = why->field.size() > list.size() ? std::stoul(why->field.substr(list.size() + 1)) : 0;
    const auto at_fault = document[list].size() > index ? document[list][index] : document[list];
    why->detail = why->field + ": " + why->detail;
    return mistake{line_of(at_fault), *std::move(why)};
  }
  if (loaded.criteria.empty()) {
    return mistake{line_of(document["criteria"]),
                   refuse(refusal_code::too_short,
                          "criteria is empty: give it at least one; every attempt is rated against them.", "criteria")};
  }
  for (std::size_t index = 1; index < loaded.criteria.size(); ++index) {
    const auto end = loaded.criteria.begin() + static_cast<std::ptrdiff_t>(index);
    const auto same_title = [&](const criterion& one) { return one.title == end->title; };
    if (std::none_of(loaded.criteria.begin(), end, same_title)) continue;
    const std::string field = "criteria[" + std::to_string(index) + "].title";
    return mistake{
        line_of(document["criteria"][index]["title"]),
        refuse(refusal_code::duplicate_field,
               field + " is the title of an earlier criterion; people could not tell them apart. Reword it.", field)};
  }
  return std::nullopt;
}

result<loaded_playbook> read_document(const YAML::Node& document, const std::string& id, const std::string& name,
                                      const std::optional<std::filesystem::path>& media) {
  loaded_playbook loaded{.id = id, .playbook = {}, .criteria = {}};
  beside_playbook beside;
  const std::array parts{
      reading::target{&loaded.playbook, &reading::node_of<playbook>::how},
      reading::target{&beside, &reading::node_of<beside_playbook>::how},
  };
  if (auto why = playbook_reading::read_mapping(document, parts)) return located(name, std::move(*why));
  loaded.criteria = std::move(beside.criteria);
  if (auto why = find_unusable(loaded, document, media)) return located(name, std::move(*why));
  std::uint64_t number = 0;
  for (criterion& one : loaded.criteria) {
    one.id.value = ++number;
    one.number = static_cast<std::int64_t>(number);
  }
  return loaded;
}

refusal unreadable(const std::filesystem::path& what, std::string_view why) {
  return refuse(refusal_code::not_found, what.string() + ": " + std::string(why));
}

// About a file as a whole: said of its first line, where editors go.
refusal unreadable_file(const std::filesystem::path& file, refusal_code code, std::string why) {
  return located(file.string(), {1, refuse(code, std::move(why))});
}

mistake too_large(std::size_t bytes) {
  const auto kib = [](std::size_t of) { return std::to_string((of + 1023) / 1024) + " KiB"; };
  return {1, refuse(refusal_code::too_large, "This has " + kib(bytes) + ", and a playbook at most " +
                                                 kib(playbook_bytes_max) + ". Shorten it, or is this another file?")};
}

}  // namespace

bool is_playbook_key(std::string_view key) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !key.empty() && key.size() <= limits::playbook_key_chars_max &&
         key.find_first_not_of(letters) == std::string_view::npos;
}

result<loaded_playbook> read_playbook(std::string_view yaml, const std::string& id, const std::string& name,
                                      const std::optional<std::filesystem::path>& media) {
  if (yaml.size() > playbook_bytes_max) return located(name, too_large(yaml.size()));
  if (auto why = playbook_reading::find_bad_bytes(yaml)) return located(name, *std::move(why));
  try {
    const std::string text(yaml);
    if (auto why = playbook_reading::find_more_than_words(text)) return located(name, *std::move(why));
    return read_document(YAML::Load(text), id, name, media);
  } catch (const YAML::Exception& error) {
    // The library knows no other way to say that something is not YAML.
    return located(name, playbook_reading::not_yaml(yaml, error));
  }
}

result<std::string> read_playbook_file(const std::filesystem::path& file) {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(file, failed);
  if (failed) {
    return unreadable_file(file, refusal_code::not_found, "The file cannot be read: " + failed.message() + ".");
  }
  if (file.extension() != ".yaml" || !is_playbook_key(file.stem().string())) {
    return unreadable_file(
        file, refusal_code::bad_text,
        "The file's name must be lower-case letters, digits and hyphens, then \".yaml\"; rename it.");
  }
  if (bytes > playbook_bytes_max) return located(file.string(), too_large(bytes));
  std::ifstream in(file, std::ios::binary);
  std::string yaml{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad() || !in.is_open()) return unreadable_file(file, refusal_code::not_found, "The file cannot be read.");
  return yaml;
}

result<loaded_playbook> load_playbook(const std::filesystem::path& file) {
  const auto yaml = read_playbook_file(file);
  if (!yaml) return yaml.error();
  return read_playbook(*yaml, file.stem().string(), file.string(), media_beside(file.parent_path()));
}

result<std::vector<loaded_playbook>> load_playbooks(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  if (failed) return unreadable(folder, "The folder of playbooks cannot be read: " + failed.message() + ".");
  if (files.empty()) return unreadable(folder, "There is no playbook (*.yaml) in this folder.");
  std::ranges::sort(files);
  std::vector<loaded_playbook> all;
  for (const auto& file : files) {
    auto loaded = load_playbook(file);
    if (!loaded) return std::move(loaded).error();
    all.push_back(std::move(*loaded));
  }
  return all;
}

}  // namespace reprise
