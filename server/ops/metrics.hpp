// What /metrics says, in the text format of Prometheus (0.0.4).
//
// Nothing is counted here: those who do the work keep plain numbers of their own (hub_counters, net_counters, log_health)
// and a source for each writes them onto a page when somebody asks. Names begin with reprise_, counters end in _total,
// durations are in seconds, sizes in bytes. Labels never hold anything about a person or a session.
//
// Thread    Sources are added at the start; text() may be called from any thread afterwards, so sources must be safe to
//           call from any.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reprise {

struct metric_label {
  std::string_view name;
  std::string_view value;
};
using metric_labels = std::initializer_list<metric_label>;

struct histogram_bucket {
  double at_most = 0;       // seconds (or whatever the name says)
  std::uint64_t count = 0;  // of those over the bucket before
};

class metrics_page {
 public:
  // `name` without the prefix reprise_. Samples of one name may be written in any order and are gathered under it; the
  // help of the first is kept.
  void counter(std::string_view name, std::string_view help, double value, metric_labels labels = {});
  void gauge(std::string_view name, std::string_view help, double value, metric_labels labels = {});
  // Buckets in growing order without the last, unbounded one.
  void histogram(std::string_view name, std::string_view help, std::span<const histogram_bucket> buckets,
                 std::uint64_t over, double sum);

  std::string text() const;

 private:
  struct family {
    std::string name;
    std::string head;
    std::string samples;
  };
  family& family_of(std::string_view name, std::string_view help, std::string_view type);

  std::vector<family> families_;
};

class metrics {
 public:
  using source = std::function<void(metrics_page&)>;

  void add(source from) { sources_.push_back(std::move(from)); }
  std::string text() const;

 private:
  std::vector<source> sources_;
};

// Memory, processor time, open files and start time of this process, as the Prometheus client libraries name them but
// with our prefix.
void write_process_metrics(metrics_page& page);

}  // namespace reprise
