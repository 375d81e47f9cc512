// What goes out on a socket, when there is a reader who keeps up, when there is one who does not, and at the end.
#include "server/net/outgoing.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using net::outgoing;
using went = net::outgoing::went;

class outgoing_frames : public ::testing::Test {
 protected:
  outgoing_frames() : reader(acceptor.local_endpoint().port()), socket(acceptor.accept()) { outgoing::prepare(socket); }

  static shared_frame frame_of(std::string bytes) { return std::make_shared<const std::string>(std::move(bytes)); }

  // Until the socket takes no more, and what was taken then. The outbox takes any one frame, whatever its size.
  std::string fill_socket() {
    std::string all(4 * 1024 * 1024, 'a');
    EXPECT_TRUE(out.take(frame_of(all)));
    EXPECT_EQ(out.write(socket, counted), went::must_wait);
    EXPECT_TRUE(out.waits_for_socket());
    return all;
  }
  // The reader reads so much, and what waits behind it goes out as the socket takes it.
  std::pair<std::string, went> read_while_writing(std::size_t count) {
    std::string read;
    went last = went::must_wait;
    while (read.size() < count) {
      const auto some = reader.read_bytes(std::min<std::size_t>(count - read.size(), 4 * 1024));
      if (!some) break;
      read += *some;
      out.socket_is_free();
      if (last == went::must_wait) last = out.write(socket, counted);
    }
    return {read, last};
  }

  boost::asio::io_context context;
  net::tcp_acceptor acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
  wire reader;
  net::tcp_socket socket;
  net::net_counters counted;
  outgoing out;
};

TEST_F(outgoing_frames, go_out_together_and_in_their_order) {
  EXPECT_TRUE(out.take(frame_of("one ")));
  out.take_control("two ");
  EXPECT_TRUE(out.take(frame_of("three.")));
  EXPECT_EQ(out.write(socket, counted), went::well);
  EXPECT_EQ(reader.read_until("."), "one two three.");
  EXPECT_EQ(counted.bytes_out, 14U);
}

TEST_F(outgoing_frames, wait_for_the_socket_and_then_go_on_where_they_were) {
  const auto all = fill_socket();
  EXPECT_EQ(out.write(socket, counted), went::well) << "nothing to do but to wait, which is asked for once";
  const auto [read, last] = read_while_writing(all.size());
  EXPECT_EQ(read.size(), all.size());
  EXPECT_TRUE(read == all);
  EXPECT_EQ(last, went::well);
  EXPECT_EQ(counted.bytes_out, all.size());
}

TEST_F(outgoing_frames, of_a_reader_who_does_not_keep_up_are_dropped_until_what_was_begun_is_out) {
  const auto all = fill_socket();
  EXPECT_FALSE(out.take(frame_of(std::string(outbox_bytes_max + 1, 'y'))));
  EXPECT_FALSE(out.take(frame_of("x")));
  EXPECT_FALSE(out.takes());
  const auto [read, last] = read_while_writing(all.size());
  EXPECT_TRUE(read == all) << "to its end, and nothing of what was dropped";
  EXPECT_EQ(last, went::recovered);
  EXPECT_TRUE(out.take(frame_of("the snapshot.")));
  EXPECT_EQ(out.write(socket, counted), went::well);
  EXPECT_EQ(reader.read_until("."), "the snapshot.");
}

TEST_F(outgoing_frames, end_with_a_goodbye_after_which_nothing_is_said) {
  EXPECT_TRUE(out.take(frame_of("before.")));
  out.take_goodbye(closing::going_away);
  EXPECT_TRUE(out.is_closing());
  EXPECT_TRUE(out.take(frame_of("after."))) << "it is not the reader who does not keep up";
  out.take_control("after.");
  out.take_goodbye(closing::hostile);
  EXPECT_EQ(out.write(socket, counted), went::finished);
  socket.close();
  const auto read = reader.read_to_end().value_or("");
  EXPECT_TRUE(read.starts_with("before.")) << read;
  EXPECT_NE(read.find("going_away"), std::string::npos);
  EXPECT_EQ(read.find("after."), std::string::npos);
  EXPECT_EQ(read.find("hostile"), std::string::npos);
  EXPECT_TRUE(read.ends_with("going_away")) << "the close frame's reason";
}

TEST_F(outgoing_frames, end_with_a_goodbye_for_a_reader_who_does_not_keep_up_too) {
  const auto all = fill_socket();
  EXPECT_FALSE(out.take(frame_of(std::string(outbox_bytes_max + 1, 'y'))));
  out.take_goodbye(closing::slow_reader);
  auto [read, last] = read_while_writing(all.size());
  EXPECT_TRUE(read == all);
  EXPECT_EQ(last, went::finished);
  socket.close();
  EXPECT_TRUE(reader.read_to_end().value_or("").ends_with("slow_reader"));
}

TEST_F(outgoing_frames, have_nowhere_to_go_when_the_socket_is_broken) {
  socket.close();
  EXPECT_TRUE(out.take(frame_of("anybody?")));
  EXPECT_EQ(out.write(socket, counted), went::broken);
  EXPECT_EQ(out.write(socket, counted), went::well) << "what waited is gone";
}

}  // namespace
}  // namespace reprise::tests
