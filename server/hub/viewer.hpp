// One connection, as the hub sees it. Two implementations: the WebSocket connection and the tests' recorded viewer.
// Shard thread only.
#pragma once

#include <memory>
#include <string>

#include "protocol/close_codes.hpp"
#include "protocol/frame_writer.hpp"

namespace reprise {

class viewer {
 public:
  virtual ~viewer() = default;

  // Queues a frame (complete WebSocket bytes, shared by all its receivers). Never blocks, never calls back. False: the
  // outbox is over its bound; it was emptied, and nothing more is taken until the connection tells its live_session
  // that it has drained (live_session::drained), which then sends a fresh snapshot.
  virtual bool send(const shared_frame& what) = 0;

  // Sends bye with this code after what is queued (or instead of it when the outbox is full), then closes. The
  // connection detaches itself from its live_session afterwards, not from within this call.
  virtual void close(const close_code& why) = 0;
};

}  // namespace reprise
