// openapi.json: the HTTP routes, from their one table.
#include "protocol/generator/documents.hpp"
#include "protocol/generator/schema_set.hpp"
#include "protocol/generator/tables.hpp"

namespace reprise::generator {
namespace {

json reference_to_body(const schema_set& schemas, std::string_view wire_name) {
  return {{"application/json", {{"schema", schemas.reference(pascal_case(wire_name) + "Body")}}}};
}

json playbook_text(const char* type) { return {{type, {{"schema", {{"type", "string"}}}}}}; }

// A playbook is sent as the text of its file; playbook.schema.json has its shape.
json playbook_body() {
  json content = playbook_text("application/yaml");
  content["application/json"] = {{"schema", {{"type", "object"}}}};
  return {{"required", true},
          {"description", "As playbook.schema.json describes it, in YAML or JSON."},
          {"content", std::move(content)}};
}

json path_key(const char* name, const char* description) {
  return {{"name", name},
          {"in", "path"},
          {"required", true},
          {"description", description},
          {"schema", {{"type", "string"}}}};
}

json edit_key() {
  return {{"name", http::edit_key_header},
          {"in", "header"},
          {"required", false},
          {"description", "What the answer to saving the playbook said; needed where an own one is there already."},
          {"schema", {{"type", "string"}}}};
}

const char* name_of(http::method by) {
  switch (by) {
    case http::method::get: return "get";
    case http::method::post: return "post";
    case http::method::remove: return "delete";
  }
  return "";
}

json answer_of(const schema_set& schemas, const http::route& route) {
  switch (route.gives) {
    case http::answer::json: return {{"description", "Done."}, {"content", reference_to_body(schemas, route.body)}};
    case http::answer::text:
      return {{"description", "Done."}, {"content", {{"text/plain", {{"schema", {{"type", "string"}}}}}}}};
    case http::answer::yaml: return {{"description", "Done."}, {"content", playbook_text("application/yaml")}};
    case http::answer::upgrade:
      return {{"description", "The WebSocket is open; asyncapi.json says what goes over it."}};
    case http::answer::nothing: return {{"description", "Done; there is nothing to say."}};
  }
  return {};
}

json operation_of(const schema_set& schemas, const http::route& route) {
  json operation{{"operationId", route.name}, {"summary", route.summary}};
  if (route.path.find("{session}") != std::string_view::npos) {
    operation["parameters"].push_back(path_key("session", "The session's key."));
  } else if (route.path.find("{playbook}") != std::string_view::npos) {
    operation["parameters"].push_back(
        path_key("playbook", "The playbook's key: lower-case letters, digits and hyphens."));
  }
  if (route.takes_edit_key) operation["parameters"].push_back(edit_key());
  if (route.needs == http::credential::organiser_key) {
    operation["security"] = json::array({{{"organiserKey", json::array()}}});
  } else if (route.needs == http::credential::ticket) {
    operation["security"] = json::array({{{"ticket", json::array()}}});
  }
  if (!route.takes.empty()) {
    operation["requestBody"] = {{"required", true}, {"content", reference_to_body(schemas, route.takes)}};
  }
  if (route.takes_playbook) operation["requestBody"] = playbook_body();
  operation["responses"] = {{std::to_string(route.status), answer_of(schemas, route)},
                            {"default", {{"$ref", "#/components/responses/Problem"}}}};
  return operation;
}

json bearer(std::string_view description) {
  return {{"type", "http"}, {"scheme", "bearer"}, {"description", description}};
}

}  // namespace

std::string openapi() {
  schema_set schemas("#/components/schemas/");
  add_http_schemas(schemas);
  json paths = json::object();
  for (const http::route& route : http::routes) {
    paths[std::string(route.path)][name_of(route.by)] = operation_of(schemas, route);
  }
  json refused{{"description", "It was not done; the problem (RFC 9457) says why, its code is for programs."},
               {"content", {{"application/problem+json", {{"schema", schemas.use<problem>()}}}}}};
  return document_text(
      {{"openapi", "3.1.0"},
       {"info",
        {{"title", "Reprise: the HTTP routes"},
         {"version", "1.0.0"},
         {"description", "How a session is opened, joined and read; what is live goes over the WebSocket."},
         {"license", {{"name", "MIT"}, {"identifier", "MIT"}}}}},
       {"servers", json::array({{{"url", "/"}}})},
       {"paths", std::move(paths)},
       {"components",
        {{"schemas", schemas.all()},
         {"responses", {{"Problem", std::move(refused)}}},
         {"securitySchemes",
          {{"organiserKey", bearer("The organiser's key, from the server's data folder or environment.")},
           {"ticket", bearer("A member's ticket, as POST /api/join gave it.")}}}}}});
}

}  // namespace reprise::generator
