#pragma once
#include "model/json/node.h"

namespace tarascope {

/// Rewrites a Swagger 2.0 document as far as an import looks at it: host, base path and schemes become `servers`,
/// `securityDefinitions` become `components/securitySchemes` in the words of OpenAPI 3. The rest stays where it is, so
/// that references still lead there; elements keep their places.
void raiseSwagger(json::Document &document);

} // namespace tarascope
