// The files of the media folder over HTTP, at /media/<name>: whole or the part that is asked for (RFC 9110, 14), which is
// how a player gets to a moment in the middle. Read piece by piece, on a thread of its own: a shard never waits for the
// disk, and a connection holds one piece at a time however long the clip is.
//
// Whoever knows a name may have the file, as with the web client's own: an <audio> or <video> element sends no ticket.
//
// Thread    Any. Declare it after the shards whose connections it answers.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "server/log/worker.hpp"
#include "server/media/media_folder.hpp"
#include "server/net/http_message.hpp"

namespace reprise::net {

inline constexpr std::size_t media_piece_bytes_max = 64 * 1024;

class media_files {
 public:
  explicit media_files(const std::filesystem::path& folder);

  // False: there is nothing.
  bool find(const http_request& asked, http_response& answer) const;

  std::size_t count() const { return folder_.count(); }

 private:
  using task = std::function<void()>;

  const media_folder folder_;
  mutable worker<task> reader_;
};

}  // namespace reprise::net
