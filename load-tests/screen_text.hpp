// Reads what the server sends without taking it apart: a member of a crowd looks at one or two fields of a frame that may hold a
// thousand rows, and passes over the rest at the speed of a search. Fields that it does not know are passed over, too.
// What it cannot follow ends early, as if nothing more were there. Pure; views into the frame.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace reprise::load {

// One JSON object, looked into by key. Only its own members are found, not those of objects inside.
class row_text {
 public:
  row_text() = default;
  explicit row_text(std::string_view object) : object_(object) {}

  std::string_view raw(std::string_view key) const;  // "" where it is missing
  std::uint64_t number(std::string_view key) const;  // 0 where it is missing
  std::int64_t time(std::string_view key) const { return static_cast<std::int64_t>(number(key)); }
  bool flag(std::string_view key) const { return raw(key) == "true"; }
  // A word such as a name of an enum or an id: taken as it stands, without undoing escapes.
  std::string_view word(std::string_view key) const;
  std::string_view whole() const { return object_; }

 private:
  std::string_view object_;
};

struct change_text {
  std::string_view kind;  // "member"
  std::uint64_t id = 0;
  bool removed = false;
  row_text row;  // empty where it was removed
};

// A server's frame: its name, and its members as of any object.
struct frame_text {
  std::string_view name;
  row_text row;
};
frame_text read_frame(std::string_view json);

void for_each_change(const frame_text& in, const std::function<void(const change_text&)>& tell);

// The numbers in a list such as [1,2,3].
void for_each_number(std::string_view list, const std::function<void(std::uint64_t)>& tell);

// The end of the JSON value that begins at `from`; the length of the text where it has no end.
std::size_t end_of_value(std::string_view json, std::size_t from);

}  // namespace reprise::load
