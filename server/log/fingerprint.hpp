// FNV-1a, 64 bits: the same on every machine and in every release, because logs keep it. Not against anybody who wants two
// texts to look alike. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace reprise {

constexpr std::uint64_t fingerprint_of(std::string_view text) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const char each : text) {
    hash ^= static_cast<unsigned char>(each);
    hash *= 1'099'511'628'211U;
  }
  return hash;
}

}  // namespace reprise
