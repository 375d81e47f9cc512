// reprise-bare PORT: the floor that everybody stands on. An epoll loop that copies what somebody in a room says to all who are
// there with one send() each, and does nothing else: no masks are checked, no sizes bounded, and the only handshake that it
// knows is the one of our own generator, whose key never changes. Not for anything but measuring.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

constexpr std::string_view answer =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

struct person {
  int handle = -1;
  bool entered = false;
  std::string unread;
  std::vector<person*>* room = nullptr;
};

int checked(int result, const char* what) {
  if (result >= 0) return result;
  std::perror(what);
  std::exit(2);
}

class bare_server {
 public:
  explicit bare_server(std::uint16_t port) {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    listener_ = checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), "socket");
    const int on = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(port);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    checked(::bind(listener_, reinterpret_cast<sockaddr*>(&here), sizeof here), "bind");
    checked(::listen(listener_, 4'096), "listen");
    socklen_t size = sizeof here;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
    std::printf("listening on http://127.0.0.1:%d\n", ntohs(here.sin_port));
    std::fflush(stdout);
    poll_ = checked(::epoll_create1(0), "epoll");
    watch(listener_, nullptr);
  }

  [[noreturn]] void run() {
    std::array<epoll_event, 512> events{};
    for (;;) {
      const int found = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
      for (int at = 0; at < found; ++at) {
        auto* const whose = static_cast<person*>(events[static_cast<std::size_t>(at)].data.ptr);
        whose ? read(*whose) : accept();
      }
    }
  }

 private:
  void watch(int handle, person* whose) const {
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.ptr = whose;
    checked(::epoll_ctl(poll_, EPOLL_CTL_ADD, handle, &wanted), "epoll_ctl");
  }

  void accept() {
    for (;;) {
      const int handle = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
      if (handle < 0) return;
      const int on = 1;
      ::setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      auto& made = people_[handle] = std::make_unique<person>();
      made->handle = handle;
      watch(handle, made.get());
    }
  }

  void read(person& whose) {
    const auto count = ::recv(whose.handle, buffer_.data(), buffer_.size(), 0);
    if (count <= 0) return leave(whose);
    whose.unread.append(buffer_.data(), static_cast<std::size_t>(count));
    if (!whose.entered && !enter(whose)) return;
    std::size_t used = 0;
    while (const auto size = say(whose, std::string_view(whose.unread).substr(used))) used += size;
    whose.unread.erase(0, used);
    if (whose.unread.empty()) std::string().swap(whose.unread);
  }

  bool enter(person& whose) {
    const auto end = whose.unread.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const auto path = whose.unread.substr(4, whose.unread.find(' ', 4) - 4);
    whose.unread.erase(0, end + 4);
    whose.entered = true;
    whose.room = &rooms_[path];
    whose.room->push_back(&whose);
    ::send(whose.handle, answer.data(), answer.size(), MSG_NOSIGNAL);
    return true;
  }

  // Passes the first message on; its length here, 0 where it has not come whole.
  std::size_t say(const person& whose, std::string_view bytes) {
    if (bytes.size() < 6) return 0;
    std::size_t size = static_cast<unsigned char>(bytes[1]) & 0x7fU;
    std::size_t head = 6;
    if (size == 126) {
      if (bytes.size() < 8) return 0;
      size =
          static_cast<std::size_t>(static_cast<unsigned char>(bytes[2])) << 8U | static_cast<unsigned char>(bytes[3]);
      head = 8;
    }
    if (bytes.size() < head + size) return 0;
    const auto* const mask = bytes.data() + head - 4;
    frame_.assign(1, '\x81');
    if (size < 126) {
      frame_ += static_cast<char>(size);
    } else {
      frame_ += {'\x7e', static_cast<char>(size >> 8U), static_cast<char>(size & 0xffU)};
    }
    for (std::size_t at = 0; at < size; ++at) frame_ += static_cast<char>(bytes[head + at] ^ mask[at % 4]);
    for (const auto* each : *whose.room)
      ::send(each->handle, frame_.data(), frame_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return head + size;
  }

  void leave(person& whose) {
    if (whose.room) std::erase(*whose.room, &whose);
    const int handle = whose.handle;
    people_.erase(handle);
    ::close(handle);
  }

  int listener_ = -1;
  int poll_ = -1;
  std::string frame_;
  std::array<char, 64 * 1024> buffer_{};
  std::unordered_map<int, std::unique_ptr<person>> people_;
  std::map<std::string, std::vector<person*>> rooms_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto server =
      std::make_unique<bare_server>(argc > 1 ? static_cast<std::uint16_t>(std::atoi(argv[1])) : std::uint16_t{0});
  server->run();
}
