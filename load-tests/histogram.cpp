#include "load-tests/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace reprise::load {

std::size_t histogram::bucket_of(std::uint64_t value) {
  if (value < 2 * half) return static_cast<std::size_t>(value);
  const auto shift = static_cast<unsigned>(std::bit_width(value)) - exact_bits;
  return 2 * half + (shift - 1) * half + static_cast<std::size_t>(value >> shift) - half;
}

std::uint64_t histogram::highest_in(std::size_t bucket) {
  if (bucket < 2 * half) return bucket;
  const auto shift = (bucket - 2 * half) / half + 1;
  const std::uint64_t top = (bucket - 2 * half) % half + half;
  return ((top + 1) << shift) - 1;
}

void histogram::record(std::int64_t value, std::uint64_t times) {
  if (times == 0) return;
  const auto bounded = value < 0 ? 0 : std::min(static_cast<std::uint64_t>(value), value_max);
  const auto bucket = bucket_of(bounded);
  if (bucket >= counts_.size()) counts_.resize(bucket + 1);
  counts_[bucket] += times;
  count_ += times;
  sum_ += bounded * times;
  max_ = std::max(max_, bounded);
}

void histogram::add(const histogram& other) {
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t at = 0; at < other.counts_.size(); ++at) counts_[at] += other.counts_[at];
  count_ += other.count_;
  sum_ += other.sum_;
  max_ = std::max(max_, other.max_);
}

void histogram::clear() {
  std::fill(counts_.begin(), counts_.end(), 0);
  count_ = sum_ = max_ = 0;
}

std::int64_t histogram::mean() const { return count_ == 0 ? 0 : static_cast<std::int64_t>(sum_ / count_); }

std::int64_t histogram::permille(double wanted) const {
  if (count_ == 0) return 0;
  const auto rank = std::clamp<std::uint64_t>(
      static_cast<std::uint64_t>(std::ceil(wanted / 1'000 * static_cast<double>(count_))), 1, count_);
  std::uint64_t so_far = 0;
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    so_far += counts_[at];
    if (so_far >= rank) return static_cast<std::int64_t>(std::min(highest_in(at), max_));
  }
  return max();
}

std::vector<std::pair<std::int64_t, std::uint64_t>> histogram::buckets() const {
  std::vector<std::pair<std::int64_t, std::uint64_t>> found;
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    if (counts_[at] > 0) found.emplace_back(static_cast<std::int64_t>(std::min(highest_in(at), max_)), counts_[at]);
  }
  return found;
}

}  // namespace reprise::load
