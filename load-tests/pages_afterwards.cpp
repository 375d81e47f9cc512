#include "load-tests/pages_afterwards.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "load-tests/live_socket.hpp"
#include "load-tests/screen_text.hpp"
#include "load-tests/words.hpp"
#include "protocol/codec.hpp"
#include "protocol/writer.hpp"

namespace reprise::load {
namespace {

constexpr std::size_t pages_at_once = 32;
constexpr int page_attempts_max = 5;
constexpr std::int64_t again_after_us = 300'000;

}  // namespace

// Says hello with nothing, reads the first screen, and goes on to the next person's.
class pages_afterwards::page final : public live_socket {
 public:
  explicit page(pages_afterwards& of) : live_socket(of.in_.turns, of.in_.luck), of_(of) {}

  bool is_done() const { return done_; }
  void next() {
    attempts_ = 0;
    const auto seat = of_.next_seat();
    where_ = seat.where;
    seat_ = seat.number;
    done_ = where_ == nullptr;
    if (!done_) open(of_.in_.server, where_->key);
  }
  void on_moment(std::uint32_t what, std::uint32_t, std::int64_t) override {
    switch (static_cast<moment>(what)) {
      case open_again: return open(of_.in_.server, where_->key);
      case go_on: return next();
    }
  }

 private:
  enum moment : std::uint32_t { open_again, go_on };

  void on_open() override {
    std::string text;
    frame::hello said;
    said.ticket = where_->seats[seat_].ticket;
    reprise::write(text, client_frame(std::move(said)));
    send(text);
  }

  void on_text(std::string_view text) override {
    if (read_frame(text).name != "welcome") return;
    const auto& whose = where_->seats[seat_];
    look_for_themself(text);
    const ledger::page seen{whose.member, whose.room, whose.leads, words_in(text)};
    auto& found = of_.in_.found;
    for (auto& complaint : where_->words.missing_on(seen, found.words_looked_for)) {
      ++found.lost;
      found.complain(std::move(complaint));
    }
    ++found.pages_loaded;
    drop();
    // Not from within the read that brought this.
    loop_.at(loop::now(), this, go_on);
  }

  // Being let in was acknowledged, too.
  void look_for_themself(std::string_view text) {
    const auto& whose = where_->seats[seat_];
    bool is_there = false;
    for_each_change(read_frame(text), [&](const change_text& each) {
      // Away, or left after a lesson that ended long ago, is kept, too: only a facilitator removes somebody.
      const bool is_kept = each.row.word("attendance") != "removed";
      is_there = is_there || (each.kind == "member" && each.id == whose.member && is_kept);
    });
    ++of_.in_.found.words_looked_for;
    if (is_there) return;
    ++of_.in_.found.lost;
    std::string complaint = "Member ";
    complaint.append(std::to_string(whose.member)).append(" was let in, and their own page does not have them.");
    of_.in_.found.complain(std::move(complaint));
  }

  void on_closed(int) override {
    if (++attempts_ < page_attempts_max) return loop_.at(loop::now() + again_after_us, this, open_again);
    of_.in_.found.error("a page could not be loaded afterwards");
    loop_.at(loop::now(), this, go_on);
  }

  pages_afterwards& of_;
  group* where_ = nullptr;
  std::size_t seat_ = 0;
  int attempts_ = 0;
  bool done_ = false;
};

pages_afterwards::pages_afterwards(setting& in, const std::vector<std::unique_ptr<group>>& groups)
    : in_(in), groups_(groups) {
  for (std::size_t at = 0; at < pages_at_once; ++at) pages_.push_back(std::make_unique<page>(*this));
  for (auto& each : pages_) each->next();
}

pages_afterwards::~pages_afterwards() = default;

pages_afterwards::seat pages_afterwards::next_seat() {
  while (next_group_ < groups_.size() && next_seat_ >= groups_[next_group_]->seats.size()) {
    ++next_group_;
    next_seat_ = 0;
  }
  if (next_group_ >= groups_.size()) return {};
  return {groups_[next_group_].get(), next_seat_++};
}

bool pages_afterwards::are_loaded() const {
  return std::all_of(pages_.begin(), pages_.end(), [](const auto& each) { return each->is_done(); });
}

}  // namespace reprise::load
