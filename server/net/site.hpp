// Everything that this server answers over HTTP: one table of routes, then the web client's files and the clips.
//
// Thread    Any. Answers are given once, on any thread, perhaps before the call returns.
// Failure   Refusals, as problems of RFC 9457 (http_message.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/net/front_desk.hpp"
#include "server/net/http_message.hpp"
#include "server/net/media_files.hpp"
#include "server/net/net_counters.hpp"
#include "server/net/origins.hpp"
#include "server/net/static_files.hpp"
#include "server/ops/health.hpp"
#include "server/ops/metrics.hpp"

namespace reprise::net {

// Everybody may ask for pages; who asks for many in a short time waits. A caller on this machine does not.
inline constexpr rate requests_per_address{.burst = 3'000, .per_second = 300};
inline constexpr std::size_t body_bytes_max = 16 * 1024;
inline constexpr rate csp_reports_per_address{.burst = 5, .per_second = 1.0 / 10};

class site {
 public:
  struct parts {
    front_desk& desk;
    const static_files& files;
    const media_files& media;
    const origins& pages;
    const health& condition;
    const metrics& numbers;
    net_counters& counters;
    std::function<instant()> now;
  };
  explicit site(parts of) : parts_(std::move(of)) {}

  void answer(const http_request& asked, respond with);

  // The session that a WebSocket is wanted for, when `path` is that of one and the page may have it.
  struct live_path {
    std::optional<session_key> session;  // nothing: not a path for WebSockets
    std::optional<refusal> refused;
  };
  live_path find_live(const http_request& asked);

  // Why a body of so many bytes, more than body_bytes_max, is not read: only a playbook and the lists of a session's groups
  // are so long, and only from somebody who has the organiser's key. Nothing: it may come.
  std::optional<refusal> refuse_long_body(const http_request& head, std::uint64_t bytes);

 private:
  struct call;
  struct entry;
  struct path_keys;
  static const entry* find_entry(std::string_view path, path_keys& keys, http_method by, std::string& allowed);
  bool may_organise(const call&);  // else the call has been answered

  void create_session(const call&);
  void join(const call&);
  void read_record(const call&);
  void list_playbooks(const call&);
  void read_playbook(const call&);
  void playbook_file(const call&);
  void check_playbook(const call&);
  void save_playbook(const call&);
  void remove_playbook(const call&);
  void live(const call&);
  void healthz(const call&);
  void readyz(const call&);
  void show_metrics(const call&);
  void take_csp_report(const call&);

  const parts parts_;
  rate_limit requests_{requests_per_address};
  rate_limit csp_reports_{csp_reports_per_address};
};

}  // namespace reprise::net
