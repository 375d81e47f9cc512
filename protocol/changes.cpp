#include "protocol/changes.hpp"

namespace reprise {

std::string_view kind_name(entity_kind kind) {
  return boost::mp11::mp_with_index<entity_kinds>(
      static_cast<std::size_t>(kind), [](auto index) { return boost::mp11::mp_at_c<entity, index>::wire_name; });
}

std::uint64_t id_of(const entity& of) {
  return std::visit([](const auto& value) { return value.id.value; }, of);
}

}  // namespace reprise
