// How an older file becomes a newer one, with migrations made up for the purpose.
#include "server/log/sqlite_schema.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "server/log/log_unusable.hpp"
#include "tests/log/data_folder.hpp"

namespace reprise {
namespace {

const std::vector<migration> first_version = {{1, "CREATE TABLE things (name TEXT)"}};
const std::vector<migration> third_version = {
    {1, "CREATE TABLE things (name TEXT)"},
    {2, "ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 0; UPDATE things SET size = length(name)"},
    {3, "CREATE INDEX things_by_size ON things (size)"}};

struct schema : testing::Test {
  data_folder folder;
  sqlite_database database{folder.file(), ""};

  std::int64_t version() { return database.number("PRAGMA user_version"); }
};

TEST_F(schema, a_new_file_gets_every_migration) {
  migrate(database, folder.file(), third_version);
  EXPECT_EQ(version(), 3);
  EXPECT_EQ(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'things_by_size'"), 1);
}

TEST_F(schema, an_older_file_keeps_what_it_holds) {
  migrate(database, folder.file(), first_version);
  database.run("INSERT INTO things VALUES ('lamp')");
  migrate(database, folder.file(), third_version);
  EXPECT_EQ(version(), 3);
  EXPECT_EQ(database.number("SELECT size FROM things WHERE name = 'lamp'"), 4);
}

TEST_F(schema, a_migrated_file_is_not_migrated_again) {
  migrate(database, folder.file(), third_version);
  migrate(database, folder.file(), third_version);
  EXPECT_EQ(version(), 3);
}

TEST_F(schema, a_migration_that_fails_leaves_the_version_before_it_whole) {
  migrate(database, folder.file(), first_version);
  database.run("INSERT INTO things VALUES ('lamp')");
  const std::vector<migration> broken = {
      first_version[0], third_version[1], {3, "DELETE FROM things; CREATE TABLE things (again TEXT)"}};
  EXPECT_THROW(migrate(database, folder.file(), broken), sqlite_error);
  EXPECT_FALSE(database.in_transaction());
  EXPECT_EQ(version(), 2);
  EXPECT_EQ(database.number("SELECT size FROM things WHERE name = 'lamp'"), 4);
}

TEST_F(schema, a_newer_file_is_refused_untouched) {
  migrate(database, folder.file(), third_version);
  EXPECT_THROW(migrate(database, folder.file(), first_version), log_unusable);
  EXPECT_EQ(version(), 3);
}

TEST_F(schema, the_migrations_of_the_log_are_numbered_without_a_gap) {
  std::int64_t expected = 0;
  for (const auto& each : log_migrations()) EXPECT_EQ(each.version, ++expected);
  EXPECT_GE(expected, 1);
}

}  // namespace
}  // namespace reprise
