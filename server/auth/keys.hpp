// The two secrets of a server: the key that signs tickets, and the organiser's key that opens sessions. And those that it
// hands out for single things: whoever has one may change the thing that it came with.
//
// Each of the two comes from the environment or a flag (hand the text over), else from its file in the data folder, which is made at
// the first start with mode 0600. Start of the program only; one process per data folder (the log's lock sees to that).
// Failure: throws key_unusable, with a sentence for the operator that never repeats the key.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace reprise {

struct key_unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t ticket_key_bytes = 32;
using ticket_key = std::array<unsigned char, ticket_key_bytes>;

// Where servers share sessions, they must share these too: told which key this one would take (from its file, or a new
// one), says which one all of them take, and the file is brought in line. Not asked about a key that was given.
using agree_on_key = std::function<std::string(const std::string& candidate)>;

// A given text must be 43 characters of base64url (32 bytes), as the file holds it.
ticket_key load_ticket_key(const std::filesystem::path& file, const std::string& given, const agree_on_key& agree = {});

inline constexpr std::size_t organiser_key_chars_min = 16;
inline constexpr std::size_t organiser_key_chars_max = 200;

// Letters, digits and - _ . ~ only, so that it can stand in a header and a shell.
std::string load_organiser_key(const std::filesystem::path& file, const std::string& given,
                               const agree_on_key& agree = {});

// 256 random bits, as 43 characters of base64url. Any thread, as those below.
std::string make_secret();

// Whether this looks as one of make_secret(), so that it may stand for one that somebody made themselves.
bool could_be_secret(std::string_view text);

// What is kept of a secret that was handed out, so that whoever reads our files learns none: 43 characters of base64url.
// Good for those of make_secret() only, which nobody can guess; what people think of themselves wants salt and a slow hash.
std::string hash_of_secret(std::string_view secret);

// Takes the same time whatever the first difference is.
bool is_same_secret(const std::string& one, const std::string& other);

}  // namespace reprise
