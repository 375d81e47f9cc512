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

 private:
  struct call;
  struct entry;
  static const entry* find_entry(std::string_view path, std::string& session, http_method by, std::string& allowed);

  void create_session(const call&);
  void join(const call&);
  void read_record(const call&);
  void list_playbooks(const call&);
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
