#include "server/auth/tickets.hpp"

#include <sodium.h>

#include <boost/describe.hpp>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"

namespace reprise {
namespace {

static_assert(ticket_key_bytes == crypto_auth_hmacsha256_KEYBYTES);
constexpr int url_safe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::string_view audience = "reprise";

// base64url of {"alg":"HS256","typ":"JWT"}, and the dot.
constexpr std::string_view header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";
constexpr std::size_t signature_chars = 43;

struct claims {
  static constexpr std::string_view wire_name = "claims";
  line<32> aud;
  line<64> session;
  std::uint64_t member = 0;
  std::int64_t iat = 0;
  std::int64_t exp = 0;
};
BOOST_DESCRIBE_STRUCT(claims, (), (aud, session, member, iat, exp))

void append_base64(std::string& out, const unsigned char* bytes, std::size_t count) {
  const auto before = out.size();
  out.resize(before + sodium_base64_encoded_len(count, url_safe));
  sodium_bin2base64(out.data() + before, out.size() - before, bytes, count, url_safe);
  out.pop_back();
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

refusal not_valid() {
  return refuse(refusal_code::bad_ticket, "This ticket is not valid here. Join again with the code.", "ticket");
}

}  // namespace

std::string tickets::issue(const ticket_holder& holder, instant now) const {
  const auto seconds = now / 1'000;
  const auto content =
      to_json(claims{std::string(audience), holder.session, holder.member, seconds, seconds + ticket_lifetime_seconds});
  std::string ticket(header);
  append_base64(ticket, bytes_of(content), content.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> signature;
  crypto_auth_hmacsha256(signature.data(), bytes_of(ticket), ticket.size(), key_.data());
  ticket += '.';
  append_base64(ticket, signature.data(), signature.size());
  return ticket;
}

result<ticket_holder> tickets::check(std::string_view ticket, instant now) const {
  if (ticket.size() > limits::ticket_chars_max || !ticket.starts_with(header)) return not_valid();
  const auto dot = ticket.rfind('.');
  if (dot < header.size() || ticket.size() - dot - 1 != signature_chars) return not_valid();

  const auto decode_base64 = [](std::string_view text, unsigned char* into, std::size_t room) -> std::size_t {
    std::size_t count = 0;
    const char* end = nullptr;
    if (sodium_base642bin(into, room, text.data(), text.size(), nullptr, &count, &end, url_safe) != 0) return 0;
    return end == text.data() + text.size() ? count : 0;
  };
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> signature;
  if (decode_base64(ticket.substr(dot + 1), signature.data(), signature.size()) != signature.size()) return not_valid();
  if (crypto_auth_hmacsha256_verify(signature.data(), bytes_of(ticket), dot, key_.data()) != 0) return not_valid();

  const auto encoded = ticket.substr(header.size(), dot - header.size());
  std::string content(encoded.size(), '\0');
  content.resize(decode_base64(encoded, reinterpret_cast<unsigned char*>(content.data()), content.size()));
  const auto said = decode<claims>(content);
  if (!said || said->aud.str() != audience || said->member == 0) return not_valid();
  const auto seconds = now / 1'000;
  if (said->iat > seconds + ticket_leeway_seconds) return not_valid();
  if (said->exp <= seconds) {
    return refuse(refusal_code::bad_ticket, "This ticket has expired. Join again with the code.", "ticket");
  }
  return ticket_holder{said->session.str(), said->member};
}

// Begins like no ticket does, so that nobody can have one signed by way of the other.
std::string tickets::disguise(std::string_view text) const {
  constexpr std::size_t bytes_kept = 16;
  std::string said("disguise ");
  said += text;
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> hash;
  crypto_auth_hmacsha256(hash.data(), bytes_of(said), said.size(), key_.data());
  std::string disguised;
  append_base64(disguised, hash.data(), bytes_kept);
  return disguised;
}

}  // namespace reprise
