// Requests over a few connections that are kept. Everything that is asked here has an id of its own (protocol/http_routes.hpp),
// so what was lost on the way is asked again.
//
// Thread    The loop's.
// Failure   An answer with status 0, after some attempts.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "load-tests/address.hpp"
#include "load-tests/loop.hpp"

namespace reprise::load {

struct http_answer {
  int status = 0;
  std::string_view body;
};

class http_pool {
 public:
  using done = std::function<void(const http_answer&)>;

  http_pool(loop& in, const address& server, std::size_t connections);
  ~http_pool();

  // bearer: "" for none. body: JSON, "" for a GET.
  void get(std::string_view path, done then) { ask("GET", path, "", "", std::move(then)); }
  void post(std::string_view path, std::string_view bearer, std::string_view body, done then) {
    ask("POST", path, bearer, body, std::move(then));
  }

 private:
  class connection;
  struct request {
    std::string text;
    done then;
    int attempts_left = 5;
  };

  void ask(std::string_view method, std::string_view path, std::string_view bearer, std::string_view body, done then);
  void next(connection& free);

  loop& loop_;
  const address& server_;
  std::deque<request> waiting_;
  std::vector<std::unique_ptr<connection>> connections_;
};

}  // namespace reprise::load
