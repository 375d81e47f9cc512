#include "server/auth/keys.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "server/files/durable.hpp"
#include "server/files/file_descriptor.hpp"

namespace reprise {
namespace {

constexpr int url_safe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t file_bytes_max = 4'096;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw key_unusable("The key in " + file.string() + " cannot be used: " + what);
}

std::string why(int code) { return std::strerror(code); }

// Nothing when there is no such file.
std::optional<std::string> read_secret(const std::filesystem::path& file) {
  const file_descriptor from{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!from.is_open()) {
    if (errno == ENOENT) return std::nullopt;
    fail(file, why(errno) + ".");
  }
  struct stat about {};
  if (::fstat(from.value(), &about) != 0) fail(file, why(errno) + ".");
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    fail(file, "others may read or write it. Run: chmod 600 '" + file.string() + "'");
  }
  std::string text(file_bytes_max, '\0');
  const auto got = ::read(from.value(), text.data(), text.size());
  if (got < 0) fail(file, why(errno) + ".");
  text.resize(static_cast<std::size_t>(got));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
  return text;
}

void write_secret(const std::filesystem::path& file, const std::string& text) {
  if (const auto failed = replace_file(file, text + "\n", S_IRUSR | S_IWUSR)) fail(file, failed.message() + ".");
}

void make_random_ready() {
  if (sodium_init() < 0) throw key_unusable("The system's random source cannot be used.");
}

template <std::size_t Size>
std::string text_of(const std::array<unsigned char, Size>& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), url_safe), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), url_safe);
  text.pop_back();  // the NUL that libsodium ends it with
  return text;
}

std::string find_text(const std::filesystem::path& file, const std::string& given, const agree_on_key& agree) {
  make_random_ready();
  if (!given.empty()) return given;
  const auto kept = read_secret(file);
  auto text = kept ? *kept : make_secret();
  if (agree) text = agree(text);
  if (text != kept) write_secret(file, text);
  return text;
}

}  // namespace

ticket_key load_ticket_key(const std::filesystem::path& file, const std::string& given, const agree_on_key& agree) {
  const auto text = find_text(file, given, agree);
  ticket_key key;
  std::size_t bytes = 0;
  const char* end = nullptr;
  const bool readable =
      sodium_base642bin(key.data(), key.size(), text.data(), text.size(), nullptr, &bytes, &end, url_safe) == 0 &&
      end == text.data() + text.size() && bytes == key.size();
  if (!readable) {
    fail(given.empty() ? file : "REPRISE_TICKET_KEY",
         "it must be 32 bytes as 43 characters of base64url. Take it away and a new one is made; everybody then has to "
         "join again.");
  }
  return key;
}

std::string load_organiser_key(const std::filesystem::path& file, const std::string& given, const agree_on_key& agree) {
  auto text = find_text(file, given, agree);
  const auto fits = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
           each == '-' || each == '_' || each == '.' || each == '~';
  };
  if (text.size() < organiser_key_chars_min || text.size() > organiser_key_chars_max ||
      !std::all_of(text.begin(), text.end(), fits)) {
    fail(given.empty() ? file : "--organiser-key", "it must be 16 to 200 letters, digits or any of - _ . ~");
  }
  return text;
}

std::string make_secret() {
  make_random_ready();
  std::array<unsigned char, ticket_key_bytes> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return text_of(bytes);
}

bool could_be_secret(std::string_view text) {
  const auto is_base64url = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
           each == '-' || each == '_';
  };
  // 32 bytes, without padding.
  return text.size() == 43 && std::all_of(text.begin(), text.end(), is_base64url);
}

std::string hash_of_secret(std::string_view secret) {
  std::array<unsigned char, crypto_generichash_BYTES> hash;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(secret.data());
  crypto_generichash(hash.data(), hash.size(), bytes, secret.size(), nullptr, 0);  // fails for wrong sizes only
  return text_of(hash);
}

bool is_same_secret(const std::string& one, const std::string& other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace reprise
