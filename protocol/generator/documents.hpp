// The documents that protocol_generate writes, each as the whole text of its file.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace reprise::generator {

std::string typescript();       // for the web client
std::string json_schema();      // JSON Schema 2020-12: every entity, command, frame and body under $defs
std::string asyncapi();         // AsyncAPI 3.1: the WebSocket
std::string openapi();          // OpenAPI 3.1: the HTTP routes
std::string playbook_schema();  // JSON Schema 2020-12: a playbook's file, for its author's editor

struct document {
  std::string_view file;
  std::string (*text)();
};

inline constexpr std::array documents{
    document{"protocol.ts", &typescript},
    document{"protocol.schema.json", &json_schema},
    document{"asyncapi.json", &asyncapi},
    document{"openapi.json", &openapi},
    document{"playbook.schema.json", &playbook_schema},
};

}  // namespace reprise::generator
