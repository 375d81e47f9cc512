// Room for one asynchronous operation, inside the object that starts it: a connection always reads, so what Asio has to
// remember of the read has its place there. Bind an `allocator` to the handler. One thread; it outlives the operation, because
// the operation's handler holds the object.
#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace reprise::net {

template <std::size_t Bytes>
class operation_memory {
 public:
  operation_memory() = default;
  operation_memory(const operation_memory&) = delete;
  operation_memory& operator=(const operation_memory&) = delete;

  template <class Value>
  class allocator {
   public:
    using value_type = Value;

    explicit allocator(operation_memory& from) noexcept : from_(&from) {}
    template <class Other>
    allocator(const allocator<Other>& other) noexcept : from_(other.from_) {}

    Value* allocate(std::size_t count) { return static_cast<Value*>(from_->take(count * sizeof(Value))); }
    void deallocate(Value* what, std::size_t) noexcept { from_->give_back(what); }

    template <class Other>
    bool operator==(const allocator<Other>& other) const noexcept {
      return from_ == other.from_;
    }

   private:
    template <class Other>
    friend class allocator;

    operation_memory* from_;
  };

 private:
  // What is larger, or comes while another is under way, is allocated as ever.
  void* take(std::size_t bytes) {
    if (is_taken_ || bytes > Bytes) return ::operator new(bytes);
    is_taken_ = true;
    return room_.data();
  }
  void give_back(void* what) noexcept {
    if (what != room_.data()) return ::operator delete(what);
    is_taken_ = false;
  }

  alignas(std::max_align_t) std::array<std::byte, Bytes> room_;
  bool is_taken_ = false;
};

}  // namespace reprise::net
