#include "server/session/placing.hpp"

#include <algorithm>
#include <map>

#include "server/session/casting.hpp"
#include "server/session/fishbowl.hpp"
#include "server/session/reviewers.hpp"
#include "server/session/rounds.hpp"

namespace reprise {
namespace {

bool takes_part(const member& of) {
  return of.role == role::participant && (of.attendance == attendance::here || of.attendance == attendance::away);
}

// SplitMix64 (Steele, Lea, Flood 2014): the shuffle must come out the same on every machine, std::shuffle need not.
std::uint64_t roll(std::uint64_t& dice) {
  dice += 0x9e3779b97f4a7c15ULL;
  std::uint64_t mixed = dice;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  return mixed ^ (mixed >> 31);
}

template <class Element>
void shuffle(std::vector<Element>& all, std::uint64_t dice) {
  for (std::size_t left = all.size(); left > 1; --left) std::swap(all[left - 1], all[roll(dice) % left]);
}

struct occupied {
  room place;
  std::size_t people;
};

std::vector<occupied> open_rooms(const outcome& out) {
  std::vector<occupied> found;
  for (auto& place : out.all<room>()) {
    if (place.state != room_state::open) continue;
    const auto people = out.living_in(place.id).size();
    found.push_back({std::move(place), people});
  }
  return found;
}

// The room with the fewest people, of those that have any; null id when there is none.
id<room> smallest(const std::vector<occupied>& rooms, id<room> except = {}) {
  const occupied* best = nullptr;
  for (const auto& each : rooms) {
    if (each.people == 0 || each.place.id == except) continue;
    if (!best || each.people < best->people) best = &each;
  }
  return best ? best->place.id : id<room>{};
}

// The room where most of the people are who were prepared to be in one group with this name.
id<room> prepared_room(const outcome& out, const std::string& name) {
  const auto rule = out.placement();
  if (rule.mode != placement_mode::prepared) return {};
  const auto wanted = folded(name);
  for (const auto& together : rule.groups) {
    const auto in_group = [&](const std::string& one) {
      return std::any_of(together.begin(), together.end(),
                         [&](const name_text& each) { return folded(each.str()) == one; });
    };
    if (!in_group(wanted)) continue;
    std::map<id<room>, std::size_t> count;
    for (const auto& person : out.all<member>()) {
      if (person.room && takes_part(person) && in_group(folded(person.name.str()))) ++count[person.room];
    }
    const auto most = std::max_element(count.begin(), count.end(),
                                       [](const auto& one, const auto& other) { return one.second < other.second; });
    return most == count.end() ? id<room>{} : most->first;
  }
  return {};
}

// A fourth in a room of three who came last and has shared nothing: the partner for the next person who comes.
std::optional<member> spare_person(const outcome& out, const std::vector<occupied>& rooms, std::size_t room_size) {
  for (const auto& each : rooms) {
    if (each.people <= room_size) continue;
    auto last = out.living_in(each.place.id).back();
    const auto made = out.attempts_of(each.place.id);
    const bool busy = std::any_of(made.begin(), made.end(), [&](const attempt& one) { return one.author == last.id; });
    if (!busy && last.id != each.place.performer) return last;
  }
  return std::nullopt;
}

// Prepared groups that are not there yet get a room each, for those of them who are here.
void place_prepared(outcome& out) {
  const auto rule = out.placement();
  if (rule.mode != placement_mode::prepared) return;
  std::map<std::string, std::size_t> group_of;
  for (std::size_t at = 0; at < rule.groups.size(); ++at) {
    for (const auto& name : rule.groups[at]) group_of.emplace(folded(name.str()), at);
  }
  std::map<std::size_t, std::vector<member>> arrived;
  for (auto& person : out.all<member>()) {
    const auto at = group_of.find(folded(person.name.str()));
    if (takes_part(person) && !person.room && at != group_of.end()) arrived[at->second].push_back(std::move(person));
  }
  for (auto& [number, people] : arrived) {
    auto place = prepared_room(out, people.front().name.str());
    if (!place) place = make_room(out);
    for (auto& person : people) seat(out, std::move(person), place);
  }
}

}  // namespace

std::vector<std::size_t> room_sizes(std::size_t people, std::size_t room_size) {
  if (people == 0) return {};
  // Rounding down for pairs leaves threes, rounding up for threes leaves pairs; never a room of one for people >= 2.
  const auto rooms = room_size == 2 ? std::max<std::size_t>(1, people / 2) : (people + room_size - 1) / room_size;
  std::vector<std::size_t> sizes(rooms, people / rooms);
  for (std::size_t at = 0; at < people % rooms; ++at) ++sizes[at];
  return sizes;
}

std::string folded(const std::string& name) {
  std::string plain;
  for (const char each : name) {
    if (each == ' ') continue;
    plain.push_back(each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each);
  }
  return plain;
}

std::optional<refusal> unusable_groups(placement_mode mode, const list<group, limits::rooms_max>& groups) {
  if (mode != placement_mode::prepared && !groups.empty()) {
    return refuse(refusal_code::incomplete, "Groups go with prepared placement only.", "groups");
  }
  std::vector<std::string> names;
  for (const auto& together : groups) {
    for (const auto& name : together) names.push_back(folded(name.str()));
  }
  std::sort(names.begin(), names.end());
  if (std::adjacent_find(names.begin(), names.end()) == names.end()) return std::nullopt;
  return refuse(refusal_code::already_done, "A name stands in these groups twice.", "groups");
}

id<room> make_room(outcome& out) {
  room fresh;
  fresh.id = out.fresh<room>();
  std::int64_t last = 0;
  for (const auto& each : out.all<room>()) last = std::max<std::int64_t>(last, each.number);
  fresh.number = last + 1;
  const auto made = fresh.id;
  out.put(std::move(fresh));
  return made;
}

namespace {

std::int64_t last_seat(const outcome& out, id<room> in) {
  std::int64_t last = 0;
  for (const auto& each : out.people_of(in)) last = std::max<std::int64_t>(last, each.seat);
  return last;
}

void sit_down(outcome& out, member person, id<room> in, std::int64_t at) {
  if (person.room != in) forget_agreement(out, person.id);
  person.room = in;
  person.seat = at;
  out.put(std::move(person));
}

}  // namespace

void seat(outcome& out, member person, id<room> in) {
  const auto at = in ? last_seat(out, in) + 1 : 0;
  sit_down(out, std::move(person), in, at);
}

void place_one(outcome& out, id<member> who) {
  const auto person = out.get(who);
  if (!takes_part(person)) return;
  if (person.room) return settle(out, person.room);
  if (const auto place = prepared_room(out, person.name.str())) {
    seat(out, person, place);
    return settle(out, place);
  }
  const auto room_size = static_cast<std::size_t>(out.placement().room_size);
  const auto rooms = open_rooms(out);
  auto place = smallest(rooms);
  const auto full = [&](id<room> one) {
    return std::any_of(rooms.begin(), rooms.end(),
                       [&](const occupied& each) { return each.place.id == one && each.people >= room_size; });
  };
  if (!place) {
    place = make_room(out);
  } else if (full(place)) {
    if (auto partner = spare_person(out, rooms, room_size)) {
      const auto left = partner->room;
      place = make_room(out);
      seat(out, *std::move(partner), place);
      settle(out, left);
    }
  }
  seat(out, person, place);
  settle(out, place);
}

void place_everybody(outcome& out) {
  place_prepared(out);
  std::vector<member> waiting;
  for (auto& person : out.all<member>()) {
    if (takes_part(person) && !person.room) waiting.push_back(std::move(person));
  }
  shuffle(waiting, out.dice());
  const auto room_size = static_cast<std::size_t>(out.placement().room_size);
  // Rooms that exist and are short of people come first: somebody waits there.
  for (const auto& each : open_rooms(out)) {
    for (auto people = each.people; people > 0 && people < std::min<std::size_t>(room_size, 2) && !waiting.empty();
         ++people) {
      seat(out, std::move(waiting.back()), each.place.id);
      waiting.pop_back();
    }
  }
  if (waiting.size() == 1) {
    if (const auto place = smallest(open_rooms(out))) {
      seat(out, std::move(waiting.back()), place);
      waiting.pop_back();
    }
  }
  for (const auto size : room_sizes(waiting.size(), room_size)) {
    const auto place = make_room(out);
    for (std::size_t at = 0; at < size; ++at) {
      seat(out, std::move(waiting.back()), place);
      waiting.pop_back();
    }
  }
  settle_everywhere(out);
}

void merge(outcome& out, id<room> from, id<room> into) {
  // When a whole session loses its network, a room in the end carries nearly everybody; each is looked at once.
  auto at = last_seat(out, into);
  for (auto& person : out.people_of(from)) sit_down(out, std::move(person), into, ++at);
  for (auto each : out.attempts_of(from)) {
    if (each.feedback_open) continue;
    each.room = into;
    out.put(std::move(each));
  }
  for (auto& question : out.all<help_request>()) {
    if (question.room != from || question.state != help_state::waiting) continue;
    question.room = into;
    out.put(std::move(question));
  }
  give_turn_back(out, from);
  drop_clock(out, from);
  auto left = out.get(from);
  left.state = room_state::merged;
  left.step = step::done;
  left.fishbowl = fishbowl_state::none;
  left.performer = {};
  left.coach = {};
  left.ready.clear();
  out.put(std::move(left));
  settle(out, into);
}

void settle(outcome& out, id<room> in) {
  const auto place = out.get(in);
  if (place.fishbowl == fishbowl_state::watched && players_of(out, place).size() < 2) close_the_fishbowl(out);
  const bool in_use = out.session().rooms != rooms_state::closed && place.state == room_state::open;
  if (in_use && out.living_in(in).size() == 1) {
    if (const auto other = smallest(open_rooms(out), in)) return merge(out, in, other);
  }
  settle_roles(out, in);
}

void settle_roles(outcome& out, id<room> in) {
  auto place = out.get(in);
  if (rehearses(out.session(), in) && place.state == room_state::open) {
    const auto people = players_of(out, place);
    const auto lives_here = [&](id<member> one) {
      return std::any_of(people.begin(), people.end(), [&](const member& each) { return each.id == one; });
    };
    if (place.step != step::done && !lives_here(place.performer)) {
      replace_performer(out, in);
      place = out.get(in);
    }
    if (place.step == step::done) {
      // All slots are over; whoever comes now finds people to talk to.
    } else if (!lives_here(place.coach) && people.size() > 1) {
      const auto other =
          std::find_if(people.begin(), people.end(), [&](const member& each) { return each.id != place.performer; });
      place.coach = other->id;
      out.put(std::move(place));
    } else if (people.size() == 1 && place.coach) {
      place.coach = {};
      out.put(std::move(place));
    }
  }
  ensure_reviewers_in(out, in);
}

void settle_everywhere(outcome& out) {
  for (const auto& each : out.all<room>()) {
    if (out.get(each.id).state == room_state::open) settle(out, each.id);
  }
}

}  // namespace reprise
