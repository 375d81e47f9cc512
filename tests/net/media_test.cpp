// Clips and captions over HTTP: whole or in part, of the right type, and nothing but what lies in their folder.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "server/net/byte_range.hpp"
#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

std::string noise(std::size_t bytes) {
  std::string made(bytes, '\0');
  std::uint32_t drawn = 4711;
  for (auto& each : made) {
    drawn = drawn * 1'664'525 + 1'013'904'223;
    each = static_cast<char>(drawn >> 24);
  }
  return made;
}

class media : public ::testing::Test {
 protected:
  void SetUp() override {
    auto place = (std::filesystem::temp_directory_path() / "reprise-media-XXXXXX").string();
    parent_ = mkdtemp(place.data());
    folder_ = parent_ / "media";
    std::filesystem::create_directories(folder_ / "within.mp4");
    write("media/clip.mp4", clip_);
    write("media/short.wav", "0123456789");
    write("media/short.vtt", "WEBVTT\n");
    write("media/nothing.mp3", "");
    write("media/notes.txt", "not a clip");
    write("secret.mp4", "outside of the folder");
    std::filesystem::create_symlink(parent_ / "secret.mp4", folder_ / "link.mp4");
    server_ = std::make_unique<served>(served_options{.media = folder_});
  }
  void TearDown() override {
    server_.reset();
    std::filesystem::remove_all(parent_);
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(parent_ / name, std::ios::binary) << bytes;
  }
  http_answer fetch(const std::string& path, const header_lines& headers = {}) const {
    return get(server_->port(), path, headers);
  }
  http_answer part(const std::string& range) const { return fetch("/media/short.wav", {"Range: " + range}); }

  const std::string clip_ = noise(5 * net::media_piece_bytes_max + 17);
  std::filesystem::path parent_;
  std::filesystem::path folder_;
  std::unique_ptr<served> server_;
};

TEST_F(media, comes_whole_to_those_who_ask_for_no_part) {
  const auto clip = fetch("/media/clip.mp4");
  EXPECT_EQ(clip.status, 200);
  EXPECT_TRUE(clip.body == clip_) << clip.body.size() << " bytes";
  EXPECT_EQ(clip.header("Content-Type"), "video/mp4");
  EXPECT_EQ(clip.header("Accept-Ranges"), "bytes");
  EXPECT_EQ(clip.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(clip.header("Cache-Control"), "private, max-age=3600");
  const auto empty = fetch("/media/nothing.mp3");
  EXPECT_EQ(empty.status, 200);
  EXPECT_EQ(empty.header("Content-Length"), "0");
  EXPECT_EQ(empty.header("Content-Type"), "audio/mpeg");
}

TEST_F(media, has_the_type_that_its_name_says) {
  EXPECT_EQ(fetch("/media/short.wav").header("Content-Type"), "audio/wav");
  EXPECT_EQ(fetch("/media/short.vtt").header("Content-Type"), "text/vtt; charset=utf-8");
}

TEST_F(media, a_part_is_that_part) {
  const auto middle = part("bytes=2-4");
  EXPECT_EQ(middle.status, 206);
  EXPECT_EQ(middle.body, "234");
  EXPECT_EQ(middle.header("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(part("bytes=7-").body, "789");
  EXPECT_EQ(part("bytes=-3").header("Content-Range"), "bytes 7-9/10");
  EXPECT_EQ(part("bytes=-30").body, "0123456789");
  EXPECT_EQ(part("bytes=8-99999999999999999999999").body, "89");
  EXPECT_EQ(part("bytes=9-9").body, "9");

  const auto from = std::to_string(net::media_piece_bytes_max - 3);
  const auto long_part = fetch("/media/clip.mp4", {"Range: bytes=" + from + "-"});
  EXPECT_EQ(long_part.status, 206);
  EXPECT_TRUE(long_part.body == clip_.substr(net::media_piece_bytes_max - 3)) << long_part.body.size() << " bytes";
}

TEST_F(media, a_part_behind_the_end_is_refused_with_the_length) {
  for (const char* range : {"bytes=10-", "bytes=10-12", "bytes=99999999999999999999999-", "bytes=-0"}) {
    const auto refused = part(range);
    EXPECT_EQ(refused.status, 416) << range;
    EXPECT_EQ(refused.header("Content-Range"), "bytes */10") << range;
    EXPECT_EQ(refused.json().at("code"), "out_of_range") << range;
  }
  EXPECT_EQ(fetch("/media/nothing.mp3", {"Range: bytes=0-"}).status, 416);
}

TEST_F(media, what_is_no_single_range_of_bytes_is_answered_whole) {
  for (const char* range : {"bytes=0-1,4-5", "bytes=4-2", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "seconds=0-1",
                            "bytes=-1-2", "bytes=0x1-2", "bytes=+1-2"}) {
    const auto whole = part(range);
    EXPECT_EQ(whole.status, 200) << range;
    EXPECT_EQ(whole.body, "0123456789") << range;
  }
}

TEST_F(media, is_not_sent_again_to_those_who_have_it_nor_mixed_with_another_version) {
  const auto first = fetch("/media/short.wav");
  const auto tag = first.header("ETag");
  ASSERT_NE(tag, "");
  const auto again = fetch("/media/short.wav", {"If-None-Match: " + tag});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(fetch("/media/short.wav", {"Range: bytes=2-4", "If-Range: " + tag}).status, 206);
  const auto other = fetch("/media/short.wav", {"Range: bytes=2-4", "If-Range: \"another\""});
  EXPECT_EQ(other.status, 200);
  EXPECT_EQ(other.body, "0123456789");
}

TEST_F(media, head_says_how_long_it_is_and_other_methods_are_refused) {
  wire to(server_->port());
  to.send("HEAD /media/clip.mp4 HTTP/1.1\r\nHost: x\r\nRange: bytes=2-4\r\n\r\n");
  const auto head = read_response(to, false);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), std::to_string(clip_.size()));
  to.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(read_response(to).body, "alive\n") << "nothing of the clip lies between";
  EXPECT_EQ(ask(server_->port(), "POST", "/media/clip.mp4").status, 405);
}

TEST_F(media, no_path_leaves_the_folder) {
  for (const char* path :
       {"/media/../secret.mp4", "/media/..%2fsecret.mp4", "/media/%2e%2e/secret.mp4", "/media/..\\secret.mp4",
        "/media//secret.mp4", "/media/link.mp4", "/media/within.mp4", "/media/notes.txt", "/media/", "/media",
        "/media/clip.mp4/", "/media/%63lip.mp4", "/media/clip.mp4%00.vtt", "/media/./clip.mp4", "/media/CLIP.MP4",
        "/secret.mp4", "//media/clip.mp4"}) {
    const auto answer = fetch(path);
    EXPECT_TRUE(answer.status == 404 || answer.status == 400) << path << " " << answer.status;
    EXPECT_EQ(answer.body.find("outside of the folder"), std::string::npos) << path;
  }
}

TEST_F(media, that_is_cut_short_while_it_is_served_ends_the_connection_and_not_the_server) {
  std::filesystem::resize_file(folder_ / "clip.mp4", net::media_piece_bytes_max + 5);
  wire to(server_->port());
  to.send("GET /media/clip.mp4 HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(to.read_until("\r\n\r\n"));
  EXPECT_FALSE(to.read_bytes(clip_.size()));
  EXPECT_TRUE(to.is_closed_by_peer());
  EXPECT_EQ(fetch("/healthz").status, 200);
}

TEST_F(media, that_nobody_reads_on_holds_up_nobody_else) {
  wire idle(server_->port());
  idle.set_receive_buffer(4'096);
  idle.send("GET /media/clip.mp4 HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(idle.read_until("\r\n\r\n"));
  EXPECT_TRUE(fetch("/media/clip.mp4").body == clip_);
}

TEST(media_missing, is_no_folder_and_no_harm) {
  const served server;
  EXPECT_EQ(get(server.port(), "/media/clip.mp4").status, 404);
}

}  // namespace
}  // namespace reprise::tests
