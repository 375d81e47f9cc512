#include "protocol/binder.hpp"

namespace reprise::reading {
namespace {

// A key that we do not know is somebody's text: enough of it to be recognised, and nothing that could do harm in a log.
std::string cleaned(std::string_view key) {
  constexpr std::size_t chars_max = 40;
  if (key.empty()) return "\"\"";
  std::string out;
  for (const char byte : key.substr(0, chars_max)) {
    const bool plain = byte > ' ' && byte < 0x7f && byte != '"' && byte != '\\' && byte != '<';
    out += plain ? byte : '?';
  }
  if (key.size() > chars_max) out += "...";
  return out;
}

const char* wanted(node_kind kind) {
  switch (kind) {
    case node_kind::boolean: return "true or false";
    case node_kind::number: return "a whole number";
    case node_kind::text:
    case node_kind::plain_text:
    case node_kind::word: return "a text";
    case node_kind::object: return "an object";
    case node_kind::list: return "a list";
    case node_kind::optional: return "a value";
  }
  return "a value";
}

}  // namespace

// --- refusing --------------------------------------------------------------------------------------------------------

std::string binder::path() const {
  std::string to;
  for (std::size_t index = 0; index < depth_; ++index) {
    const level& in = levels_[index];
    if (in.at.how->kind == node_kind::list) {
      if (in.count > 0) to += "[" + std::to_string(in.count - 1) + "]";
    } else if (!in.key.empty()) {
      if (!to.empty()) to += '.';
      to += in.key;
    }
  }
  return to;
}

bool binder::refuse_here(refusal why) {
  why.field = path();
  why_ = std::move(why);
  return false;
}

bool binder::refuse_at(std::string_view name, refusal_code code, std::string detail) {
  level& in = levels_[depth_ - 1];
  in.key = {};
  if (in.at.how->kind == node_kind::list) in.count = 0;
  std::string field = path();
  if (!field.empty() && !name.empty()) field += '.';
  field += name;
  why_ = refuse(code, std::move(detail), std::move(field));
  return false;
}

bool binder::refuse_unknown(std::string_view key) {
  return refuse_at(cleaned(key), refusal_code::unknown_field, "There is no field of this name here; leave it out.");
}

bool binder::refuse_early(std::string_view key, std::string_view before) {
  return refuse_at(cleaned(key), refusal_code::wrong_order,
                   "\"" + std::string(before) + "\" must come before this field.");
}

bool binder::wrong_type(const node& how, const char* got) {
  const node_kind kind = how.kind;
  return refuse_here(
      refuse(refusal_code::wrong_type, std::string("This must be ") + wanted(kind) + ", not " + got + "."));
}

bool binder::out_of_range(const node& how) {
  return refuse_here(refuse(refusal_code::out_of_range, "This must be a whole number from " + std::to_string(how.min) +
                                                            " to " + std::to_string(how.max) + "."));
}

// The parser makes a fraction of a whole number that has too many digits for it.
bool binder::refuse_fraction(const node& how, std::string_view token) {
  const std::size_t first = token.starts_with('-') ? 1 : 0;
  const bool is_whole = token.find_first_not_of("0123456789", first) == std::string_view::npos;
  return is_whole ? out_of_range(how) : wrong_type(how, "a fraction");
}

}  // namespace reprise::reading
