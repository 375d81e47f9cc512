#include "server/auth/rate_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace reprise {

double rate_limit::tokens_at(const bucket& of, instant now) const {
  const auto passed = static_cast<double>(std::max<instant>(0, now - of.at)) / 1'000;
  return std::min(allowed_.burst, of.tokens + passed * allowed_.per_second);
}

double rate_limit::tokens_of(const std::string& name, instant now) const {
  const auto found = buckets_.find(name);
  return found == buckets_.end() ? allowed_.burst : tokens_at(found->second, now);
}

bool rate_limit::take(std::string_view name, instant now) {
  const std::lock_guard hold(mutex_);
  const std::string key(name);
  const auto tokens = tokens_of(key, now);
  if (tokens < 1) return false;
  put(key, {tokens - 1, now}, now);
  return true;
}

void rate_limit::learn(std::string_view name, double tokens, instant now) {
  const std::lock_guard hold(mutex_);
  const std::string key(name);
  if (tokens < tokens_of(key, now)) put(key, {tokens, now}, now);
}

void rate_limit::put(const std::string& name, const bucket& what, instant now) {
  if (buckets_.size() >= names_max_ && !buckets_.contains(name)) make_room(now);
  buckets_[name] = what;
}

bool rate_limit::has(std::string_view name, instant now) const {
  const std::lock_guard hold(mutex_);
  return tokens_of(std::string(name), now) >= 1;
}

int rate_limit::wait_seconds(std::string_view name, instant now) const {
  const std::lock_guard hold(mutex_);
  const auto missing = 1 - tokens_of(std::string(name), now);
  return std::max(1, static_cast<int>(std::ceil(missing / allowed_.per_second)));
}

std::size_t rate_limit::names() const {
  const std::lock_guard hold(mutex_);
  return buckets_.size();
}

// Goes through all of them, and so frees a quarter at least.
void rate_limit::make_room(instant now) {
  std::erase_if(buckets_, [&](const auto& each) { return tokens_at(each.second, now) >= allowed_.burst; });
  const auto keep = names_max_ - names_max_ / 4 - 1;
  if (buckets_.size() <= keep) return;
  std::vector<double> fullness;
  fullness.reserve(buckets_.size());
  for (const auto& [name, each] : buckets_) fullness.push_back(tokens_at(each, now));
  const auto border = fullness.begin() + static_cast<std::ptrdiff_t>(keep);
  std::nth_element(fullness.begin(), border, fullness.end());
  auto surplus = buckets_.size() - keep;
  std::erase_if(buckets_, [&](const auto& each) {
    if (surplus == 0 || tokens_at(each.second, now) < *border) return false;
    --surplus;
    return true;
  });
}

std::string counted_address(std::string_view address) {
  std::array<unsigned char, 16> bytes{};
  const std::string text(address);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  static constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) {
    inet_ntop(AF_INET, bytes.data() + mapped.size(), out.data(), out.size());
    return out.data();
  }
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  return out.data() + std::string("/64");
}

}  // namespace reprise
