// protocol.schema.json: the shapes and bounds of everything that is said. What a schema cannot say (the order of
// members, line ends, control characters) is in protocol/text_rules.hpp and protocol/codec.hpp.
#include "protocol/generator/documents.hpp"
#include "protocol/generator/schema_set.hpp"

namespace reprise::generator {

std::string json_schema() {
  schema_set schemas("#/$defs/");
  add_live_schemas(schemas);
  add_http_schemas(schemas);
  return document_text({{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                        {"$id", "urn:reprise:protocol:v1"},
                        {"title", "Reprise"},
                        {"description", "Any message on the WebSocket; everything else is under $defs."},
                        {"oneOf", {schemas.reference("ClientFrame"), schemas.reference("ServerFrame")}},
                        {"$defs", schemas.all()}});
}

}  // namespace reprise::generator
