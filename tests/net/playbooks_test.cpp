// Playbooks over HTTP: read, kept as files, checked, saved as one's own.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/ops/logging.hpp"
#include "server/playbook/loaded_playbook.hpp"
#include "server/playbook/own_playbooks.hpp"
#include "tests/net/problems.hpp"
#include "tests/net/served.hpp"
#include "tests/support/places/places.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;

std::string shipped_text() {
  std::ifstream in(shipped_playbook("headship.yaml"));
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string with(const std::string& old_text, const std::string& new_text) {
  auto yaml = shipped_text();
  const auto at = yaml.find(old_text);
  EXPECT_NE(at, std::string::npos) << "the mistake must be made somewhere: " << old_text;
  return yaml.replace(at, old_text.size(), new_text);
}

class playbooks_over_http : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    data_ = std::filesystem::path(::testing::TempDir()) / ("reprise-shelf-" + std::string(info->name()));
    std::filesystem::remove_all(data_);
    std::filesystem::create_directories(data_);
    start();
  }
  void TearDown() override {
    server_.reset();
    std::filesystem::remove_all(data_);
  }

  void start(bool saving = true) {
    server_.reset();
    server_ = std::make_unique<served>(served_options{.own_playbooks = data_ / "playbooks", .saving = saving});
  }

  http_answer post(const std::string& path, const std::string& body, const std::string& key = organiser_key) {
    return ask(server_->port(), "POST", path, {"Content-Type: application/yaml", "Authorization: Bearer " + key}, body);
  }
  http_answer change(const std::string& method, const std::string& path, const std::string& edit_key,
                     const std::string& body = "") {
    return ask(server_->port(), method, path, {"Authorization: Bearer " + organiser_key, "Edit-Key: " + edit_key},
               body);
  }
  // Saves one under this name, and gives back its edit key.
  std::string save(const std::string& name) {
    const auto saved = post("/api/playbooks/" + name, shipped_text());
    EXPECT_EQ(saved.status, 200) << saved.body;
    return saved.json().at("edit_key").get<std::string>();
  }
  http_answer read(const std::string& path) { return get(server_->port(), path); }
  json list() { return read("/api/playbooks").json().at("playbooks"); }

  std::filesystem::path data_;
  std::unique_ptr<served> server_;
};

TEST_F(playbooks_over_http, are_read_whole) {
  const auto answer = read("/api/playbooks/small");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto said = answer.json();
  EXPECT_EQ(said.at("key"), "small");
  EXPECT_EQ(said.at("own"), false);
  EXPECT_EQ(said.at("playbook").at("exemplar").at("passages").size(), 1U);
  EXPECT_EQ(said.at("criteria").size(), 2U);
  expect_problem(read("/api/playbooks/large"), 404, "not_found");
  expect_problem(read("/api/playbooks/check"), 404, "not_found");
}

TEST_F(playbooks_over_http, are_files_to_keep_and_to_bring_back) {
  ASSERT_EQ(post("/api/playbooks/mine", shipped_text()).status, 200);
  const auto file = read("/api/playbooks/mine/file");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.header("Content-Type"), "application/yaml; charset=utf-8");
  EXPECT_EQ(file.header("Content-Disposition"), "attachment; filename=\"mine.yaml\"");
  EXPECT_EQ(post("/api/playbooks/another", file.body).status, 200);
  EXPECT_EQ(read("/api/playbooks/mine").json().at("playbook"), read("/api/playbooks/another").json().at("playbook"));
  expect_problem(read("/api/playbooks/large/file"), 404, "not_found");
}

TEST_F(playbooks_over_http, are_checked_without_being_kept) {
  const auto good = post("/api/playbooks/check", shipped_text());
  ASSERT_EQ(good.status, 200) << good.body;
  EXPECT_EQ(good.json().at("key"), "");
  EXPECT_EQ(good.json().at("playbook").at("npq"), "NPQ Headship");
  const auto bad = post("/api/playbooks/check", with("room_size: 3", "room_size: 9"));
  expect_problem(bad, 422, "out_of_range", "Line 1");
  EXPECT_EQ(bad.json().at("field"), "room_size");
  EXPECT_TRUE(bad.json().at("detail").get<std::string>().starts_with("Line "));
  expect_problem(post("/api/playbooks/check", "title: \xff\xfe"), 422, "bad_text", "Line 1: ");
  expect_problem(post("/api/playbooks/check", ""), 400, "not_json", "Line 1: ");
  EXPECT_EQ(list().size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(data_ / "playbooks"));
}

TEST_F(playbooks_over_http, of_ones_own_are_of_use_at_once_and_after_a_restart) {
  const auto saved = post("/api/playbooks/autumn-2", with("slots: 3", "slots: 2"));
  ASSERT_EQ(saved.status, 200) << saved.body;
  const auto document = saved.json().at("document");
  EXPECT_EQ(document.at("key"), "autumn-2");
  EXPECT_EQ(document.at("own"), true);
  EXPECT_EQ(document.at("playbook").at("slots"), 2);
  for (const char* moment : {"at once", "after a restart"}) {
    const auto all = list();
    ASSERT_EQ(all.size(), 2U) << moment;
    EXPECT_EQ(all[0].at("key"), "small");
    EXPECT_EQ(all[0].at("own"), false);
    EXPECT_EQ(all[1].at("key"), "autumn-2") << moment;
    EXPECT_EQ(all[1].at("own"), true);
    EXPECT_EQ(all[1].at("minutes"), 31 + 16) << "the stages, and two slots of eight minutes";
    const auto opened = post_json(server_->port(), "/api/sessions", {{"id", moment}, {"playbook", "autumn-2"}},
                                  {"Authorization: Bearer " + organiser_key});
    EXPECT_EQ(opened.status, 201) << moment << opened.body;
    start();
  }
}

TEST_F(playbooks_over_http, may_come_as_json_and_be_saved_over_ones_own) {
  const auto edit_key = save("mine");
  auto document = read("/api/playbooks/mine").json();
  auto changed = document.at("playbook");
  changed.erase("id");
  changed["title"] = "Reworded: \"quotes\" & all";
  for (auto each : document.at("criteria")) {
    each.erase("id");
    each.erase("number");
    changed["criteria"].push_back(each);
  }
  const auto saved = change("POST", "/api/playbooks/mine", edit_key, changed.dump());
  ASSERT_EQ(saved.status, 200) << saved.body;
  EXPECT_TRUE(saved.json().at("edit_key").is_null()) << "the key stays the one that it was";
  start();
  EXPECT_EQ(read("/api/playbooks/mine").json().at("playbook").at("title"), "Reworded: \"quotes\" & all");
  EXPECT_EQ(list().size(), 2U);
}

TEST_F(playbooks_over_http, that_ship_stay_as_they_are) {
  expect_problem(post("/api/playbooks/small", shipped_text()), 403, "not_allowed", "Save yours under another");
  EXPECT_EQ(read("/api/playbooks/small").json().at("playbook").at("npq"), "Leading teacher development");
  EXPECT_FALSE(std::filesystem::exists(data_ / "playbooks" / "small.yaml"));
}

TEST_F(playbooks_over_http, of_ones_own_are_replaced_and_removed_with_their_edit_key_only) {
  const auto edit_key = save("mine");
  const auto another = save("another");
  EXPECT_NE(edit_key, another);
  const auto reworded = with("title: ", "title: Reworded ");
  for (const char* moment : {"at once", "after a restart"}) {
    for (const std::string& wrong : {std::string(), another, edit_key + "x", edit_key.substr(1)}) {
      for (const char* method : {"POST", "DELETE"}) {
        const auto refused = change(method, "/api/playbooks/mine", wrong, reworded);
        expect_problem(refused, 403, "not_yours", "Save a copy of your own under another name.");
        EXPECT_EQ(refused.json().at("field"), "edit_key") << moment;
      }
    }
    EXPECT_EQ(read("/api/playbooks/mine").json().at("playbook").at("title").get<std::string>().find("Reworded"),
              std::string::npos);
    start();
  }
  EXPECT_EQ(change("POST", "/api/playbooks/mine", edit_key, reworded).status, 200);
  EXPECT_EQ(change("DELETE", "/api/playbooks/mine", edit_key).status, 204);
  expect_problem(read("/api/playbooks/mine"), 404, "not_found");
  expect_problem(change("DELETE", "/api/playbooks/mine", edit_key), 404, "not_found");
  EXPECT_FALSE(std::filesystem::exists(data_ / "playbooks" / "mine.yaml"));
  start();
  EXPECT_EQ(list().size(), 2U) << "what was removed stays so";
  EXPECT_NE(save("mine"), edit_key) << "the name is free again, and its next playbook has another key";
}

TEST_F(playbooks_over_http, show_nobody_their_edit_keys) {
  const auto edit_key = save("mine");
  std::ifstream in(data_ / "playbooks" / "mine.yaml");
  std::stringstream file;
  file << in.rdbuf();
  EXPECT_EQ(file.str().find(edit_key), std::string::npos) << "kept as its hash";
  const auto hash = file.str().substr(0, file.str().find('\n')).substr(20);
  EXPECT_EQ(hash.size(), 43U) << file.str().substr(0, 100);
  for (const char* path : {"/api/playbooks", "/api/playbooks/mine", "/api/playbooks/mine/file"}) {
    const auto said = read(path).body;
    EXPECT_EQ(said.find(edit_key), std::string::npos) << path;
    EXPECT_EQ(said.find(hash), std::string::npos) << path;
  }
}

TEST_F(playbooks_over_http, that_nobody_has_a_key_of_go_to_whoever_saves_over_them_next) {
  save("mine");
  const auto file = data_ / "playbooks" / "mine.yaml";
  std::filesystem::remove(file);
  std::ofstream(file) << shipped_text();  // as an operator puts one there, or a server before there were keys
  start();
  const auto edit_key = save("mine");
  expect_problem(change("DELETE", "/api/playbooks/mine", ""), 403, "not_yours");
  EXPECT_EQ(change("DELETE", "/api/playbooks/mine", edit_key).status, 204);
}

TEST_F(playbooks_over_http, that_ship_are_not_removed_and_strangers_remove_nothing) {
  const auto edit_key = save("mine");
  expect_problem(change("DELETE", "/api/playbooks/small", edit_key), 403, "not_allowed", "stays as it is");
  expect_problem(change("DELETE", "/api/playbooks/..", edit_key), 404, "not_found");
  const auto stranger = ask(server_->port(), "DELETE", "/api/playbooks/mine", {"Edit-Key: " + edit_key});
  expect_problem(stranger, 401, "bad_key");
  const auto page =
      ask(server_->port(), "DELETE", "/api/playbooks/mine",
          {"Origin: https://elsewhere.example", "Authorization: Bearer " + organiser_key, "Edit-Key: " + edit_key});
  expect_problem(page, 403, "foreign_page");
  EXPECT_EQ(list().size(), 2U);
}

TEST_F(playbooks_over_http, are_fixed_where_the_operator_says_so) {
  const auto edit_key = save("mine");
  EXPECT_EQ(read("/api/playbooks").json().at("saving"), true);
  start(false);
  EXPECT_EQ(read("/api/playbooks").json().at("saving"), false);
  EXPECT_EQ(list().size(), 2U) << "what was saved before is offered still";
  expect_problem(post("/api/playbooks/another", shipped_text()), 403, "not_allowed", "Keep yours as a file");
  expect_problem(change("POST", "/api/playbooks/mine", edit_key, shipped_text()), 403, "not_allowed");
  expect_problem(change("DELETE", "/api/playbooks/mine", edit_key), 403, "not_allowed");
  EXPECT_EQ(post("/api/playbooks/check", shipped_text()).status, 200) << "looking at a file harms nobody";
}

TEST_F(playbooks_over_http, that_cannot_be_removed_are_offered_still) {
  const auto edit_key = save("mine");
  const auto file = data_ / "playbooks" / "mine.yaml";
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);  // what unlink() does not remove
  expect_problem(change("DELETE", "/api/playbooks/mine", edit_key), 503, "try_again");
  EXPECT_EQ(list().size(), 2U);
}

// --- groups, before the session ---------------------------------------------------------------------------------------

class groups_over_http : public playbooks_over_http {
 protected:
  http_answer open(const std::string& id, const json& grouping) {
    return post_json(server_->port(), "/api/sessions", {{"id", id}, {"playbook", "small"}, {"grouping", grouping}},
                     {"Authorization: Bearer " + organiser_key});
  }
};

TEST_F(groups_over_http, P2_hold_from_the_first_join_on) {
  const auto opened = open("prepared", {{"mode", "prepared"}, {"room_size", 2}, {"groups", {{"Ada", "Ben"}, {"Cy"}}}});
  ASSERT_EQ(opened.status, 201) << opened.body;
  test_client facilitator(server_->port(), opened.json().at("session").get<std::string>());
  const auto welcome = facilitator.enter(opened.json().at("ticket").get<std::string>());
  ASSERT_TRUE(welcome);
  const auto said = welcome->dump();
  EXPECT_NE(said.find(R"("mode":"prepared")"), std::string::npos) << said;
  EXPECT_NE(said.find(R"("groups":[["Ada","Ben"],["Cy"]])"), std::string::npos) << said;
}

TEST_F(groups_over_http, that_cannot_be_are_refused_at_their_field_before_anything_is_opened) {
  const auto twice = open("one", {{"mode", "prepared"}, {"room_size", 3}, {"groups", {{"Ada", "Ben"}, {" ADA"}}}});
  expect_problem(twice, 409, "already_done", "twice");
  EXPECT_EQ(twice.json().at("field"), "grouping.groups");
  const auto loose =
      open("two", {{"mode", "random"}, {"room_size", 3}, {"groups", json::array({json::array({"Ada", "Ben"})})}});
  expect_problem(loose, 422, "incomplete");
  const auto large = open("three", {{"mode", "random"}, {"room_size", 9}, {"groups", json::array()}});
  expect_problem(large, 422, "out_of_range");
  EXPECT_EQ(large.json().at("field"), "grouping.room_size");
  EXPECT_EQ(server_->counters.sessions_opened.load(), 0U);
}

TEST_F(groups_over_http, of_a_whole_school_fit) {
  auto groups = json::array();
  for (int at = 0; at < 300; ++at) {
    std::string name = "A person with a rather long name, number ";
    name += std::to_string(at);
    groups.push_back({name, name + " b", name + " c"});
  }
  const auto opened = open("school", {{"mode", "prepared"}, {"room_size", 3}, {"groups", groups}});
  EXPECT_EQ(opened.status, 201) << opened.body;
}

TEST_F(playbooks_over_http, need_the_organisers_key_to_be_checked_or_saved) {
  for (const std::string path : {"/api/playbooks/check", "/api/playbooks/mine"}) {
    expect_problem(ask(server_->port(), "POST", path, {}, shipped_text()), 401, "bad_key");
    const auto small = post(path, "title: x", "not-the-organisers-key");
    expect_problem(small, 401, "bad_key");
    EXPECT_EQ(small.header("WWW-Authenticate"), "Bearer");
  }
  expect_problem(post("/api/playbooks/mine", shipped_text(), "the-fifth-wrong-key"), 401, "bad_key");
  expect_problem(post("/api/playbooks/mine", shipped_text()), 429, "too_fast");
  EXPECT_EQ(list().size(), 1U);
}

TEST_F(playbooks_over_http, are_saved_under_plain_names_only) {
  for (const std::string name :
       {"Mine", "my.book", "..", ".", "%2e%2e", "..%2fkeys", "a%00b", "a_b", "\xc3\xa9t\xc3\xa9", "a\\b", "a~b"}) {
    const auto answer = post("/api/playbooks/" + name, shipped_text());
    if (answer.status == 400) continue;  // not even a request
    expect_problem(answer, 422, "bad_text", "lower-case letters, digits and hyphens");
    EXPECT_EQ(answer.json().at("field"), "key");
  }
  expect_problem(post("/api/playbooks/" + std::string(61, 'a'), shipped_text()), 422, "bad_text");
  for (const char* path : {"/api/playbooks/../mine", "/api/playbooks/a/b", "/api/playbooks//", "/api/playbooks/"}) {
    EXPECT_EQ(ask(server_->port(), "POST", path, {"Authorization: Bearer " + organiser_key}, "title: x").status, 404)
        << path;
  }
  EXPECT_EQ(list().size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(data_ / "playbooks")) << "nothing was written";
  EXPECT_EQ(post("/api/playbooks/" + std::string(60, 'a'), shipped_text()).status, 200);
}

TEST_F(playbooks_over_http, have_a_largest_size_and_so_has_everything_else) {
  auto large = shipped_text();
  large.append(playbook_bytes_max - large.size(), '#');  // a comment
  ASSERT_EQ(large.size(), playbook_bytes_max);
  const auto saved = post("/api/playbooks/mine", large);
  EXPECT_EQ(saved.status, 200) << saved.body;
  expect_problem(post("/api/playbooks/mine", large + "x"), 413, "too_large", "512 KiB");
  const std::string long_name(70'000, 'x');
  expect_problem(post("/api/sessions", "{\"id\":\"" + long_name + "\"}"), 413, "too_large", "64 KiB");
  expect_problem(post("/api/join", "{\"id\":\"" + long_name.substr(0, 20'000) + "\"}"), 413, "too_large", "16 KiB");
  EXPECT_EQ(post("/api/playbooks/check", large, "not-the-organisers-key").status, 401) << "not read from a stranger";
}

TEST_F(playbooks_over_http, say_how_else_one_may_ask) {
  const auto of = [&](const char* path) { return ask(server_->port(), "PUT", path).header("Allow"); };
  EXPECT_EQ(of("/api/playbooks/small"), "GET, HEAD, POST, DELETE");
  EXPECT_EQ(of("/api/playbooks/check"), "GET, HEAD, POST, DELETE");
  EXPECT_EQ(of("/api/playbooks/small/file"), "GET, HEAD");
  EXPECT_EQ(of("/api/sessions"), "POST");
}

TEST_F(playbooks_over_http, of_ones_own_have_a_bound) {
  auto loaded = read_playbook(shipped_text(), "", "");
  ASSERT_TRUE(loaded);
  own_playbook mine{*std::move(loaded), ""};
  for (std::size_t at = 0; at < own_playbooks_max; ++at) {
    mine.id = "number-" + std::to_string(at);
    ASSERT_TRUE(keep_playbook(data_ / "playbooks", mine));
  }
  start();
  expect_problem(post("/api/playbooks/one-more", shipped_text()), 409, "limit_reached", "no room for more");
  EXPECT_EQ(post("/api/playbooks/number-7", shipped_text()).status, 200) << "over one of them";
}

std::string logged;

TEST_F(playbooks_over_http, that_are_spoilt_are_named_and_keep_nobody_from_the_others) {
  ASSERT_EQ(post("/api/playbooks/mine", shipped_text()).status, 200);
  std::ofstream(data_ / "playbooks" / "spoilt.yaml") << "title: Half of\n";
  std::filesystem::copy(data_ / "playbooks" / "mine.yaml", data_ / "playbooks" / "small.yaml");
  logged.clear();
  logging::redirect([](const std::string& line) { logged += line; });
  start();
  logging::redirect({});
  EXPECT_NE(logged.find(R"(spoilt.yaml","reason":"missing_field")"), std::string::npos) << logged;
  EXPECT_NE(logged.find(R"(small.yaml","reason":"a playbook that ships has this name")"), std::string::npos) << logged;
  EXPECT_EQ(logged.find("Half of"), std::string::npos) << "what somebody wrote is not in the log";
  EXPECT_EQ(list().size(), 2U);
  EXPECT_EQ(read("/api/playbooks/small").json().at("own"), false);
}

TEST_F(playbooks_over_http, that_cannot_be_written_are_refused_and_not_offered) {
  std::ofstream(data_ / "playbooks") << "a file where the folder would be";
  expect_problem(post("/api/playbooks/mine", shipped_text()), 503, "try_again", "could not write");
  EXPECT_EQ(list().size(), 1U);
}

}  // namespace
}  // namespace reprise::tests
