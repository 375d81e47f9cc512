// Binds the events of a JSON parser to a described value: the inside of reader.cpp. It keeps the way down from the
// document's root to the value that comes next, in a fixed array; nothing is allocated but what the value itself needs.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/limits.hpp"
#include "protocol/node.hpp"
#include "protocol/reader.hpp"
#include "protocol/refusals.hpp"

namespace reprise::reading {

// The functions are those that nlohmann-json's parser calls, event by event; false ends the reading with a refusal.
class binder {
 public:
  binder(target root, origin from) : root_(root), from_(from) {}

  std::optional<refusal> take_refusal() { return std::move(why_); }

  bool null() {
    target to;
    if (!next(to)) return false;
    if (to.how->kind != node_kind::optional) return wrong_type(*to.how, "null");
    return done();
  }

  bool boolean(bool value) {
    target to;
    if (!next_value(to)) return false;
    if (to.how->kind != node_kind::boolean) return wrong_type(*to.how, value ? "true" : "false");
    to.how->set_boolean(to.object, value);
    return done();
  }

  bool number_integer(std::int64_t value) { return number(value); }

  bool number_unsigned(std::uint64_t value) {
    // Whatever does not fit is out of every range that we have; the largest signed number is as well.
    return number(value > static_cast<std::uint64_t>(INT64_MAX) ? INT64_MAX : static_cast<std::int64_t>(value));
  }

  bool number_float(double, const std::string& token) {
    target to;
    if (!next_value(to)) return false;
    if (to.how->kind != node_kind::number) return wrong_type(*to.how, "a number");
    return refuse_fraction(*to.how, token);
  }

  bool string(std::string& value) {
    target to;
    if (!next_value(to)) return false;
    const node& how = *to.how;
    switch (how.kind) {
      case node_kind::text:
        if (from_ == origin::stranger) {
          if (auto why = admit_text(value, how.bounds)) return refuse_here(std::move(*why));
        }
        [[fallthrough]];
      case node_kind::plain_text: how.string_in(to.object).assign(value); return done();
      case node_kind::word:
        if (how.set_word(to.object, value)) return done();
        return refuse_here(refuse(refusal_code::unknown_name, "This must be one of: " + how.words() + "."));
      default: return wrong_type(how, "a text");
    }
  }

  bool binary(std::vector<std::uint8_t>&) { return false; }  // never in a text

  bool start_object(std::size_t) { return open(node_kind::object, "an object"); }
  bool start_array(std::size_t) { return open(node_kind::list, "a list"); }

  bool key(std::string& name) {
    level& in = levels_[depth_ - 1];
    const found at = in.at.how->member(*in.at.how, in.at.object, name, in.seen);
    switch (at.what) {
      case found::outcome::here: break;
      case found::outcome::unknown: return refuse_unknown(name);
      case found::outcome::too_early: return refuse_early(name, at.name);
    }
    const std::uint64_t bit = std::uint64_t{1} << at.bit;
    if ((in.seen & bit) != 0) {
      return refuse_at(at.name, refusal_code::duplicate_field, "This field is given twice; give it once.");
    }
    in.seen |= bit;
    in.key = at.name;
    in.pending = at.to;
    return true;
  }

  bool end_object() {
    const level& in = levels_[depth_ - 1];
    const auto lacking = in.at.how->missing(*in.at.how, in.at.object, in.seen, from_ == origin::own_log);
    if (!lacking.empty()) {
      return refuse_at(lacking, refusal_code::missing_field, "This field is missing; it is needed.");
    }
    return close();
  }

  bool end_array() { return close(); }

  bool complete() const { return complete_; }  // the document's one value has been read

  // Each gives false, which ends the reading.
  bool refuse_here(refusal why);  // about the value that is being read

 private:
  struct level {
    target at;
    std::uint64_t seen = 0;  // object
    std::string_view key;    // object: the member being read; a literal
    target pending;          // object: where its value goes
    std::size_t count = 0;   // list: elements begun
  };

  // Where the next value goes.
  bool next(target& to) {
    if (depth_ == 0) {
      to = root_;
      return true;
    }
    level& in = levels_[depth_ - 1];
    if (in.at.how->kind == node_kind::object) {
      to = in.pending;
      return true;
    }
    if (in.count >= in.at.how->elements_max && from_ == origin::stranger) {
      return refuse_at({}, refusal_code::too_long,
                       "This list holds at most " + std::to_string(in.at.how->elements_max) + ".");
    }
    to = in.at.how->element(in.at.object);
    ++in.count;
    return true;
  }

  bool next_value(target& to) {
    if (!next(to)) return false;
    if (to.how->kind == node_kind::optional) to = to.how->inside(to.object);
    return true;
  }

  bool number(std::int64_t value) {
    target to;
    if (!next_value(to)) return false;
    const node& how = *to.how;
    if (how.kind != node_kind::number) return wrong_type(how, "a number");
    const bool bounded = from_ == origin::stranger || !how.bound_may_move;
    if (bounded && (value < how.min || value > how.max)) return out_of_range(how);
    how.set_number(to.object, value);
    return done();
  }

  bool open(node_kind kind, const char* name) {
    target to;
    if (!next_value(to)) return false;
    if (to.how->kind != kind) return wrong_type(*to.how, name);
    if (depth_ == levels_.size()) {
      return refuse_here(
          refuse(refusal_code::too_deep, "This is nested more than " + std::to_string(limits::depth_max) + " deep."));
    }
    level& in = levels_[depth_++];
    in.at = to;
    in.seen = 0;
    in.key = {};
    in.count = 0;
    return true;
  }

  bool close() {
    --depth_;
    return done();
  }

  bool done() {
    if (depth_ > 0) {
      levels_[depth_ - 1].key = {};
    } else {
      complete_ = true;
    }
    return true;
  }

  bool refuse_at(std::string_view name, refusal_code code, std::string detail);  // a member that is not being read
  bool refuse_unknown(std::string_view key);
  bool refuse_early(std::string_view key, std::string_view before);
  bool wrong_type(const node& how, const char* got);
  bool out_of_range(const node& how);
  bool refuse_fraction(const node& how, std::string_view token);
  std::string path() const;

  const target root_;
  const origin from_;
  std::size_t depth_ = 0;
  bool complete_ = false;
  std::array<level, limits::depth_max> levels_;
  std::optional<refusal> why_;
};

}  // namespace reprise::reading
