#include "server/hub/encodings.hpp"

#include "protocol/writer.hpp"
#include "server/session/common_table.hpp"
#include "server/session/held_once.hpp"

namespace reprise {
namespace {

constexpr std::size_t row_bytes = 1'024;  // what most rows are shorter than

// A playbook's text is ten kilobytes, and the same in every session that has it.
std::shared_ptr<const std::string> hold(std::string json, const entity& of) {
  static held_once<std::string> common([](const std::string& text) { return text; });
  const bool many_have_it = std::visit([](const auto& row) { return is_common<std::decay_t<decltype(row)>>; }, of);
  return many_have_it ? common.hold(std::move(json)) : std::make_shared<const std::string>(std::move(json));
}

}  // namespace

const std::string* encoded_views::through(lens as, const entity& whole) {
  const auto at = static_cast<std::size_t>(as);
  if (tried_[at]) return made_[at].get();
  tried_[at] = true;
  const auto seen = see(whole, as);
  if (!seen) return nullptr;

  std::string json;
  json.reserve(row_bytes);
  write_put(json, *seen);
  // Most lenses see most entities alike: they share one text.
  for (const auto& other : made_) {
    if (other && *other == json) return (made_[at] = other).get();
  }
  json.shrink_to_fit();
  made_[at] = hold(std::move(json), whole);
  return made_[at].get();
}

std::size_t encoded_views::bytes() const {
  std::size_t sum = 0;
  for (std::size_t at = 0; at < lenses; ++at) {
    bool shared = false;
    for (std::size_t earlier = 0; earlier < at; ++earlier) shared = shared || made_[earlier] == made_[at];
    if (made_[at] && !shared) sum += sizeof(std::string) + made_[at]->size();
  }
  return sum;
}

encoded_views encodings::take(entity_key which) {
  const auto at = kept_.find(which);
  if (at == kept_.end()) return {};
  auto taken = std::move(at->second);
  bytes_ -= taken.bytes();
  kept_.erase(at);
  return taken;
}

void encodings::clear() {
  kept_.clear();
  bytes_ = 0;
}

}  // namespace reprise
