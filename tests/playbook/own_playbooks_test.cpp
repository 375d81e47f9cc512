// Playbooks that people save: whole or not at all, and one that is spoilt keeps nobody from the others.
#include "server/playbook/own_playbooks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "protocol/writer.hpp"
#include "tests/support/places/places.hpp"

namespace reprise {
namespace {

using testing::HasSubstr;

class own_playbooks_of : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    data_ = std::filesystem::path(testing::TempDir()) / ("reprise-own-" + std::string(info->name()));
    std::filesystem::remove_all(data_);
    std::filesystem::create_directories(data_);
    folder_ = data_ / "playbooks";
    auto loaded = load_playbook(tests::shipped_playbook("headship.yaml"));
    ASSERT_TRUE(loaded) << loaded.error().detail;
    mine_ = {*std::move(loaded), "the-hash-of-its-key"};
  }
  void TearDown() override { std::filesystem::remove_all(data_); }

  void keep(const std::string& id) {
    mine_.id = id;
    const auto kept = keep_playbook(folder_, mine_);
    ASSERT_TRUE(kept) << kept.error().detail;
  }

  std::filesystem::path data_;
  std::filesystem::path folder_;
  own_playbook mine_;
};

TEST_F(own_playbooks_of, nobody_are_none) {
  const auto all = load_own_playbooks(folder_);
  EXPECT_TRUE(all.usable.empty());
  EXPECT_TRUE(all.left_out.empty());
}

TEST_F(own_playbooks_of, a_person_are_there_after_they_were_kept) {
  keep("mine");
  mine_.playbook.title = "Another title";
  keep("mine");
  keep("another");
  const auto all = load_own_playbooks(folder_);
  ASSERT_EQ(all.usable.size(), 2u);
  EXPECT_EQ(all.usable[0].id, "another");
  EXPECT_EQ(all.usable[1].id, "mine");
  EXPECT_EQ(all.usable[1].playbook.title.str(), "Another title");
  EXPECT_EQ(to_json(all.usable[1].playbook), to_json(mine_.playbook));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 2) << "nothing unfinished stays";
}

TEST_F(own_playbooks_of, a_person_are_used_beside_one_that_is_spoilt) {
  keep("mine");
  std::ofstream(folder_ / "spoilt.yaml") << "title: Half of\n";
  std::ofstream(folder_ / "unfinished.yaml.new") << "title: Ha";
  const auto all = load_own_playbooks(folder_);
  ASSERT_EQ(all.usable.size(), 1u);
  EXPECT_EQ(all.usable[0].id, "mine");
  ASSERT_EQ(all.left_out.size(), 1u);
  EXPECT_EQ(all.left_out[0].file.filename(), "spoilt.yaml");
  EXPECT_THAT(all.left_out[0].why.detail, HasSubstr("spoilt.yaml:1: npq is missing"));
}

TEST_F(own_playbooks_of, a_folder_that_cannot_be_written_are_refused_and_the_old_one_stays) {
  keep("mine");
  std::filesystem::create_directory(folder_ / "mine.yaml.new");  // where the file would be written first
  mine_.playbook.title = "Another title";
  const auto kept = keep_playbook(folder_, mine_);
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().code, refusal_code::try_again);
  EXPECT_THAT(kept.error().detail, HasSubstr("could not write its playbooks"));
  EXPECT_NE(load_own_playbooks(folder_).usable.at(0).playbook.title.str(), "Another title");
}

TEST_F(own_playbooks_of, a_person_keep_who_may_change_them_in_the_same_file) {
  keep("mine");
  mine_.edit_hash.clear();
  keep("nobodys");
  auto all = load_own_playbooks(folder_);
  ASSERT_EQ(all.usable.size(), 2u);
  EXPECT_EQ(all.usable[0].edit_hash, "the-hash-of-its-key");
  EXPECT_EQ(all.usable[1].edit_hash, "");
  // As an editor of another system would leave the line.
  const auto text = read_playbook_file(folder_ / "mine.yaml");
  ASSERT_TRUE(text);
  auto ended = *text;
  ended.insert(ended.find('\n'), 1, '\r');
  std::ofstream(folder_ / "mine.yaml", std::ios::binary) << ended;
  EXPECT_EQ(load_own_playbooks(folder_).usable.at(0).edit_hash, "the-hash-of-its-key");
}

TEST_F(own_playbooks_of, a_person_are_gone_when_they_were_removed) {
  keep("mine");
  keep("another");
  ASSERT_TRUE(remove_playbook(folder_, "mine"));
  const auto left = load_own_playbooks(folder_);
  ASSERT_EQ(left.usable.size(), 1u);
  EXPECT_EQ(left.usable[0].id, "another");
  EXPECT_TRUE(remove_playbook(folder_, "mine")) << "one that is not there has been removed";
  std::filesystem::create_directory(folder_ / "stuck.yaml");  // what unlink() does not remove
  const auto stuck = remove_playbook(folder_, "stuck");
  ASSERT_FALSE(stuck);
  EXPECT_EQ(stuck.error().code, refusal_code::try_again);
}

TEST_F(own_playbooks_of, a_crowd_are_read_up_to_the_bound) {
  for (std::size_t at = 0; at <= own_playbooks_max; ++at) {
    std::filesystem::create_directories(folder_);
    keep("number-" + std::to_string(1000 + at));
  }
  const auto all = load_own_playbooks(folder_);
  EXPECT_EQ(all.usable.size(), own_playbooks_max);
  ASSERT_EQ(all.left_out.size(), 1u);
  EXPECT_EQ(all.left_out[0].why.code, refusal_code::limit_reached);
}

}  // namespace
}  // namespace reprise
