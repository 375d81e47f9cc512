// An answer that says what was wrong, as RFC 9457 has it and as people can read it.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/test_client.hpp"

namespace reprise::tests {

// `says`: a part of what it tells people.
inline void expect_problem(const http_answer& answer, int status, const std::string& code,
                           const std::string& says = "") {
  EXPECT_EQ(answer.status, status) << answer.head << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  const auto said = nlohmann::json::parse(answer.body, nullptr, false);
  ASSERT_TRUE(said.is_object()) << answer.body;
  EXPECT_EQ(said.at("code"), code);
  EXPECT_EQ(said.at("status"), status);
  EXPECT_FALSE(said.at("title").get<std::string>().empty());
  const auto detail = said.at("detail").get<std::string>();
  EXPECT_FALSE(detail.empty());
  EXPECT_NE(detail.find(says), std::string::npos) << detail;
}

}  // namespace reprise::tests
