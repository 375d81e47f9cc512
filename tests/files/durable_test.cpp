// Files that are there whole or not at all.
#include "server/files/durable.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "server/files/file_descriptor.hpp"

namespace reprise {
namespace {

class durable : public testing::Test {
 protected:
  void SetUp() override {
    std::string place = (std::filesystem::temp_directory_path() / "reprise-files-XXXXXX").string();
    folder_ = mkdtemp(place.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path file() const { return folder_ / "words"; }
  std::string read() const {
    std::ifstream in(file());
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::ptrdiff_t count() const { return std::distance(std::filesystem::directory_iterator(folder_), {}); }

  std::filesystem::path folder_;
};

TEST_F(durable, a_file_is_replaced_whole) {
  const std::string large(3'000'000, 'x');
  EXPECT_FALSE(replace_file(file(), large, S_IRUSR | S_IWUSR));
  EXPECT_EQ(read(), large);
  EXPECT_FALSE(replace_file(file(), "shorter", S_IRUSR | S_IWUSR));
  EXPECT_EQ(read(), "shorter");
  EXPECT_EQ(count(), 1) << "nothing unfinished stays";
  struct stat about {};
  ASSERT_EQ(::stat(file().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(durable, what_a_crash_left_unfinished_is_no_obstacle) {
  std::ofstream(folder_ / "words.new") << "half of a much longer text";
  EXPECT_FALSE(replace_file(file(), "whole", S_IRUSR | S_IWUSR));
  EXPECT_EQ(read(), "whole");
  EXPECT_EQ(count(), 1);
}

TEST_F(durable, the_old_file_stays_when_the_new_one_cannot_be_written) {
  ASSERT_FALSE(replace_file(file(), "old", S_IRUSR | S_IWUSR));
  std::filesystem::create_directory(folder_ / "words.new");
  EXPECT_EQ(replace_file(file(), "new", S_IRUSR | S_IWUSR), std::errc::is_a_directory);
  EXPECT_EQ(read(), "old");
  EXPECT_EQ(replace_file(folder_ / "nowhere" / "words", "new", S_IRUSR), std::errc::no_such_file_or_directory);
}

TEST_F(durable, no_link_leads_the_writing_elsewhere) {
  std::ofstream(folder_ / "elsewhere") << "theirs";
  std::filesystem::create_symlink(folder_ / "elsewhere", folder_ / "words.new");
  EXPECT_TRUE(replace_file(file(), "ours", S_IRUSR | S_IWUSR));
  std::ifstream in(folder_ / "elsewhere");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "theirs");
}

TEST_F(durable, a_file_is_removed_once_and_may_be_removed_again) {
  ASSERT_FALSE(replace_file(file(), "words", S_IRUSR | S_IWUSR));
  EXPECT_FALSE(remove_file(file()));
  EXPECT_FALSE(std::filesystem::exists(file()));
  EXPECT_FALSE(remove_file(file()));
  EXPECT_TRUE(remove_file(folder_)) << "a folder is no file";
}

TEST_F(durable, a_folder_that_is_not_there_cannot_be_synced) {
  EXPECT_FALSE(sync_folder(folder_));
  EXPECT_EQ(sync_folder(folder_ / "nowhere"), std::errc::no_such_file_or_directory);
}

TEST_F(durable, a_descriptor_is_closed_once_by_whoever_has_it_last) {
  int number = -1;
  {
    file_descriptor first{::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    ASSERT_TRUE(first.is_open());
    number = first.value();
    const file_descriptor second{std::move(first)};
    EXPECT_EQ(second.value(), number);
    EXPECT_NE(::fcntl(number, F_GETFD), -1);
  }
  EXPECT_EQ(::fcntl(number, F_GETFD), -1);
}

}  // namespace
}  // namespace reprise
