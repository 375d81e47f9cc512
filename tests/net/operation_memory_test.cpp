#include "server/net/operation_memory.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace reprise::tests {
namespace {

TEST(operation_memory, holds_one_operation_and_lets_others_lie_elsewhere) {
  using memory = net::operation_memory<64>;
  memory room;
  memory::allocator<std::byte> from(room);
  const auto lies_inside = [&](const std::byte* what) {
    const auto* begin = reinterpret_cast<const std::byte*>(&room);
    return !std::less<>{}(what, begin) && std::less<>{}(what, begin + sizeof room);
  };

  auto* const first = from.allocate(64);
  auto* const meanwhile = from.allocate(8);
  EXPECT_TRUE(lies_inside(first));
  EXPECT_FALSE(lies_inside(meanwhile));
  from.deallocate(meanwhile, 8);
  from.deallocate(first, 64);

  auto* const too_large = from.allocate(65);
  auto* const next = from.allocate(1);
  EXPECT_FALSE(lies_inside(too_large));
  EXPECT_TRUE(lies_inside(next));
  from.deallocate(too_large, 65);
  from.deallocate(next, 1);
}

}  // namespace
}  // namespace reprise::tests
