// Wakes a thread that waits in poll(2), for which it is a descriptor among others: readable from ring() until quiet().
//
// Thread    `ring` from any thread; the rest by the one that waits.
// Failure   Throws std::system_error where the process may open no more descriptors.
#pragma once

namespace reprise {

class wake_event {
 public:
  wake_event();
  wake_event(const wake_event&) = delete;
  wake_event& operator=(const wake_event&) = delete;
  ~wake_event();

  int descriptor() const { return descriptor_; }
  void ring() const;
  void quiet() const;  // before looking for what it was rung for, so that nothing is missed

 private:
  const int descriptor_;
};

}  // namespace reprise
