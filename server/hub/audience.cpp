#include "server/hub/audience.hpp"

#include <algorithm>

namespace reprise {
namespace {

// Answers that wait for a viewer that is behind. One that has more of them outstanding does not wait for them.
constexpr std::size_t answers_owed_max = 1'024;

template <class... Functions>
struct overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace

void add_parties(std::vector<id<member>>& to, const state& in, const entity& of) {
  std::visit(overloaded{[&](const member& row) { to.push_back(row.id); },
                        [&](const agreement& row) { to.push_back(row.member); },
                        [&](const attempt& row) {
                          to.push_back(row.author);
                          for (const auto each : in.feedback_on(row.id)) to.push_back(in.find(each)->reviewer);
                        },
                        [&](const feedback& row) {
                          to.push_back(row.reviewer);
                          to.push_back(row.receiver);
                        },
                        [&](const judgement& row) {
                          to.push_back(row.judge);
                          to.push_back(row.performer);
                        },
                        [&](const usefulness& row) {
                          to.push_back(row.receiver);
                          to.push_back(row.giver);
                        },
                        [&](const feature& row) { to.push_back(row.author); },
                        [&](const calibration& row) { to.push_back(row.rater); },
                        [&](const preparation& row) { to.push_back(row.member); },
                        [&](const spotlight& row) { to.push_back(row.owner); },
                        [&](const vote& row) { to.push_back(row.member); },
                        [&](const gap_task& row) { to.push_back(row.member); },
                        [&](const earlier_task& row) { to.push_back(row.member); },
                        [&](const help_request& row) { to.push_back(row.asker); },
                        [&](const visit& row) { to.push_back(row.visitor); },
                        [](const session&) {},
                        [](const playbook&) {},
                        [](const criterion&) {},
                        [](const placement&) {},
                        [](const room&) {},
                        [](const timer&) {},
                        [](const announcement&) {},
                        [](const audit_entry&) {}},
             of);
}

std::uint64_t audience::key_of(const standing& as) {
  return sees_as_facilitator(as.role) ? ~std::uint64_t{0} : as.room.value;
}

void audience::enter(seat& who) {
  auto& theirs = groups_[key_of(who.as)];
  if (theirs.seats.empty()) theirs.as = class_of(who.as);
  who.place = theirs.seats.size();
  theirs.seats.push_back(&who);
}

void audience::leave(seat& who) {
  const auto at = groups_.find(key_of(who.as));
  auto& seats = at->second.seats;
  seats.back()->place = who.place;
  seats[who.place] = seats.back();
  seats.pop_back();
  if (seats.empty()) groups_.erase(at);
}

std::shared_ptr<seat> audience::add(viewer& who, const standing& as) {
  auto made = std::make_shared<seat>();
  made->number = ++numbered_;
  made->who = &who;
  made->as = as;
  seats_.emplace(&who, made);
  by_member_[as.member].push_back(made.get());
  enter(*made);
  return made;
}

void audience::remove(viewer& who) {
  const auto at = seats_.find(&who);
  if (at == seats_.end()) return;
  auto& gone = *at->second;
  leave(gone);
  const auto theirs = by_member_.find(gone.as.member);
  std::erase(theirs->second, &gone);
  if (theirs->second.empty()) by_member_.erase(theirs);
  gone.closed = true;
  gone.who = nullptr;
  seats_.erase(at);
}

std::shared_ptr<seat> audience::find(const viewer& who) const {
  const auto at = seats_.find(&who);
  return at == seats_.end() ? nullptr : at->second;
}

void audience::restand(seat& of, const standing& as) {
  leave(of);
  of.as = as;
  enter(of);
}

const std::vector<seat*>& audience::seats_of(id<member> who) const {
  static const std::vector<seat*> none;
  const auto at = by_member_.find(who);
  return at == by_member_.end() ? none : at->second;
}

std::vector<std::shared_ptr<seat>> audience::everybody() const {
  std::vector<std::shared_ptr<seat>> all;
  all.reserve(seats_.size());
  for (const auto& each : seats_) all.push_back(each.second);
  std::sort(all.begin(), all.end(), [](const auto& left, const auto& right) { return left->number < right->number; });
  return all;
}

bool audience::give(seat& to, const shared_frame& what, instant now) {
  if (to.closed || to.behind_since != 0) return false;
  counted_.deliveries.add();
  if (to.who->send(what)) return true;
  counted_.conflations.add();
  to.behind_since = now;
  to.overflows.push_back(now);
  if (fell_behind) fell_behind(to);
  return false;
}

void audience::answer(seat& to, const shared_frame& what, instant now) {
  if (to.closed || give(to, what, now)) return;
  if (to.owed.size() < answers_owed_max) to.owed.push_back(what);
}

}  // namespace reprise
