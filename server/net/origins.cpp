#include "server/net/origins.hpp"

#include <algorithm>

namespace reprise::net {

origins::origins(std::string public_url, std::vector<std::string> also)
    : public_origin_(std::move(public_url)), also_(std::move(also)) {}

bool origins::may_speak(const http_request& asked) const {
  if (asked.origins.empty()) return true;
  if (asked.origins.size() > 1) return false;
  const auto& origin = asked.origins.front();
  if (std::find(also_.begin(), also_.end(), origin) != also_.end()) return true;
  if (!public_origin_.empty()) return origin == public_origin_;
  return !asked.host.empty() && (origin == "http://" + asked.host || origin == "https://" + asked.host);
}

}  // namespace reprise::net
