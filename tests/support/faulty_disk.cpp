#include "tests/support/faulty_disk.hpp"

#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <random>
#include <stdexcept>
#include <utility>

namespace reprise {
namespace {

constexpr std::size_t sector_bytes = 512;  // what a disk writes whole

std::string unique_name() {
  static std::atomic<int> count = 0;
  return "faulty-disk-" + std::to_string(++count);
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_at(std::string& image, std::size_t offset, const char* data, std::size_t size) {
  if (image.size() < offset + size) image.resize(offset + size, '\0');
  std::memcpy(image.data() + offset, data, size);
}

}  // namespace

// What SQLite holds of an open file: its table of functions first, as it demands; the system's file follows behind.
struct faulty_disk::file {
  sqlite3_file base;
  faulty_disk* disk;
  const std::string* path;  // null for a temporary file, which nobody expects to survive

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

// SQLite's C calls, each passed on to the system's unless the disk has something to say.
struct faulty_disk_calls {
  using file = faulty_disk::file;
  static file& of(sqlite3_file* opaque) { return *reinterpret_cast<file*>(opaque); }
  static faulty_disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<faulty_disk*>(vfs->pAppData); }
  static const sqlite3_io_methods& real(sqlite3_file* opaque) { return *of(opaque).real()->pMethods; }

  static int close(sqlite3_file* opaque) {
    auto& self = of(opaque);
    return real(opaque).xClose(self.real());
  }
  static int read(sqlite3_file* opaque, void* to, int size, sqlite3_int64 offset) {
    if (!of(opaque).disk->has_power()) return SQLITE_IOERR_READ;
    return real(opaque).xRead(of(opaque).real(), to, size, offset);
  }
  static int write(sqlite3_file* opaque, const void* from, int size, sqlite3_int64 offset) {
    auto& self = of(opaque);
    if (self.path != nullptr) {
      const std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(size));
      const int refused = self.disk->before_write(*self.path, {false, static_cast<std::size_t>(offset), bytes});
      if (refused != SQLITE_OK) return refused;
    }
    return real(opaque).xWrite(self.real(), from, size, offset);
  }
  static int truncate(sqlite3_file* opaque, sqlite3_int64 size) {
    auto& self = of(opaque);
    if (self.path != nullptr) {
      const int refused = self.disk->before_write(*self.path, {true, static_cast<std::size_t>(size), ""});
      if (refused != SQLITE_OK) return refused;
    }
    return real(opaque).xTruncate(self.real(), size);
  }
  // The system's own sync is left out: what is durable is decided here, and the tests are quicker.
  static int sync(sqlite3_file* opaque, int) {
    auto& self = of(opaque);
    return self.path == nullptr ? SQLITE_OK : self.disk->sync(*self.path);
  }
  static int file_size(sqlite3_file* opaque, sqlite3_int64* size) {
    return real(opaque).xFileSize(of(opaque).real(), size);
  }
  static int lock(sqlite3_file* opaque, int level) { return real(opaque).xLock(of(opaque).real(), level); }
  static int unlock(sqlite3_file* opaque, int level) { return real(opaque).xUnlock(of(opaque).real(), level); }
  static int check_lock(sqlite3_file* opaque, int* held) {
    return real(opaque).xCheckReservedLock(of(opaque).real(), held);
  }
  static int control(sqlite3_file* opaque, int what, void* argument) {
    // Growing a file ahead of its writes would be a change that this disk does not see.
    if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_OK;
    return real(opaque).xFileControl(of(opaque).real(), what, argument);
  }
  static int sector_size(sqlite3_file*) { return static_cast<int>(sector_bytes); }
  static int characteristics(sqlite3_file*) { return 0; }
  static int shm_map(sqlite3_file* opaque, int page, int size, int extend, void volatile** mapped) {
    return real(opaque).xShmMap(of(opaque).real(), page, size, extend, mapped);
  }
  static int shm_lock(sqlite3_file* opaque, int offset, int count, int flags) {
    return real(opaque).xShmLock(of(opaque).real(), offset, count, flags);
  }
  static void shm_barrier(sqlite3_file* opaque) { real(opaque).xShmBarrier(of(opaque).real()); }
  static int shm_unmap(sqlite3_file* opaque, int remove) { return real(opaque).xShmUnmap(of(opaque).real(), remove); }

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* opaque, int flags, int* out_flags) {
    static const sqlite3_io_methods methods = {
        2,         close,      read,    write,       truncate,        sync,    file_size, lock,
        unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
        shm_unmap, nullptr,    nullptr};
    auto& disk = disk_of(vfs);
    opaque->pMethods = nullptr;
    if (!disk.has_power()) return SQLITE_CANTOPEN;
    auto* self = new (opaque) file{{nullptr}, &disk, nullptr};
    const auto* name = path == nullptr ? nullptr : disk.opened(path);
    const int result = disk.system_->xOpen(disk.system_, path, self->real(), flags, out_flags);
    if (result != SQLITE_OK) return result;
    self->path = name;
    self->base.pMethods = &methods;
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto& disk = disk_of(vfs);
    if (!disk.has_power()) return SQLITE_IOERR_DELETE;
    disk.removed(path);
    return disk.system_->xDelete(disk.system_, path, sync_folder);
  }
};

faulty_disk::faulty_disk() : name_(unique_name()), vfs_(std::make_unique<sqlite3_vfs>()) {
  system_ = sqlite3_vfs_find(nullptr);
  if (system_ == nullptr) throw std::runtime_error("SQLite has no file layer");
  *vfs_ = *system_;
  vfs_->szOsFile = static_cast<int>(sizeof(file)) + system_->szOsFile;
  vfs_->zName = name_.c_str();
  vfs_->pNext = nullptr;
  vfs_->xOpen = faulty_disk_calls::open;
  vfs_->xDelete = faulty_disk_calls::remove;
  // The system's other calls look at their own pAppData only to open files, which ours does.
  vfs_->pAppData = this;
  sqlite3_vfs_register(vfs_.get(), 0);
}

faulty_disk::~faulty_disk() { sqlite3_vfs_unregister(vfs_.get()); }

void faulty_disk::fill() {
  const std::lock_guard lock(mutex_);
  full_ = true;
}

void faulty_disk::free_space() {
  const std::lock_guard lock(mutex_);
  full_ = false;
}

void faulty_disk::fail_syncs(int count) {
  const std::lock_guard lock(mutex_);
  syncs_to_fail_ = count;
}

void faulty_disk::cut_power_at(std::uint64_t operation) {
  const std::lock_guard lock(mutex_);
  cut_at_ = operations_ + operation;
}

void faulty_disk::cut_power_now() {
  const std::lock_guard lock(mutex_);
  powered_ = false;
}

bool faulty_disk::has_power() const {
  const std::lock_guard lock(mutex_);
  return powered_;
}

std::uint64_t faulty_disk::operations() const {
  const std::lock_guard lock(mutex_);
  return operations_;
}

bool faulty_disk::count_operation() {
  if (powered_ && ++operations_ == cut_at_) powered_ = false;
  return powered_;
}

int faulty_disk::before_write(const std::string& path, unsynced operation) {
  const std::lock_guard lock(mutex_);
  if (full_ && !operation.truncates) return SQLITE_FULL;
  const bool had_power = powered_;
  const bool goes_on = count_operation();
  if (had_power) files_[path].pending.push_back(std::move(operation));  // also when the power goes in the middle of it
  return goes_on ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int faulty_disk::sync(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (!count_operation()) return SQLITE_IOERR_FSYNC;
  if (syncs_to_fail_ > 0) {
    --syncs_to_fail_;
    return SQLITE_IOERR_FSYNC;
  }
  auto& kept = files_[path];
  kept.synced_once = true;
  for (const auto& each : kept.pending) {
    if (each.truncates) {
      kept.durable.resize(each.offset, '\0');
    } else {
      write_at(kept.durable, each.offset, each.bytes.data(), each.bytes.size());
    }
  }
  kept.pending.clear();
  return SQLITE_OK;
}

const std::string* faulty_disk::opened(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto [at, is_new] = files_.try_emplace(path);
  // What is there before the first use counts as durable.
  if (is_new && std::filesystem::exists(path)) at->second = {true, read_file(path), {}};
  return &*names_.insert(path).first;
}

void faulty_disk::removed(const std::string& path) {
  const std::lock_guard lock(mutex_);
  files_.erase(path);
}

void faulty_disk::restore(std::uint64_t seed) {
  const std::lock_guard lock(mutex_);
  std::mt19937_64 random(seed);
  const auto coin = [&] { return random() % 2 == 0; };
  for (auto& [path, kept] : files_) {
    if (!kept.synced_once && coin()) {
      std::filesystem::remove(path);
      continue;
    }
    auto image = kept.durable;
    for (const auto& each : kept.pending) {
      if (each.truncates && coin()) image.resize(each.offset, '\0');
      for (std::size_t from = 0; from < each.bytes.size(); from += sector_bytes) {
        const auto size = std::min(sector_bytes, each.bytes.size() - from);
        if (coin()) write_at(image, each.offset + from, each.bytes.data() + from, size);
      }
    }
    std::filesystem::remove(path + "-shm");  // memory, really
    std::ofstream(path, std::ios::binary | std::ios::trunc) << image;
  }
  files_.clear();
}

}  // namespace reprise
