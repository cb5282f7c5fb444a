#pragma once
#include "model/json/node.h"

namespace tarascope::json {

/// Reads one YAML 1.2 document into the tree that JSON files give. All scalars but null are texts, whatever they look
/// like ("no", "1e3", "2026-11-21"): the schema of a format says what they mean. Aliases are unfolded and "<<" merged,
/// each copy counted against `budget.limits.nodes`. Refused with the place: syntax errors, names that occur twice in a
/// mapping, keys that are no text, U+0000 as it stands, cycles, tags beyond those of YAML itself, a second document, and
/// what JSON is refused for.
Result<Document> readYaml(std::string_view bytes, std::string file, const Budget &budget);

} // namespace tarascope::json
