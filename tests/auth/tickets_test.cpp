#include "server/auth/tickets.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <jwt/jwt.hpp>

namespace reprise {
namespace {

constexpr instant noon = 1'900'000'000'000;  // milliseconds; in 2030, so that a library that asks the real clock agrees

ticket_key key_of(unsigned char filled) {
  ticket_key key;
  key.fill(filled);
  return key;
}

const ticket_holder ada{"k3m9x2p7q4ab", 20'001};

std::string base64(const std::string& text) {
  std::string out(sodium_base64_encoded_len(text.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();
  return out;
}

// A token signed with our key, whatever is in it.
std::string signed_token(const std::string& header, const std::string& content, const ticket_key& key) {
  auto token = base64(header) + "." + base64(content);
  std::string signature(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(signature.data()),
                         reinterpret_cast<const unsigned char*>(token.data()), token.size(), key.data());
  return token + "." + base64(signature);
}

const std::string standard_header = R"({"alg":"HS256","typ":"JWT"})";

TEST(tickets, what_was_issued_is_accepted_and_names_its_holder) {
  const tickets signer(key_of(7));
  EXPECT_EQ(signer.check(signer.issue(ada, noon), noon).value(), ada);
}

TEST(tickets, are_json_web_tokens_that_another_library_reads) {
  const tickets signer(key_of(7));
  const std::string secret(32, '\7');
  std::error_code failed;
  const auto read = jwt::decode(signer.issue(ada, noon), jwt::params::algorithms({"HS256"}), failed,
                                jwt::params::secret(secret), jwt::params::verify(true), jwt::params::aud("reprise"));
  ASSERT_FALSE(failed) << failed.message();
  EXPECT_EQ(read.payload().get_claim_value<std::string>("session"), ada.session);
  EXPECT_EQ(read.payload().get_claim_value<std::uint64_t>("member"), ada.member);
}

TEST(tickets, expire_and_are_not_accepted_from_the_future) {
  const tickets signer(key_of(7));
  const auto ticket = signer.issue(ada, noon);
  const auto lifetime_ms = ticket_lifetime_seconds * 1'000;
  EXPECT_TRUE(signer.check(ticket, noon + lifetime_ms - 1'000));
  EXPECT_FALSE(signer.check(ticket, noon + lifetime_ms));
  EXPECT_TRUE(signer.check(ticket, noon - ticket_leeway_seconds * 1'000));
  EXPECT_FALSE(signer.check(ticket, noon - ticket_leeway_seconds * 1'000 - 1'000));
}

TEST(tickets, of_another_key_are_refused) {
  const tickets ours(key_of(7));
  const tickets theirs(key_of(8));
  const auto refused = ours.check(theirs.issue(ada, noon), noon);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, refusal_code::bad_ticket);
}

TEST(tickets, with_any_one_character_changed_are_refused) {
  const tickets signer(key_of(7));
  const auto ticket = signer.issue(ada, noon);
  for (std::size_t at = 0; at < ticket.size(); ++at) {
    for (const char other : {'A', 'b', '-', '.', '='}) {
      if (ticket[at] == other) continue;
      auto changed = ticket;
      changed[at] = other;
      EXPECT_FALSE(signer.check(changed, noon)) << at << " " << other;
    }
  }
}

TEST(tickets, cut_or_lengthened_anywhere_are_refused) {
  const tickets signer(key_of(7));
  const auto ticket = signer.issue(ada, noon);
  for (std::size_t length = 0; length < ticket.size(); ++length)
    EXPECT_FALSE(signer.check(ticket.substr(0, length), noon));
  EXPECT_FALSE(signer.check(ticket + "A", noon));
  EXPECT_FALSE(signer.check(ticket + ".", noon));
  EXPECT_FALSE(signer.check(std::string(1'000'000, 'A'), noon));
}

TEST(tickets, that_name_another_algorithm_are_refused_even_with_our_signature) {
  const tickets signer(key_of(7));
  const std::string content =
      R"({"aud":"reprise","session":"k3m9x2p7q4ab","member":1,"iat":1900000000,"exp":1900001000})";
  EXPECT_TRUE(signer.check(signed_token(standard_header, content, key_of(7)), noon));
  for (const char* header : {R"({"alg":"none"})", R"({"alg":"none","typ":"JWT"})", R"({"alg":"HS512","typ":"JWT"})",
                             R"({"alg":"RS256","typ":"JWT"})", R"({"typ":"JWT","alg":"HS256"})", "{}", ""}) {
    EXPECT_FALSE(signer.check(signed_token(header, content, key_of(7)), noon)) << header;
  }
}

TEST(tickets, whose_content_is_not_ours_are_refused_even_with_our_signature) {
  const tickets signer(key_of(7));
  for (
      const char* content :
      {"", "{}", "null", R"({"aud":"other","session":"k3m9x2p7q4ab","member":1,"iat":1900000000,"exp":1900001000})",
       R"({"aud":"reprise","session":"k3m9x2p7q4ab","member":0,"iat":1900000000,"exp":1900001000})",
       R"({"aud":"reprise","session":"k3m9x2p7q4ab","member":-1,"iat":1900000000,"exp":1900001000})",
       R"({"aud":"reprise","session":"k3m9x2p7q4ab","member":1,"iat":1900000000})",
       R"({"aud":"reprise","session":"k3m9x2p7q4ab","member":1,"member":2,"iat":1900000000,"exp":1900001000})",
       R"({"aud":"reprise","session":"k3m9x2p7q4ab","member":1,"iat":1900000000,"exp":1900001000,"role":"facilitator"})"}) {
    EXPECT_FALSE(signer.check(signed_token(standard_header, content, key_of(7)), noon)) << content;
  }
}

}  // namespace
}  // namespace reprise
