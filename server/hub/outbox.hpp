// What is waiting to be written to one connection: a bounded queue of frames that are shared with other connections.
// Knows no socket: whoever has one gathers, writes, and says how much went.
//
// Thread    One (the shard's). Never blocks.
// Bounds    outbox_bytes_max bytes and outbox_frames_max frames. The one in front does not count, and is taken whatever its
//           size, because a snapshot may be larger than any sensible bound: what comes behind it must not throw it out before
//           it has begun. Empty, it holds four places at most.
// Overflow  Is the caller's to handle: push says no, and clear() empties it (except for a frame that is half out already,
//           which must be finished because the stream has no other way to go on).
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "protocol/frame_writer.hpp"

namespace reprise {

inline constexpr std::size_t outbox_bytes_max = 256 * 1024;
inline constexpr std::size_t outbox_frames_max = 1'024;

class outbox {
 public:
  // False: it would be over its bound; nothing was taken.
  bool push(const shared_frame& what);
  // The same, without bounds: for our own pings, at most one a while, and the bye before a close.
  void push_regardless(const shared_frame& what);
  // Drops all that has not begun to go out.
  void clear();

  bool empty() const { return head_ == frames_.size(); }
  std::size_t bytes() const { return bytes_; }
  std::size_t frames() const { return frames_.size() - head_; }

  // Fills `into` from the front; returns how many were filled. Valid until the next call that is not const.
  std::size_t gather(std::span<iovec> into) const;
  // `bytes` of what was gathered have been written.
  void consume(std::size_t bytes);

 private:
  std::vector<shared_frame> frames_;
  std::uint32_t head_ = 0;   // the first frame not wholly written
  std::size_t written_ = 0;  // bytes of it that are
  std::size_t bytes_ = 0;    // that wait, in all
};

}  // namespace reprise
