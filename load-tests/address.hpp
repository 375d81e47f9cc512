// Where the server is: "http://127.0.0.1:8080". Plain HTTP only; a proxy that speaks TLS would be measured along with it.
#pragma once

#include <netinet/in.h>

#include <optional>
#include <string>
#include <string_view>

namespace reprise::load {

struct address {
  std::string host;  // with the port, as in the header Host
  sockaddr_in where{};
};

// Nothing where the text is no such address or its name is not known; `why` says which.
std::optional<address> resolve(std::string_view url, std::string& why);

// A socket that is on its way to there; -1 where there is none to be had. read_bytes: of the kernel's buffer, 0 for its own choice.
int connect_to(const address& server, int read_bytes = 0);

}  // namespace reprise::load
