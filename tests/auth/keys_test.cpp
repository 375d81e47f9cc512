#include "server/auth/keys.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

namespace reprise {
namespace {

class keys : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string place = (std::filesystem::temp_directory_path() / "reprise-keys-XXXXXX").string();
    folder_ = mkdtemp(place.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file() const { return folder_ / "some.key"; }
  void write(const std::string& text, mode_t mode = 0600) const {
    std::ofstream(file()) << text;
    ::chmod(file().c_str(), mode);
  }

  std::filesystem::path folder_;
};

std::string complaint(const std::filesystem::path& file, const std::string& given = "") {
  try {
    load_ticket_key(file, given);
  } catch (const key_unusable& failed) {
    return failed.what();
  }
  return "";
}

TEST_F(keys, are_made_once_and_kept_for_the_owner_only) {
  const auto first = load_ticket_key(file(), "");
  EXPECT_EQ(load_ticket_key(file(), ""), first);
  struct stat about {};
  ASSERT_EQ(::stat(file().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  std::filesystem::remove(file());
  EXPECT_NE(load_ticket_key(file(), ""), first);
}

TEST_F(keys, that_are_given_leave_no_file) {
  const std::string given = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";
  EXPECT_EQ(load_ticket_key(file(), given)[31], 7);
  EXPECT_EQ(load_organiser_key(file(), "an-organiser-key-of-ours"), "an-organiser-key-of-ours");
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(keys, that_others_may_read_are_refused_with_what_to_do) {
  write("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n", 0644);
  EXPECT_NE(complaint(file()).find("chmod 600"), std::string::npos);
}

TEST_F(keys, that_are_no_keys_are_refused_and_not_repeated) {
  write("secret-but-short\n");
  const auto said = complaint(file());
  EXPECT_NE(said.find("43 characters"), std::string::npos);
  EXPECT_EQ(said.find("secret-but-short"), std::string::npos);
  EXPECT_THROW(load_organiser_key(file(), "short"), key_unusable);
  EXPECT_THROW(load_organiser_key(file(), "sixteen chars and spaces"), key_unusable);
}

TEST_F(keys, in_a_folder_that_cannot_be_written_are_a_failed_start) {
  EXPECT_FALSE(complaint(folder_ / "missing" / "some.key").empty());
}

TEST(secrets, that_are_handed_out_are_new_each_time_and_kept_as_their_hash) {
  const auto one = make_secret();
  EXPECT_EQ(one.size(), 43U);
  EXPECT_NE(one, make_secret());
  const auto hash = hash_of_secret(one);
  EXPECT_EQ(hash.size(), 43U);
  EXPECT_EQ(hash, hash_of_secret(one));
  EXPECT_NE(hash, one);
  EXPECT_NE(hash, hash_of_secret(one.substr(1)));
  EXPECT_NE(hash_of_secret(""), "") << "no key is a key that fits nothing";
  // BLAKE2b with 32 bytes, so that a server of a later version knows the keys of this one.
  EXPECT_EQ(hash_of_secret("abc"), "vd2BPGNCOXIxce8_7phXm5SWTjuxyz5CcmLIwGjVIxk");
}

TEST(secrets, that_people_bring_must_look_as_ours_do) {
  EXPECT_TRUE(could_be_secret(make_secret()));
  EXPECT_FALSE(could_be_secret(""));
  EXPECT_FALSE(could_be_secret("my favourite colour"));
  EXPECT_FALSE(could_be_secret(make_secret() + "A"));
  EXPECT_FALSE(could_be_secret(make_secret().replace(7, 1, "=")));
}

TEST(secrets, are_compared_whole) {
  EXPECT_TRUE(is_same_secret("abc", "abc"));
  EXPECT_FALSE(is_same_secret("abc", "abd"));
  EXPECT_FALSE(is_same_secret("abc", "ab"));
  EXPECT_FALSE(is_same_secret("", "a"));
}

}  // namespace
}  // namespace reprise
