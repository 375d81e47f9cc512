#include "server/playbook/yaml_check.hpp"

#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <limits>
#include <sstream>

#include "protocol/text_rules.hpp"

namespace reprise::playbook_reading {
namespace {

constexpr int depth_max = 16;  // a playbook has four levels

class nested_too_deep final : public YAML::ParserException {
 public:
  explicit nested_too_deep(const YAML::Mark& at) : ParserException(at, "nested too deep") {}
};

class second_document final : public YAML::ParserException {
 public:
  explicit second_document(const YAML::Mark& at) : ParserException(at, "a second document") {}
};

// Notes the first thing that a playbook may not have; what follows is passed over.
class watcher final : public YAML::EventHandler {
 public:
  const std::optional<mistake>& found() const { return found_; }

  // A stray comma is an empty document to yaml-cpp, and it stays before the comma: without an end here it would hand
  // out empty documents until the memory is full.
  void OnDocumentStart(const YAML::Mark& at) override {
    if (began_ && began_->pos == at.pos) throw YAML::ParserException(at, "there is a comma where a key should stand");
    if (began_) throw second_document(at);
    began_ = at;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& at, YAML::anchor_t anchor) override { look_at(at, anchor); }
  void OnAlias(const YAML::Mark& at, YAML::anchor_t anchor) override { look_at(at, anchor); }
  void OnScalar(const YAML::Mark& at, const std::string&, YAML::anchor_t anchor, const std::string&) override {
    look_at(at, anchor);
  }
  void OnSequenceStart(const YAML::Mark& at, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    go_in(at, anchor);
  }
  void OnSequenceEnd() override { --depth_; }
  void OnMapStart(const YAML::Mark& at, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    go_in(at, anchor);
  }
  void OnMapEnd() override { --depth_; }

 private:
  void look_at(const YAML::Mark& at, YAML::anchor_t anchor) {
    if (anchor == YAML::NullAnchor || found_) return;
    found_ = mistake{at.line + 1, refuse(refusal_code::bad_text,
                                         "There is an anchor (&name) or an alias (*name) here. Write the words out "
                                         "where they are meant, or put them in quotes if they begin with & or *.")};
  }
  void go_in(const YAML::Mark& at, YAML::anchor_t anchor) {
    look_at(at, anchor);
    if (++depth_ <= depth_max) return;
    // Its reader calls itself for every level, so it goes no further down.
    throw nested_too_deep(at);
  }

  int depth_ = 0;
  std::optional<YAML::Mark> began_;
  std::optional<mistake> found_;
};

std::string_view line_at(std::string_view text, int line) {
  for (; line > 1; --line) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

bool is_indented_by_tab(std::string_view line) {
  const auto first = line.find_first_not_of(' ');
  return first != std::string_view::npos && line[first] == '\t';
}

}  // namespace

std::optional<mistake> find_bad_bytes(std::string_view yaml) {
  int line = 1;
  for (const char byte : yaml) {
    if (byte == '\n') ++line;
    const bool allowed = byte == '\n' || byte == '\r' || byte == '\t';
    if ((static_cast<unsigned char>(byte) < 0x20 && !allowed) || byte == 0x7f) {
      return mistake{line, refuse(refusal_code::bad_text, "There is a control character in this line; take it out.")};
    }
  }
  for (line = 1; !yaml.empty(); ++line) {
    std::string text(yaml.substr(0, yaml.find('\n')));
    yaml.remove_prefix(std::min(yaml.size(), text.size() + 1));
    auto why = admit_text(text, {.min = 0, .max = std::numeric_limits<std::size_t>::max(), .form = shape::prose});
    if (!why) continue;
    why->detail += " Save the file as UTF-8, as every editor can, and look at this line again.";
    return mistake{line, *std::move(why)};
  }
  return std::nullopt;
}

std::optional<mistake> find_more_than_words(const std::string& yaml) {
  std::istringstream in(yaml);
  YAML::Parser parser(in);
  watcher watching;
  if (!parser.HandleNextDocument(watching)) {
    return mistake{1, refuse(refusal_code::not_json,
                             "There is nothing to read here. Begin with a playbook that works, and change it.")};
  }
  if (watching.found()) return watching.found();
  parser.HandleNextDocument(watching);  // throws if there is one
  return std::nullopt;
}

mistake not_yaml(std::string_view yaml, const YAML::Exception& error) {
  const int line = error.mark.is_null() ? 1 : error.mark.line + 1;
  if (dynamic_cast<const nested_too_deep*>(&error) != nullptr) {
    return {line, refuse(refusal_code::too_deep,
                         "Lists or mappings are nested too deep here; a playbook has four "
                         "levels at most. Is a bracket too many in this line?")};
  }
  if (dynamic_cast<const second_document*>(&error) != nullptr) {
    return {line, refuse(refusal_code::not_json,
                         "A second document begins here; a file holds one playbook. Take the line \"---\" out, or put "
                         "the second into a file of its own.")};
  }
  std::string says = "This is not YAML: " + error.msg + ". ";
  if (error.msg.find("anchor") != std::string::npos) {
    says += "Put a text that begins with & or * in quotes.";
    return {line, refuse(refusal_code::not_json, std::move(says))};
  }
  says += is_indented_by_tab(line_at(yaml, line))
              ? "The line begins with a tab; use spaces instead."
              : "Look for a missing quotation mark, a missing space after a colon, or a wrong indentation, here or in "
                "the lines before.";
  return {line, refuse(refusal_code::not_json, std::move(says))};
}

}  // namespace reprise::playbook_reading
