// The people of one session: has it opened, lets everybody in, begins with what the scenario is about and, where lessons follow
// each other, goes with all of them to the next session.
//
// Thread    The loop's.
// Failure   Is found in the door, where crews share what becomes of asking, and said in the measures.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "load-tests/group.hpp"
#include "load-tests/leader.hpp"
#include "load-tests/participant.hpp"
#include "load-tests/setting.hpp"

namespace reprise::load {

// Where all crews of a run get in.
struct door {
  http_pool& http;
  const std::string organiser_key;
  std::vector<std::unique_ptr<group>> groups{};  // every session that was asked for, in its order
  std::size_t opened = 0;
  std::size_t turned_away = 0;
  std::string could_not_open{};  // why, where one could not
};

class crew final : public loop::user {
 public:
  // What a crew can be asked for at a moment of the loop. come: the person of this number, as `scene`.
  enum moment : std::uint32_t { come, begin, write };

  // So many participants, numbered from `first` in the run, and somebody who leads. All that is named outlives it.
  crew(setting& in, door& into, std::size_t first, std::size_t count);

  void open();
  // Where everybody has done what there was to do, they go to another session.
  void go_on();
  void stop();

  leader& lead() const { return *leads_; }
  const std::vector<std::unique_ptr<participant>>& people() const { return people_; }
  const group& session() const { return *now_; }  // the present one, once it was asked for
  bool is_here() const;                           // everybody but whoever leads
  std::size_t unanswered() const;                 // commands, of all of them

  void on_ready() override {}
  void on_moment(std::uint32_t what, std::uint32_t scene, std::int64_t due) override;

 private:
  enum class course { going, opening, coming };

  void on_opened(int status, std::string_view body);
  void let_in(std::size_t person_number, std::int64_t due);
  void on_joined(std::size_t person_number, std::int64_t due, int status, std::string_view body);
  void begin_now();
  void write_somewhere(std::int64_t due);
  void soon(moment what, std::int64_t in_us) { in_.turns.at(loop::now() + in_us, this, what); }
  std::string id_of(std::string what, std::size_t number) const;

  setting& in_;
  door& door_;
  const std::size_t first_;
  std::unique_ptr<leader> leads_;
  std::vector<std::unique_ptr<participant>> people_;
  group* now_ = nullptr;
  course where_ = course::going;
  bool stopped_ = false;
};

}  // namespace reprise::load
