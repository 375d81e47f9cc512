#include "server/net/hub_metrics.hpp"

#include <array>
#include <string>

namespace reprise::net {
namespace {

struct row {
  tally hub_counters::*of;
  std::string_view name;
  std::string_view help;
  double unit = 1;
};

constexpr std::array now_rows{
    row{&hub_counters::sessions, "sessions", "Sessions in memory."},
    row{&hub_counters::viewers, "viewers", "Connections that are in a session."},
    row{&hub_counters::waiting, "commands_waiting", "Commands that are not answered yet."},
};

constexpr std::array since_start_rows{
    row{&hub_counters::commands, "commands_total", "Commands that came in."},
    row{&hub_counters::repeats, "commands_repeated_total",
        "Commands that had been done before and were answered again."},
    row{&hub_counters::commits, "commits_total", "Commits that this server appended."},
    row{&hub_counters::commits_of_others, "commits_of_others_total", "Commits that other servers appended."},
    row{&hub_counters::heard, "commits_heard_total", "Batches of those that were heard of as they happened."},
    row{&hub_counters::restored, "sessions_restored_total", "Sessions of which a log was given back what it had lost."},
    row{&hub_counters::histories_lost, "histories_lost_total",
        "Sessions whose log went on without its acknowledged end."},
    row{&hub_counters::appends, "appends_total", "Batches of commits that were appended."},
    row{&hub_counters::overtaken, "appends_overtaken_total", "Appends that another server was faster than."},
    row{&hub_counters::unavailable, "log_unavailable_total", "Appends and loads whose outcome was unknown."},
    row{&hub_counters::reloads, "log_reloads_total", "Times that a session was read again after that."},
    row{&hub_counters::deliveries, "deliveries_total", "Frames handed to connections."},
    row{&hub_counters::frames, "frames_encoded_total", "Frames encoded."},
    row{&hub_counters::snapshots, "snapshots_total", "Snapshots sent, welcomes included."},
    row{&hub_counters::resumes, "resumes_total", "Connections that went on from where they were."},
    row{&hub_counters::conflations, "conflations_total", "Outboxes that overflowed and were replaced by a snapshot."},
    row{&hub_counters::slow_readers, "slow_readers_total", "Connections closed because they could not keep up."},
    row{&hub_counters::whispers, "whispers_total", "Presence frames encoded."},
    row{&hub_counters::sessions_loaded, "sessions_loaded_total", "Sessions read from the log."},
    row{&hub_counters::sessions_unloaded, "sessions_unloaded_total", "Sessions put away."},
    row{&hub_counters::snapshots_kept, "snapshots_kept_total", "Snapshots written to the log."},
    row{&hub_counters::load_ms, "session_load_seconds_total",
        "How long it took until sessions read from the log could be used.", 1e-3},
};

}  // namespace

void write_hub_metrics(metrics_page& page, const std::vector<const hub_counters*>& shards) {
  const auto total = [&](tally hub_counters::*of) {
    double sum = 0;
    for (const auto* each : shards) sum += static_cast<double>((each->*of).value());
    return sum;
  };
  for (const auto& each : now_rows) page.gauge(each.name, each.help, total(each.of));
  for (const auto& each : since_start_rows) page.counter(each.name, each.help, total(each.of) * each.unit);

  for (std::size_t code = 0; code < refusal_codes; ++code) {
    std::uint64_t sum = 0;
    for (const auto* each : shards) sum += each->refusals[code].value();
    page.counter("refusals_total", "Commands refused, by code.", static_cast<double>(sum),
                 {{"code", refusal_name(static_cast<refusal_code>(code))}});
  }

  std::array<histogram_bucket, latency_tally::bounds_ms.size()> buckets;
  std::uint64_t over = 0;
  double sum_ms = 0;
  for (std::size_t at = 0; at < buckets.size(); ++at)
    buckets[at].at_most = static_cast<double>(latency_tally::bounds_ms[at]) / 1e3;
  for (const auto* each : shards) {
    const auto& of = each->append_latency;
    for (std::size_t at = 0; at < buckets.size(); ++at) buckets[at].count += of.buckets[at].value();
    over += of.buckets.back().value();
    sum_ms += static_cast<double>(of.total_ms.value());
  }
  page.histogram("append_seconds", "How long the log took to make commits durable.", buckets, over, sum_ms / 1e3);

  for (std::size_t at = 0; at < shards.size(); ++at) {
    const auto name = std::to_string(at);
    page.counter("shard_turns_total", "Turns of the shard's loop.", static_cast<double>(shards[at]->turns.value()),
                 {{"shard", name}});
    page.counter("shard_busy_seconds_total", "Time that the shard was not waiting.",
                 static_cast<double>(shards[at]->busy_us.value()) / 1e6, {{"shard", name}});
    page.counter("shard_cpu_seconds_total", "Processor time of the shard's thread.",
                 static_cast<double>(shards[at]->thread_cpu_us.value()) / 1e6, {{"shard", name}});
  }
}

void write_log_metrics(metrics_page& page, const log_health& of) {
  const auto as_number = [](std::uint64_t value) { return static_cast<double>(value); };
  page.gauge("log_writable", "1 while the log takes writes.", of.writable ? 1 : 0);
  page.gauge("log_requests_waiting", "Requests that the log has not answered yet.", as_number(of.waiting));
  page.counter("log_appends_total", "Appends made durable.", as_number(of.appends));
  page.counter("log_commits_total", "Commits in those.", as_number(of.commits));
  page.counter("log_transactions_total", "Durable writes that they took.", as_number(of.transactions));
  page.counter("log_failures_total", "Requests that the log could not answer.", as_number(of.failures));
}

void write_net_metrics(metrics_page& page, const net_counters& of) {
  const auto value = [](const net_counters::number& number) { return static_cast<double>(number.load()); };
  page.gauge("connections", "Open connections, HTTP and WebSocket.", value(of.connections));
  page.gauge("websockets", "Open WebSockets.", value(of.websockets));
  page.counter("connections_accepted_total", "Connections taken.", value(of.accepted));
  page.counter("connections_turned_away_total", "Connections over a limit.", value(of.turned_away));
  page.counter("requests_timed_out_total", "Requests that took too long to arrive.", value(of.timed_out));
  page.counter("websockets_opened_total", "WebSockets opened.", value(of.websockets_opened));
  page.counter("frames_received_total", "Messages from clients.", value(of.frames_in));
  page.counter("received_bytes_total", "Bytes of those.", value(of.bytes_in));
  page.counter("sent_bytes_total", "Bytes written to WebSockets.", value(of.bytes_out));
  page.counter("frames_refused_total", "Messages that could not be read.", value(of.frames_refused));
  constexpr std::string_view closed = "Connections that the server closed, by reason.";
  page.counter("connections_closed_total", closed, value(of.hello_timeouts), {{"reason", "hello_timeout"}});
  page.counter("connections_closed_total", closed, value(of.silent), {{"reason", "silent"}});
  page.counter("connections_closed_total", closed, value(of.floods), {{"reason", "too_fast"}});
  page.counter("connections_closed_total", closed, value(of.hostile), {{"reason", "hostile"}});
  page.counter("foreign_pages_total", "Requests refused for the page that they came from.", value(of.foreign_pages));
  page.counter("wrong_codes_total", "Join codes that no session has.", value(of.wrong_codes));
  for (std::size_t at = 0; at < door_limit_names.size(); ++at) {
    page.counter("requests_over_limit_total", "Requests turned away with 429, by the limit.", value(of.over_limit[at]),
                 {{"limit", door_limit_names[at]}});
  }
  page.counter("joins_total", "People let in, repeated requests included.", value(of.joined));
  page.counter("sessions_opened_total", "Sessions opened.", value(of.sessions_opened));
  page.counter("csp_reports_total", "Reports of broken content security policy.", value(of.csp_reports));
  constexpr std::array<std::string_view, 6> classes{"", "1xx", "2xx", "3xx", "4xx", "5xx"};
  for (std::size_t at = 1; at < classes.size(); ++at) {
    page.counter("http_responses_total", "Answers to HTTP requests, by the first digit of their status.",
                 value(of.responses[at]), {{"status", classes[at]}});
  }
}

}  // namespace reprise::net
