// What happens before anybody is in a session, at two real servers on one real Redis: guesses and own playbooks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "server/net/front_desk.hpp"
#include "tests/support/places/places.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class two_servers : public ::testing::Test {
 protected:
  server_process start(const temporary_folder& data) const {
    return server_process(data.path(), {"--log", redis.url(), "--log-level", "off"});
  }
  std::string bearer() const {
    std::string key;
    std::ifstream(one_data.path() / "organiser.key") >> key;
    return "Authorization: Bearer " + key;
  }
  static std::string titles_at(const server_process& at) { return get(at.port(), "/api/playbooks").body; }

  redis_process redis{{"appendonly yes"}};
  const temporary_folder one_data;
  const temporary_folder other_data;
};

TEST_F(two_servers, count_guesses_together) {
  const auto one = start(one_data);
  const auto other = start(other_data);
  ASSERT_TRUE(one.is_running() && other.is_running()) << one.said() << other.said();
  const auto guess = [](const server_process& at, const std::string& code) {
    return post_json(at.port(), "/api/join", {{"id", "guess"}, {"code", code}, {"name", "Eve"}}).status;
  };
  int told = 0;
  for (int each = 0; each < 2 * net::wrong_codes_per_address.burst; ++each) {
    told += guess(each % 2 == 0 ? one : other, "K7HF3A") == 404 ? 1 : 0;
  }
  EXPECT_EQ(told, net::wrong_codes_per_address.burst) << "twenty at both together, not at each";
  EXPECT_EQ(guess(one, one.join_code()), 429);
  EXPECT_EQ(guess(other, one.join_code()), 429);

  const auto keys = redis.ask({"KEYS", "reprise:count:*"});
  EXPECT_THAT(keys, HasSubstr("reprise:count:wrong-codes:"));
  EXPECT_THAT(keys, Not(HasSubstr("127.0.0.1")));
  EXPECT_THAT(keys, Not(HasSubstr(one.join_code())));
  const auto first = keys.substr(0, keys.find('\n'));
  EXPECT_GT(std::stol(redis.ask({"PTTL", first})), 0) << "and none stays: " << first;
}

TEST_F(two_servers, decide_alone_while_redis_is_away_and_keep_nobody_waiting_longer) {
  const auto one = start(one_data);
  redis.kill();
  const auto guess = [&](const std::string& code) {
    return post_json(one.port(), "/api/join", {{"id", "guess"}, {"code", code}, {"name", "Eve"}}).status;
  };
  EXPECT_EQ(guess(one.join_code()), 503);
  EXPECT_EQ(guess("K7HF3A"), 503) << "nor is a wrong one told from it";
  const auto guess_key = [&] {
    const std::string guessed = "Authorization: Bearer not-the-organisers-key";
    return post_json(one.port(), "/api/sessions", {{"id", "a"}, {"playbook", "headship"}}, {guessed}).status;
  };
  for (int each = 0; each < net::wrong_keys_per_address.burst; ++each) EXPECT_EQ(guess_key(), 401);
  EXPECT_EQ(guess_key(), 429);
}

TEST_F(two_servers, offer_each_others_own_playbooks) {
  const auto one = start(one_data);
  auto other = start(other_data);
  ASSERT_TRUE(one.is_running() && other.is_running()) << one.said() << other.said();
  const auto yaml = text_of(shipped_playbook("headship.yaml"));
  const auto saved = ask(one.port(), "POST", "/api/playbooks/angry-parents", {bearer()}, yaml);
  ASSERT_EQ(saved.status, 200) << saved.body;
  const auto edit_key = "Edit-Key: " + saved.json().at("edit_key").get<std::string>();

  EXPECT_THAT(titles_at(other), HasSubstr("angry-parents"));
  EXPECT_EQ(get(other.port(), "/api/playbooks/angry-parents").json().at("own"), true);
  EXPECT_THAT(get(other.port(), "/api/playbooks/angry-parents/file").body, HasSubstr("NPQ Headship"));
  const auto opened =
      post_json(other.port(), "/api/sessions", {{"id", "autumn"}, {"playbook", "angry-parents"}}, {bearer()});
  EXPECT_EQ(opened.status, 201) << opened.body;
  EXPECT_EQ(ask(other.port(), "POST", "/api/playbooks/angry-parents", {bearer()}, yaml).status, 403);
  EXPECT_EQ(ask(other.port(), "POST", "/api/playbooks/angry-parents", {bearer(), edit_key}, yaml).status, 200);

  other.kill();
  const auto again = start(other_data);
  EXPECT_THAT(titles_at(again), HasSubstr("angry-parents")) << "after a restart too";

  redis.pause();
  EXPECT_THAT(titles_at(again), HasSubstr("angry-parents")) << "what it knows, while Redis is away";
  const auto refused = ask(again.port(), "POST", "/api/playbooks/another", {bearer()}, yaml);
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.json().at("code"), "try_again");
  redis.resume();

  http_answer gone;
  while (gone.status != 204) gone = ask(again.port(), "DELETE", "/api/playbooks/angry-parents", {bearer(), edit_key});
  EXPECT_THAT(titles_at(one), Not(HasSubstr("angry-parents")));
}

}  // namespace
}  // namespace reprise::tests
