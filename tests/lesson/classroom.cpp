#include "tests/lesson/classroom.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string_view>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"

namespace reprise::tests {
namespace {

struct loaded_page final : viewer {
  bool send(const shared_frame& what) override {
    if (welcome.empty()) welcome = payload_of(*what);
    return true;
  }
  void close(const close_code& why) override { ADD_FAILURE() << "closed with " << why.value; }

  std::string welcome;
};

// The changes of a frame, each as its own JSON text.
std::vector<std::string> changes_in(const std::string& frame) {
  constexpr std::string_view key = "\"changes\":[";
  std::vector<std::string> found;
  int depth = 0;
  bool quoted = false;
  std::size_t from = 0;
  for (auto at = frame.find(key) + key.size(); at < frame.size(); ++at) {
    const char one = frame[at];
    if (quoted) {
      if (one == '\\') ++at;
      if (one == '"') quoted = false;
      continue;
    }
    if (one == '"') quoted = true;
    if (one == '{' && depth++ == 0) from = at;
    if (one == '}' && --depth == 0) found.push_back(frame.substr(from, at + 1 - from));
    if (one == ']' && depth == 0) break;
  }
  return found;
}

}  // namespace

classroom::classroom(const loaded_playbook& from) {
  session = std::make_unique<live_session>("lesson", world, options);
  session->load([](const result<void>&) {});
  world.settle();
  command::open_session opening;
  opening.title = from.playbook.title;
  opening.join_code = "K7QF2M";
  opening.facilitator = "Fiona";
  opening.playbook = from.playbook;
  opening.criteria = from.criteria;
  onlooker = &sit(submit(std::move(opening), "open"));
}

id<member> classroom::submit(any_command what, const std::string& command_id) {
  id<member> made;
  session->submit({{}, std::move(what)}, command_id, [&](const result<accepted>& how) {
    ASSERT_TRUE(how) << command_id << ": " << how.error().detail;
    made.value = how->first_put;
  });
  world.settle();
  if (!made) throw std::logic_error(command_id + " was not done");
  return made;
}

screen& classroom::join(const std::string& name) { return sit(submit(command::join{.name = name}, "join-" + name)); }

screen& classroom::sit(id<member> who) {
  auto& made = *screens.emplace_back(std::make_unique<screen>(
      who, [this](const shared_frame& frame) -> const read_frame& { return read(frame); },
      [this](const screen& whose, const read_frame& frame) { watch(whose, frame); }));
  say_hello(made, {});
  return made;
}

void classroom::say_hello(screen& who, const resume_point& from) {
  // As a browser writes it, with what it still has.
  std::string hello = R"({"frame":"hello","ticket":"who they are","epoch":)";
  if (from.epoch.empty()) {
    hello += "null,\"seq\":null,\"mark\":null}";
  } else {
    write(hello, from.epoch);
    hello += ",\"seq\":";
    write(hello, from.seq);
    hello += ",\"mark\":";
    write(hello, from.mark);
    hello += '}';
  }
  const auto decoded = decode_client_frame(hello);
  ASSERT_TRUE(decoded) << decoded.error().why.detail;
  const auto& said = std::get<frame::hello>(*decoded);
  std::optional<resume_point> had;
  if (said.epoch && said.seq && said.mark) had = {said.epoch->str(), *said.seq, *said.mark};
  session->attach(who, who.me, had);
  who.connected = true;
  world.settle();
}

void classroom::lose(screen& who) {
  session->detach(who);
  who.connected = false;
}

void classroom::come_back(screen& who) { say_hello(who, who.tables.got_to()); }

std::string classroom::ask(screen& who, member_command what) {
  const auto command_id = "c" + std::to_string(++asked_);
  std::string sent;
  write(sent, frame::command{.id = command_id, .request = std::move(what)});
  auto decoded = decode_client_frame(sent);
  if (!decoded) {
    ADD_FAILURE() << sent << " could not be read: " << decoded.error().why.detail;
    return "unreadable";
  }
  session->command(who, std::get<frame::command>(std::move(*decoded)));
  world.settle();
  const auto answer = who.answers.find(command_id);
  return answer == who.answers.end() ? "no answer" : answer->second;
}

void classroom::does(screen& who, member_command what) {
  const std::string name{command_name(any(what))};
  EXPECT_EQ(ask(who, std::move(what)), "") << name << " of " << who.me.value << " was refused";
}

std::int64_t classroom::time_on(screen& who) {
  const auto decoded = decode_client_frame(R"({"frame":"ping","at":1})");
  if (!decoded) throw std::logic_error("a ping could not be read");
  session->ping(who, std::get<frame::ping>(*decoded));
  return who.server_now;
}

screen& classroom::screen_of(id<member> who) {
  for (const auto& each : screens) {
    if (each->me == who) return *each;
  }
  throw std::logic_error("nobody sits there");
}

std::vector<screen*> classroom::everybody() {
  std::vector<screen*> found;
  for (const auto& each : screens) {
    if (each->connected && !each->closed_with) found.push_back(each.get());
  }
  return found;
}

std::vector<screen*> classroom::participants() {
  auto found = everybody();
  std::erase_if(found, [](const screen* each) { return text_of(each->myself(), "role") != "participant"; });
  return found;
}

std::vector<screen*> classroom::in_room(id<room> where) {
  auto found = participants();
  std::erase_if(found, [&](const screen* each) { return each->room_id() != where; });
  return found;
}

std::vector<id<room>> classroom::rooms() {
  std::vector<id<room>> found;
  for (const auto* each : onlooker->tables.rows("room")) {
    const id<room> one{number(*each, "id")};
    if (text_of(*each, "state") == "open" && !people_of(one).empty()) found.push_back(one);
  }
  return found;
}

// --- what is looked at -----------------------------------------------------------------------------------------------

const read_frame& classroom::read(const shared_frame& frame) {
  if (last_.of == frame) return last_;
  const std::string payload{payload_of(*frame)};
  last_ = {.of = frame, .json = nlohmann::json::parse(payload), .words = secret_words::in(payload)};
  return last_;
}

void classroom::watch_words(const standing& viewer, const std::set<std::uint64_t>& found, const std::string& in) {
  for (const auto each : found) {
    if (words.is_known(each) && words.may_read(each, viewer)) continue;
    auto word = "zq" + std::to_string(each);
    word += 'x';
    const auto at = in.find(word);
    ADD_FAILURE() << "P7: " << viewer.member.value << " was sent zq" << each
                  << "x, which is not theirs to read yet: ... " << in.substr(at < 300 ? 0 : at - 300, 600);
  }
}

void classroom::watch(const screen& who, const read_frame& frame) {
  ++frames_watched;
  const auto viewer = standing_of(session->committed(), who.me);
  watch_words(viewer, frame.words, std::string(payload_of(*frame.of)));
  const auto changes = frame.json.find("changes");
  if (changes == frame.json.end()) return;
  for (const auto& each : *changes) {
    if (!may_be_sent(viewer, session->committed().the_session().fishbowl, each))
      ADD_FAILURE() << "P7: " << who.me.value << " was sent " << each;
  }
}

void classroom::check_that_the_told_know() {
  for (const auto word : words.newly_told()) {
    for (const auto* each : everybody()) {
      if (!words.may_read(word, standing_of(session->committed(), each->me))) continue;
      EXPECT_TRUE(each->words_read.contains(word)) << each->me.value << " has not been sent zq" << word << 'x';
    }
  }
}

// A page that was just loaded. Its rows are nearly all those of the pages before it, so each is read once.
void classroom::check_that_screens_are_fresh() {
  for (const auto* each : everybody()) {
    for (const auto& complaint : each->tables.complaints) ADD_FAILURE() << complaint;
    loaded_page fresh;
    session->attach(fresh, each->me);
    session->detach(fresh);
    const auto viewer = standing_of(session->committed(), each->me);
    watch_words(viewer, secret_words::in(fresh.welcome), fresh.welcome);
    const auto changes = changes_in(fresh.welcome);
    EXPECT_EQ(changes.size(), each->tables.size()) << "rows of " << each->me.value << ", more or fewer than they have";
    for (const auto& text : changes) {
      auto& change = rows_read_[text];
      if (change.is_null()) change = nlohmann::json::parse(text);
      if (!may_be_sent(viewer, session->committed().the_session().fishbowl, change))
        ADD_FAILURE() << "P7: " << each->me.value << " was sent " << text;
      const auto& row = change.at("entity");
      const auto* theirs = each->tables.find(text_of(change, "put"), number(row, "id"));
      if (theirs && *theirs == row) continue;
      ADD_FAILURE() << "the screen of " << each->me.value << " has " << (theirs ? theirs->dump() : "nothing")
                    << " and a fresh one would have " << row;
    }
  }
}

}  // namespace reprise::tests
