// How long things took, in microseconds: counted in buckets whose width grows with the value (128 to each doubling), so
// that a percentile is off by less than 0.8 % whatever its size, and recording costs a few nanoseconds. Histograms of several runs or
// processes are added up. One thread.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace reprise::load {

class histogram {
 public:
  static constexpr std::uint64_t value_max = std::uint64_t{1} << 36;  // 19 hours; what is longer is counted as this

  void record(std::int64_t value) { record(value, 1); }
  void record(std::int64_t value, std::uint64_t times);
  void add(const histogram& other);
  void clear();

  std::uint64_t count() const { return count_; }
  std::int64_t max() const { return static_cast<std::int64_t>(max_); }
  std::int64_t mean() const;
  // The value that so many of a thousand do not exceed; 0 where nothing was recorded.
  std::int64_t permille(double wanted) const;
  std::int64_t percentile(double wanted) const { return permille(wanted * 10); }

  // The buckets that hold something, as (highest value, count): what a result keeps, and how it is read back.
  std::vector<std::pair<std::int64_t, std::uint64_t>> buckets() const;

 private:
  static constexpr unsigned exact_bits = 8;  // values under 256 have a bucket each
  static constexpr std::size_t half = std::size_t{1} << (exact_bits - 1);

  static std::size_t bucket_of(std::uint64_t value);
  static std::uint64_t highest_in(std::size_t bucket);

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  std::uint64_t max_ = 0;
  std::uint64_t sum_ = 0;
};

}  // namespace reprise::load
