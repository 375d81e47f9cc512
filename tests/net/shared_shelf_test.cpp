// Own playbooks where servers share a log: one that is saved at any of them is everybody's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <utility>
#include <vector>

#include "server/auth/keys.hpp"
#include "server/log/together.hpp"
#include "server/net/playbook_shelf.hpp"
#include "server/playbook/own_playbooks.hpp"
#include "tests/support/places/places.hpp"
#include "tests/support/shared_places.hpp"
#include "tests/support/small_session.hpp"

namespace reprise::tests {
namespace {

using net::playbook_shelf;

std::string titled(const std::string& title) {
  auto loaded = load_playbook(shipped_playbook("headship.yaml")).value();
  loaded.playbook.title = title;
  return text_of({loaded, ""});
}

// The texts of a log on a thread that sleeps until it is woken. Here its waking does the work, so that nothing depends on when a
// thread falls asleep.
class texts_of_a_sleeper final : public shared_texts {
 public:
  template <class Answer>
  using done = commit_log::done<Answer>;

  explicit texts_of_a_sleeper(shared_texts& kept) : kept_(kept) {}

  void marks(done<marks_answer> then) override {
    ask([this, then] { kept_.marks(then); });
  }
  void texts(std::vector<std::string> names, done<texts_answer> then) override {
    ask([=, this] { kept_.texts(names, then); });
  }
  void keep(std::string name, std::uint64_t expected, std::string text, std::size_t texts_max,
            done<change_answer> then) override {
    ask([=, this] { kept_.keep(name, expected, text, texts_max, then); });
  }
  void remove(std::string name, std::uint64_t expected, done<change_answer> then) override {
    ask([=, this] { kept_.remove(name, expected, then); });
  }

 private:
  void ask(std::function<void()> what) {
    asked_.push_back(std::move(what));
    together::wake(this, [this] {
      for (const auto& each : std::exchange(asked_, {})) each();
    });
  }

  shared_texts& kept_;
  std::vector<std::function<void()>> asked_;
};

class shared_shelves : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    data_ = std::filesystem::path(::testing::TempDir()) / ("reprise-shelves-" + std::string(info->name()));
    std::filesystem::remove_all(data_);
    std::filesystem::create_directories(folder());
  }
  void TearDown() override {
    one_.reset();
    other_.reset();
    std::filesystem::remove_all(data_);
  }

  std::filesystem::path folder() const { return data_ / "playbooks"; }
  std::unique_ptr<playbook_shelf> shelf() {
    const auto small = small_session();
    std::vector<net::offered_playbook> shipped;
    shipped.push_back({"small", small.playbook, small.criteria});
    return std::make_unique<playbook_shelf>(std::move(shipped), folder(), true, &texts);
  }
  playbook_shelf& one() { return *(one_ ? one_ : one_ = shelf()); }
  playbook_shelf& other() { return *(other_ ? other_ : other_ = shelf()); }

  static result<http::playbook_saved> save(playbook_shelf& at, const std::string& key, const std::string& title,
                                           const std::string& edit_key = "") {
    std::promise<result<http::playbook_saved>> promised;
    at.save(key, titled(title), edit_key, [&](auto how) { promised.set_value(std::move(how)); });
    return promised.get_future().get();
  }
  static result<void> remove(playbook_shelf& at, const std::string& key, const std::string& edit_key) {
    std::promise<result<void>> promised;
    at.remove(key, edit_key, [&](auto how) { promised.set_value(std::move(how)); });
    return promised.get_future().get();
  }
  // "" where it is not offered.
  static std::string title_of(playbook_shelf& at, const std::string& key) {
    std::promise<std::string> promised;
    at.look([&] {
      const auto found = at.find(key);
      promised.set_value(found ? found->content.title.str() : "");
    });
    return promised.get_future().get();
  }
  void leave_file(const std::string& id, const std::string& title) const {
    auto loaded = load_playbook(shipped_playbook("headship.yaml")).value();
    loaded.playbook.title = title;
    loaded.id = id;
    ASSERT_TRUE(keep_playbook(folder(), {loaded, "hash"}));
  }

  std::filesystem::path data_;
  texts_in_memory texts;
  std::unique_ptr<playbook_shelf> one_;
  std::unique_ptr<playbook_shelf> other_;
};

TEST_F(shared_shelves, what_is_saved_at_one_is_offered_changed_and_removed_at_the_other) {
  one();
  other();
  const auto saved = save(one(), "autumn", "Autumn");
  ASSERT_TRUE(saved) << saved.error().detail;
  const auto key = saved->edit_key.value();
  EXPECT_EQ(title_of(other(), "autumn"), "Autumn");
  EXPECT_EQ(other().list().playbooks.back().key, "autumn");
  EXPECT_EQ(save(other(), "autumn", "Not mine").error().code, refusal_code::not_yours);
  ASSERT_TRUE(save(other(), "autumn", "Autumn again", key));
  EXPECT_EQ(title_of(one(), "autumn"), "Autumn again");
  EXPECT_EQ(remove(one(), "autumn", "another").error().code, refusal_code::not_yours);
  ASSERT_TRUE(remove(one(), "autumn", key));
  EXPECT_EQ(title_of(other(), "autumn"), "");
  EXPECT_TRUE(std::filesystem::is_empty(folder())) << "a node keeps nothing of its own";
}

TEST_F(shared_shelves, a_node_that_comes_later_offers_what_there_is) {
  ASSERT_TRUE(save(one(), "autumn", "Autumn"));
  const auto found = other().find("autumn");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->content.title.str(), "Autumn");
}

TEST_F(shared_shelves, of_two_who_save_at_once_one_has_it) {
  one();
  other();
  std::promise<result<http::playbook_saved>> first;
  std::promise<result<http::playbook_saved>> second;
  one().save("autumn", titled("From one"), "", [&](auto how) { first.set_value(std::move(how)); });
  other().save("autumn", titled("From the other"), "", [&](auto how) { second.set_value(std::move(how)); });
  const auto from_one = first.get_future().get();
  const auto from_other = second.get_future().get();
  ASSERT_NE(from_one.has_value(), from_other.has_value());
  EXPECT_EQ((from_one ? from_other : from_one).error().code, refusal_code::not_yours);
  EXPECT_EQ(title_of(one(), "autumn"), from_one ? "From one" : "From the other");
  EXPECT_EQ(title_of(other(), "autumn"), from_one ? "From one" : "From the other");
}

TEST_F(shared_shelves, while_the_log_is_away_what_is_known_is_offered_and_nothing_is_changed) {
  const auto key = save(one(), "autumn", "Autumn")->edit_key.value();
  texts.away = true;
  EXPECT_EQ(title_of(one(), "autumn"), "Autumn");
  const auto refused = save(one(), "autumn", "Autumn again", key);
  EXPECT_EQ(refused.error().code, refusal_code::try_again);
  EXPECT_THAT(refused.error().detail, ::testing::HasSubstr("cannot reach its storage just now"));
  EXPECT_EQ(remove(one(), "autumn", key).error().code, refusal_code::try_again);
  texts.away = false;
  EXPECT_TRUE(save(one(), "autumn", "Autumn again", key));
}

TEST_F(shared_shelves, whoever_brought_the_key_saves_again_after_a_lost_answer) {
  const auto mine = make_secret();
  texts.lost_answers = 1;
  EXPECT_EQ(save(one(), "autumn", "Autumn", mine).error().code, refusal_code::try_again);
  const auto again = save(other(), "autumn", "Autumn again", mine);
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_FALSE(again->edit_key) << "they have it already";
  EXPECT_EQ(save(other(), "autumn", "Not mine", make_secret()).error().code, refusal_code::not_yours);
  // What anybody could guess does not stand for a key.
  EXPECT_TRUE(save(one(), "winter", "Winter", "winter")->edit_key);
}

TEST_F(shared_shelves, a_broken_one_is_left_out_and_the_others_are_offered) {
  ASSERT_TRUE(save(one(), "autumn", "Autumn"));
  texts.kept["broken"] = "title: Half of\n";
  texts.kept["small"] = titled("Not the one that ships");
  EXPECT_EQ(title_of(one(), "broken"), "");
  EXPECT_EQ(title_of(one(), "autumn"), "Autumn");
  EXPECT_NE(title_of(one(), "small"), "Not the one that ships");
  EXPECT_EQ(title_of(other(), "autumn"), "Autumn");
  texts.kept["broken"] = titled("Mended");
  EXPECT_EQ(title_of(one(), "broken"), "Mended");
  texts.kept["broken"] = "title: Half of\n";
  EXPECT_EQ(title_of(one(), "broken"), "") << "what it was before is not offered in its place";
}

TEST_F(shared_shelves, no_more_are_kept_than_there_is_room_for) {
  for (std::size_t each = 0; each < own_playbooks_max; ++each)
    texts.kept["own-" + std::to_string(each)] = titled("Own");
  EXPECT_EQ(save(one(), "one-more", "One more").error().code, refusal_code::limit_reached);
}

TEST_F(shared_shelves, files_of_before_are_brought_along_and_do_not_come_back) {
  leave_file("autumn", "Autumn");
  leave_file("winter", "Winter, of this node");
  texts.kept["winter"] = titled("Winter, of another");
  EXPECT_EQ(title_of(one(), "autumn"), "Autumn");
  EXPECT_EQ(one().find("autumn")->edit_hash, "hash");
  EXPECT_EQ(title_of(one(), "winter"), "Winter, of another");
  EXPECT_FALSE(std::filesystem::exists(folder() / "autumn.yaml"));
  EXPECT_TRUE(std::filesystem::exists(set_aside_name(folder(), "autumn")));
  EXPECT_TRUE(std::filesystem::exists(folder() / "winter.yaml")) << "it is nowhere else";
  texts.kept.erase("autumn");  // somebody removes it
  EXPECT_EQ(title_of(other(), "autumn"), "");
}

TEST_F(shared_shelves, a_log_that_comes_back_empty_is_given_them_back) {
  ASSERT_TRUE(save(one(), "autumn", "Autumn"));
  texts.kept.clear();
  texts.epoch.clear();
  EXPECT_EQ(title_of(one(), "autumn"), "Autumn");
  EXPECT_EQ(title_of(other(), "autumn"), "Autumn");
}

// The shelf's thread wakes others once, when its work is done; for what it waits for itself that would be too late.
TEST_F(shared_shelves, wake_the_log_before_they_wait_for_it) {
  texts_of_a_sleeper sleeper(texts);
  playbook_shelf here({}, folder(), true, &sleeper);
  const auto saved = save(here, "autumn", "Autumn");
  ASSERT_TRUE(saved) << saved.error().detail;
  texts.kept["winter"] = titled("Winter");
  EXPECT_EQ(title_of(here, "winter"), "Winter");
  EXPECT_TRUE(remove(here, "autumn", saved->edit_key.value()));
}

}  // namespace
}  // namespace reprise::tests
