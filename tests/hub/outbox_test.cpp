#include "server/hub/outbox.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace reprise {
namespace {

shared_frame frame_of(std::string bytes) { return std::make_shared<const std::string>(std::move(bytes)); }

// Writes at most `most` bytes, as a socket would.
std::string write_some(outbox& from, std::size_t most) {
  std::array<iovec, 4> parts{};
  std::string written;
  const auto filled = from.gather(parts);
  for (std::size_t at = 0; at < filled; ++at)
    written.append(static_cast<const char*>(parts[at].iov_base), parts[at].iov_len);
  written.resize(std::min(written.size(), most));
  from.consume(written.size());
  return written;
}

TEST(outbox, gives_back_the_bytes_in_their_order_however_little_the_socket_takes) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    outbox box;
    std::string sent;
    std::string received;
    for (int step = 0; step < 60; ++step) {
      if (random() % 2 == 0) {
        const auto bytes = std::string(1 + random() % 40, static_cast<char>('a' + step % 26));
        ASSERT_TRUE(box.push(frame_of(bytes)));
        sent += bytes;
      } else {
        received += write_some(box, random() % 50);
      }
      ASSERT_EQ(box.bytes(), sent.size() - received.size());
      ASSERT_EQ(box.empty(), box.bytes() == 0);
    }
    while (!box.empty()) received += write_some(box, 13);
    EXPECT_EQ(received, sent);
  }
}

TEST(outbox, shares_the_frame_and_copies_no_bytes) {
  const auto shared = frame_of("the same for everybody");
  outbox one;
  outbox other;
  ASSERT_TRUE(one.push(shared) && other.push(shared));
  EXPECT_EQ(shared.use_count(), 3);
  std::array<iovec, 1> part{};
  ASSERT_EQ(one.gather(part), 1U);
  EXPECT_EQ(part[0].iov_base, shared->data());
}

TEST(outbox, refuses_what_is_over_its_bounds) {
  outbox by_bytes;
  ASSERT_TRUE(by_bytes.push(frame_of("in front")));
  ASSERT_TRUE(by_bytes.push(frame_of(std::string(outbox_bytes_max, 'x'))));
  EXPECT_FALSE(by_bytes.push(frame_of("y")));

  outbox by_frames;
  for (std::size_t at = 0; at < outbox_frames_max; ++at) ASSERT_TRUE(by_frames.push(frame_of("x")));
  EXPECT_FALSE(by_frames.push(frame_of("y")));
  EXPECT_EQ(by_frames.frames(), outbox_frames_max);
}

TEST(outbox, takes_one_frame_of_any_size_when_it_is_empty_and_what_follows_it) {
  outbox box;
  const auto snapshot = std::string(outbox_bytes_max * 3, 'x');
  EXPECT_TRUE(box.push(frame_of(snapshot)));
  EXPECT_TRUE(box.push(frame_of("who is here"))) << "else the snapshot would be thrown out for it, again and again";
  write_some(box, 7);
  EXPECT_FALSE(box.push(frame_of(std::string(outbox_bytes_max, 'y')))) << "there is a bound behind it";
  EXPECT_TRUE(box.push(frame_of("z")));
}

TEST(outbox, when_cleared_finishes_only_the_frame_that_is_half_out) {
  outbox box;
  ASSERT_TRUE(box.push(frame_of("first")) && box.push(frame_of("second")) && box.push(frame_of("third")));
  EXPECT_EQ(write_some(box, 7), "firstse");
  box.clear();
  EXPECT_EQ(write_some(box, 100), "cond");
  EXPECT_TRUE(box.empty());

  ASSERT_TRUE(box.push(frame_of("whole")));
  box.clear();
  EXPECT_TRUE(box.empty());
  EXPECT_EQ(box.bytes(), 0U);
}

}  // namespace
}  // namespace reprise
