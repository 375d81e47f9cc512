#include "server/hub/outbox.hpp"

#include <cassert>

namespace reprise {

bool outbox::push(const shared_frame& what) {
  const auto behind = empty() ? 0 : bytes_ - (frames_[head_]->size() - written_);
  const bool fits = behind + what->size() <= outbox_bytes_max && frames() < outbox_frames_max;
  if (!fits && !empty()) return false;
  push_regardless(what);
  return true;
}

void outbox::push_regardless(const shared_frame& what) {
  if (what->empty()) return;
  frames_.push_back(what);
  bytes_ += what->size();
}

void outbox::clear() {
  if (written_ == 0) {
    std::vector<shared_frame>().swap(frames_);
    head_ = 0;
    bytes_ = 0;
    return;
  }
  frames_.erase(frames_.begin() + head_ + 1, frames_.end());
  bytes_ = frames_[head_]->size() - written_;
}

std::size_t outbox::gather(std::span<iovec> into) const {
  std::size_t filled = 0;
  std::size_t skip = written_;
  for (auto at = frames_.begin() + head_; at != frames_.end() && filled < into.size(); ++at, ++filled) {
    const auto& frame = **at;
    // iovec is written for reading as well as for writing; what is gathered is only read.
    into[filled] = {const_cast<char*>(frame.data()) + skip, frame.size() - skip};
    skip = 0;
  }
  return filled;
}

void outbox::consume(std::size_t bytes) {
  assert(bytes <= bytes_);
  bytes_ -= bytes;
  bytes += written_;
  while (head_ < frames_.size() && bytes >= frames_[head_]->size()) {
    bytes -= frames_[head_]->size();
    frames_[head_++].reset();
  }
  written_ = bytes;
  if (!empty()) {
    // A long queue that drains slowly must not keep its empty front for ever.
    if (head_ < 64 || head_ * 2 < frames_.size()) return;
    frames_.erase(frames_.begin(), frames_.begin() + head_);
    head_ = 0;
    return;
  }
  // A few places are kept for the next frame; more would be held by every connection that was busy once.
  frames_.clear();
  head_ = 0;
  if (frames_.capacity() > 4) std::vector<shared_frame>().swap(frames_);
}

}  // namespace reprise
