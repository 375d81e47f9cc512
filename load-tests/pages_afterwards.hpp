// After a run everybody's page is loaded as if they had just opened it, and every acknowledged word is looked for on it.
// What is not there is counted as lost, and said.
//
// Thread    The loop's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "load-tests/group.hpp"
#include "load-tests/setting.hpp"

namespace reprise::load {

class pages_afterwards {
 public:
  // Both outlive it; `groups` does not grow any more.
  pages_afterwards(setting& in, const std::vector<std::unique_ptr<group>>& groups);
  ~pages_afterwards();

  bool are_loaded() const;

 private:
  class page;
  struct seat {
    group* where = nullptr;  // nullptr: every page was given out
    std::size_t number = 0;
  };
  seat next_seat();

  setting& in_;
  const std::vector<std::unique_ptr<group>>& groups_;
  std::size_t next_group_ = 0;
  std::size_t next_seat_ = 0;
  std::vector<std::unique_ptr<page>> pages_;  // so many at once
};

}  // namespace reprise::load
