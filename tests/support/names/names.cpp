// What names mean to a program that is started with this library before its others (LD_PRELOAD): where NAMES is a file and one
// of its lines is "address name", that name has that address, from the next time on that it is asked for.
//
// libnss-wrapper is made for this too, but keeps what it has read in tables that two threads may not ask at once.
//
// Thread    Any; nothing is kept between two questions.
// Failure   A name that is not in the file, or a file that cannot be read, is left to the C library.
#include <dlfcn.h>
#include <netdb.h>

#include <cstdlib>
#include <fstream>
#include <string>

// NOLINTNEXTLINE(readability-identifier-naming): the C library's own
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** found) {
  static const auto next = reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  const char* file = std::getenv("NAMES");
  if (name != nullptr && file != nullptr) {
    std::ifstream names(file);
    for (std::string address, its_name; names >> address >> its_name;)
      if (its_name == name) return next(address.c_str(), service, hints, found);
  }
  return next(name, service, hints, found);
}
