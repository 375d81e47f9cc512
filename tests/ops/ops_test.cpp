#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <regex>

#include "server/ops/health.hpp"
#include "server/ops/logging.hpp"
#include "server/ops/metrics.hpp"

namespace reprise {
namespace {

TEST(metrics, are_written_as_prometheus_reads_them) {
  metrics_page page;
  page.counter("refusals_total", "Refused.", 3, {{"code", "too_fast"}});
  page.gauge("sessions", "Sessions.", 2);
  page.counter("refusals_total", "Refused.", 1, {{"code", "try\"again"}});
  EXPECT_EQ(page.text(),
            "# HELP reprise_refusals_total Refused.\n# TYPE reprise_refusals_total counter\n"
            "reprise_refusals_total{code=\"too_fast\"} 3\nreprise_refusals_total{code=\"try\\\"again\"} 1\n"
            "# HELP reprise_sessions Sessions.\n# TYPE reprise_sessions gauge\nreprise_sessions 2\n");
}

TEST(metrics, of_a_histogram_count_up_to_each_bound) {
  metrics_page page;
  const std::array<histogram_bucket, 2> buckets{{{0.001, 5}, {0.01, 2}}};
  page.histogram("append_seconds", "Appends.", buckets, 1, 0.5);
  EXPECT_EQ(
      page.text(),
      "# HELP reprise_append_seconds Appends.\n# TYPE reprise_append_seconds histogram\n"
      "reprise_append_seconds_bucket{le=\"0.001\"} 5\nreprise_append_seconds_bucket{le=\"0.01\"} 7\n"
      "reprise_append_seconds_bucket{le=\"+Inf\"} 8\nreprise_append_seconds_sum 0.5\nreprise_append_seconds_count 8\n");
}

TEST(metrics, of_the_process_are_there) {
  metrics all;
  all.add(write_process_metrics);
  const auto text = all.text();
  const std::regex memory("\nreprise_process_resident_memory_bytes ([1-9][0-9]+)\n");
  EXPECT_TRUE(std::regex_search(text, memory)) << text;
  EXPECT_NE(text.find("reprise_process_open_fds "), std::string::npos);
}

TEST(health, says_every_reason_and_stopping_first) {
  health of;
  std::string trouble;
  of.add([&] { return trouble; });
  EXPECT_EQ(of.reasons(), "");
  trouble = "The disk is full.";
  of.note_stopping();
  EXPECT_EQ(of.reasons(), "The server is stopping.\nThe disk is full.\n");
}

std::string written;

class log_lines : public ::testing::Test {
 protected:
  void SetUp() override {
    written.clear();
    logging::redirect([](const std::string& line) { written = line; });
    logging::set_level(logging::level::info);
  }
  void TearDown() override { logging::redirect(nullptr); }
};

TEST_F(log_lines, are_one_json_object_each) {
  logging::info("session_opened", {{"session", "k3m9"}, {"members", 7}});
  const auto line = nlohmann::json::parse(written);
  EXPECT_EQ(line.at("level"), "info");
  EXPECT_EQ(line.at("event"), "session_opened");
  EXPECT_EQ(line.at("session"), "k3m9");
  EXPECT_EQ(line.at("members"), 7);
  EXPECT_TRUE(
      std::regex_match(line.at("at").get<std::string>(), std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)")));
}

TEST_F(log_lines, tame_what_comes_from_outside) {
  logging::info("request", {{"path", "/\x1b[2J\r\n\"<script>" + std::string(5'000, 'x')}});
  EXPECT_EQ(written.find('\x1b'), std::string::npos);
  EXPECT_EQ(written.find('\n'), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(written).at("path").get<std::string>().size(), logging::field_chars_max);
}

TEST_F(log_lines, below_the_level_are_not_written) {
  logging::set_level(logging::level::error);
  logging::warning("accept_failed");
  EXPECT_EQ(written, "");
}

}  // namespace
}  // namespace reprise
