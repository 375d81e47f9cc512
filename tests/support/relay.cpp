#include "tests/support/relay.hpp"

#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <set>
#include <thread>

namespace reprise::tests {

using boost::asio::ip::tcp;
using boost::system::error_code;

class relay::inside : public std::enable_shared_from_this<inside> {
 public:
  explicit inside(std::uint16_t to_port)
      : to_({boost::asio::ip::address_v4::loopback(), to_port}),
        listening_(context_, {boost::asio::ip::address_v4::loopback(), 0}) {}

  void start() {
    accept();
    thread_ = std::thread([this] { context_.run(); });
  }
  void stop() {
    context_.stop();
    thread_.join();
    pairs_.clear();
  }
  std::uint16_t port() const { return listening_.local_endpoint().port(); }

  void set(bool is_cut) {
    boost::asio::post(context_, [this, is_cut] {
      is_cut_ = is_cut;
      if (is_cut) return;
      for (const auto& each : pairs_) each->close();
      pairs_.clear();
    });
  }

 private:
  struct pair {
    explicit pair(boost::asio::io_context& on) : near(on), far(on) {}
    void close() {
      error_code ignored;
      near.close(ignored);
      far.close(ignored);
    }
    tcp::socket near;
    tcp::socket far;
    std::array<char, 65'536> up;
    std::array<char, 65'536> down;
  };

  void accept() {
    auto made = std::make_shared<pair>(context_);
    listening_.async_accept(made->near, [this, made](const error_code& failed) {
      if (failed) return;
      pairs_.insert(made);
      error_code unreachable;
      if (!is_cut_) made->far.connect(to_, unreachable);
      if (unreachable) {
        made->close();
        pairs_.erase(made);
      } else if (!is_cut_) {
        pump(made, made->near, made->far, made->up);
        pump(made, made->far, made->near, made->down);
      }
      accept();
    });
  }

  void pump(const std::shared_ptr<pair>& of, tcp::socket& from, tcp::socket& to, std::array<char, 65'536>& through) {
    from.async_read_some(boost::asio::buffer(through),
                         [this, of, &from, &to, &through](error_code failed, std::size_t count) {
                           if (is_cut_) return;  // what came is lost, and nobody hears of it
                           if (!failed) boost::asio::write(to, boost::asio::buffer(through, count), failed);
                           if (failed) {
                             of->close();
                             pairs_.erase(of);
                             return;
                           }
                           pump(of, from, to, through);
                         });
  }

  boost::asio::io_context context_{1};
  const tcp::endpoint to_;
  tcp::acceptor listening_;
  std::set<std::shared_ptr<pair>> pairs_;
  bool is_cut_ = false;
  std::thread thread_;
};

relay::relay(std::uint16_t to_port) : inside_(std::make_shared<inside>(to_port)) { inside_->start(); }
relay::~relay() { inside_->stop(); }
std::uint16_t relay::port() const { return inside_->port(); }
void relay::cut() { inside_->set(true); }
void relay::heal() { inside_->set(false); }

}  // namespace reprise::tests
