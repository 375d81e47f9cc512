#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

class web_client : public ::testing::Test {
 protected:
  void SetUp() override {
    auto place = (std::filesystem::temp_directory_path() / "reprise-web-XXXXXX").string();
    parent_ = mkdtemp(place.data());
    folder_ = parent_ / "web";
    write("web/index.html", "<!doctype html><title>Reprise</title>");
    write("web/index.html.br", "brotli of the page");
    write("web/index.html.gz", "gzip of the page");
    write("web/assets/main-a1b2.js", "export {};");
    write("web/assets/main-a1b2.js.map", "{}");
    write("web/.hidden", "hidden");
    write("web/.git/config", "hidden");
    write("secret.txt", "outside of the folder");
    std::filesystem::create_symlink(parent_ / "secret.txt", folder_ / "link.txt");
    server_ = std::make_unique<served>(served_options{.web = folder_});
  }
  void TearDown() override {
    server_.reset();
    std::filesystem::remove_all(parent_);
  }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((parent_ / name).parent_path());
    std::ofstream(parent_ / name) << text;
  }
  http_answer fetch(const std::string& path, const header_lines& headers = {}) const {
    return get(server_->port(), path, headers);
  }

  std::filesystem::path parent_;
  std::filesystem::path folder_;
  std::unique_ptr<served> server_;
};

TEST_F(web_client, is_served_at_its_own_addresses_and_asked_for_again) {
  for (const char* path : {"/", "/index.html", "/s/k3m9x2p7q4ab", "/?code=K7HF3M"}) {
    const auto page = fetch(path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_EQ(page.body, "<!doctype html><title>Reprise</title>") << path;
    EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(page.header("Cache-Control"), "no-cache");
  }
  EXPECT_EQ(fetch("/s/a/b").status, 404);
  EXPECT_EQ(fetch("/s/").status, 404);
}

TEST_F(web_client, assets_are_kept_for_good) {
  const auto script = fetch("/assets/main-a1b2.js");
  EXPECT_EQ(script.header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.header("Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(web_client, comes_compressed_to_those_who_accept_it) {
  const auto with = [&](const std::string& accepted) { return fetch("/", {"Accept-Encoding: " + accepted}); };
  EXPECT_EQ(with("gzip, deflate, br").header("Content-Encoding"), "br");
  EXPECT_EQ(with("gzip, deflate, br").body, "brotli of the page");
  EXPECT_EQ(with("gzip").header("Content-Encoding"), "gzip");
  EXPECT_EQ(with("br;q=0, gzip;q=0.5").header("Content-Encoding"), "gzip");
  EXPECT_EQ(with("br;q=0.0, gzip;q=0").header("Content-Encoding"), "");
  EXPECT_EQ(with("brotli, gzipped").header("Content-Encoding"), "");
  EXPECT_EQ(with("identity").header("Vary"), "Accept-Encoding");
}

TEST_F(web_client, is_not_sent_again_to_those_who_have_it) {
  const auto page = fetch("/");
  const auto again = fetch("/", {"If-None-Match: " + page.header("ETag")});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(again.header("ETag"), page.header("ETag"));
  EXPECT_NE(fetch("/", {"Accept-Encoding: br"}).header("ETag"), page.header("ETag"));
  EXPECT_EQ(fetch("/", {"If-None-Match: \"another\""}).status, 200);
}

TEST_F(web_client, no_path_leaves_the_folder) {
  for (const char* path : {"/../secret.txt",
                           "/assets/../../secret.txt",
                           "/..%2fsecret.txt",
                           "/%2e%2e/secret.txt",
                           "/..\\secret.txt",
                           "//secret.txt",
                           "/./../secret.txt",
                           "/%00",
                           "/index.html%00.js",
                           "/.hidden",
                           "/.git/config",
                           "/assets/main-a1b2.js.map",
                           "/index.html.br",
                           "/assets",
                           "/assets/",
                           "/etc/passwd",
                           "//etc/passwd",
                           "/web/index.html",
                           "file:///etc/passwd",
                           "http://127.0.0.1/../secret.txt",
                           "*",
                           "/index.html/",
                           "/%69ndex.html"}) {
    const auto answer = fetch(path);
    EXPECT_TRUE(answer.status == 404 || answer.status == 400) << path << " " << answer.status;
    EXPECT_EQ(answer.body.find("outside of the folder"), std::string::npos) << path;
  }
}

TEST_F(web_client, links_that_lead_out_of_the_folder_are_not_followed) { EXPECT_EQ(fetch("/link.txt").status, 404); }

TEST(web_client_missing, says_how_to_build_it) {
  const served server;
  const auto page = get(server.port(), "/");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("script/build-web"), std::string::npos);
}

}  // namespace
}  // namespace reprise::tests
