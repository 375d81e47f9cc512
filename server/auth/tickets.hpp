// Tickets: who somebody is, signed by us, so that no server has to remember who joined.
//
// A ticket is a JSON Web Token (RFC 7519) with HS256 over {"aud":"reprise","session":...,"member":...,"iat":...,
// "exp":...}. We write and read that one form only, and the signature is checked, in constant time, before anything of
// the content is looked at: there is no algorithm to choose and no parser for strangers to feed. (Debian's cpp-jwt
// compares signatures in variable time and parses before it has checked; the tests use it to show that what we issue is
// what the standard says.) Role and room are not in it: the session's state knows them, and they change.
//
// Immutable after construction; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/refusals.hpp"
#include "protocol/values.hpp"
#include "server/auth/keys.hpp"

namespace reprise {

// Long enough for gap tasks that are due weeks after the session.
inline constexpr std::int64_t ticket_lifetime_seconds = 60LL * 24 * 60 * 60;
// How far ahead the clock of another server of ours may be.
inline constexpr std::int64_t ticket_leeway_seconds = 2LL * 60 * 60;

struct ticket_holder {
  std::string session;  // its key
  std::uint64_t member = 0;
  friend bool operator==(const ticket_holder&, const ticket_holder&) = default;
};

class tickets {
 public:
  explicit tickets(const ticket_key& key) : key_(key) {}

  std::string issue(const ticket_holder& holder, instant now) const;

  // bad_ticket says only whether it is worth asking for another one, never what was wrong with the signature.
  result<ticket_holder> check(std::string_view ticket, instant now) const;

  // What something is called where others may read it who need not know it, such as an address in Redis: the same on all
  // servers that have our key, and nobody finds out without it. 22 characters of base64url.
  std::string disguise(std::string_view text) const;

 private:
  const ticket_key key_;
};

}  // namespace reprise
