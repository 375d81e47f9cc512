#include "tests/support/insistent_person.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace reprise::tests {

bool insistent_person::send(test_client& client, const std::string& command_id) const {
  const auto& what = asked.at(command_id);
  return client.command(command_id, what.command, what.args);
}

bool insistent_person::enter(test_client& client) {
  if (!client.is_open()) return false;
  const bool knows_something = tables.welcomed;
  const auto said = client.hello(who.ticket, knows_something ? std::optional(tables.got_to()) : std::nullopt);
  if (!said) return false;
  while (const auto message = client.receive()) {
    if (message->opcode == 8) return false;
    if (message->opcode != 1) continue;
    const auto frame = nlohmann::json::parse(message->payload);
    tables.take(frame);
    if (frame.at("frame") != "welcome") continue;
    if (knows_something) ++(tables.welcome_was_snapshot ? snapshots : resumes);
    return true;
  }
  return false;
}

bool insistent_person::take_one(test_client& client, const std::function<void()>& heard) {
  const auto message = client.receive();
  if (!message || message->opcode == 8) return false;
  if (message->opcode != 1) return true;
  const auto frame = nlohmann::json::parse(message->payload);
  tables.take(frame);
  if (frame.at("frame") != "acknowledged" && frame.at("frame") != "refused") return true;
  const auto command_id = frame.at("id").get<std::string>();
  if (frame.at("frame") == "refused") {
    // Only the pace may be refused, or what cannot be kept just now; the same command is sent again.
    const auto code = frame.at("problem").at("code").get<std::string>();
    if (takes_for_an_answer.contains(code)) {
      turned_down.emplace(command_id, code);
      settle(command_id, heard);
      return true;
    }
    EXPECT_TRUE(code == "too_fast" || code == "try_again") << frame;
    if (code != "too_fast" && code != "try_again") return false;
    ++refusals;
    return send(client, command_id);
  }
  const auto [known, is_new] = answered.emplace(command_id, frame.at("seq").get<std::uint64_t>());
  EXPECT_EQ(known->second, frame.at("seq")) << "answered twice, differently: " << command_id;
  settle(command_id, heard);
  return true;
}

void insistent_person::settle(const std::string& command_id, const std::function<void()>& heard) {
  unanswered.erase(std::remove(unanswered.begin(), unanswered.end(), command_id), unanswered.end());
  asked.erase(command_id);  // a long run makes a great many
  if (heard) heard();
}

std::string insistent_person::make(std::mt19937& random) {
  auto command_id = std::to_string(who.member) + "-" + std::to_string(++made);
  asked[command_id] =
      wants ? wants(*this, random) : wish{"rename", {{"member", who.member}, {"name", name_of(command_id)}}};
  return command_id;
}

bool insistent_person::speak(std::uint16_t port, std::mt19937& random, const std::function<void()>& heard,
                             const std::atomic<bool>* over) {
  test_client client(port, who.session);
  if (!enter(client)) return false;
  for (const auto& each : unanswered) send(client, each);
  while (!over || !*over) {
    const bool thinks = thinks_max.count() > 0;
    if (thinks && unanswered.empty()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % static_cast<unsigned>(thinks_max.count())));
    }
    const bool waits = thinks && !unanswered.empty();
    while (!waits && unanswered.size() < under_way_max && random() % 4 != 0) {
      unanswered.push_back(make(random));
      if (!send(client, unanswered.back())) return true;
    }
    if (unanswered.empty()) continue;
    if (!take_one(client, heard)) return true;
  }
  return true;
}

bool insistent_person::finish(std::uint16_t port) {
  test_client client(port, who.session);
  if (!enter(client)) return false;
  for (const auto& each : unanswered) send(client, each);
  while (!unanswered.empty()) {
    if (!take_one(client, {})) return false;
  }
  return true;
}

std::string insistent_person::fresh_picture(std::uint16_t port) const {
  test_client client(port, who.session);
  client_tables fresh;
  const auto welcome = client.enter(who.ticket);
  if (!welcome) return "could not come in";
  fresh.take(*welcome);
  return fresh.picture();
}

}  // namespace reprise::tests
