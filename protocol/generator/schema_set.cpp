#include "protocol/generator/schema_set.hpp"

#include "protocol/generator/tables.hpp"

namespace reprise::generator {

json schema_set::add_change() {
  if (all_.contains("Change")) return reference("Change");
  all_["Change"] = nullptr;
  json choices = json::array();
  json kinds = json::array();
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, entity>>([&](auto one) {
    using Entity = typename decltype(one)::type;
    kinds.push_back(Entity::wire_name);
    json properties{{"put", {{"const", Entity::wire_name}}}, {"entity", use<Entity>()}};
    choices.push_back(closed_object(std::move(properties), {"put", "entity"}));
  });
  json properties{{"remove", {{"enum", std::move(kinds)}}}, {"id", use<seq_number>()}};
  choices.push_back(closed_object(std::move(properties), {"remove", "id"}));
  all_["Change"] = {{"oneOf", std::move(choices)}};
  return reference("Change");
}

json schema_set::add_command_frame() {
  const std::string name = type_name<frame::command>();
  if (all_.contains(name)) return reference(name);
  all_[name] = nullptr;
  json choices = json::array();
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, member_command>>([&](auto one) {
    using Command = typename decltype(one)::type;
    json properties{{"frame", {{"const", frame::command::wire_name}}},
                    {"id", use<decltype(frame::command::id)>()},
                    {"name", {{"const", Command::wire_name}}},
                    {"args", use<Command>()}};
    choices.push_back(closed_object(std::move(properties), {"frame", "id", "name", "args"}));
  });
  all_[name] = {{"description", "The members come in the order frame, id, name, args."}, {"oneOf", std::move(choices)}};
  return reference(name);
}

void add_live_schemas(schema_set& to) {
  to.add_union<entity>("Entity");
  to.use<change>();
  to.add_union<client_frame>("ClientFrame");
  to.add_union<server_frame>("ServerFrame");
}

void add_http_schemas(schema_set& to) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, http_bodies>>(
      [&](auto one) { to.use<typename decltype(one)::type>(); });
  to.use<problem>();
}

std::string document_text(const json& document) { return document.dump(2) + "\n"; }

}  // namespace reprise::generator
