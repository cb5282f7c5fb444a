#pragma once
#include "model/budget.h"
#include "model/json/node.h"

#include <span>

namespace tarascope {

/// Reads a file that is JSON when it begins with '{' or '[', else YAML.
Result<json::Document> readTree(std::string_view bytes, const std::string &file, const Budget &budget);

/// The text of a scalar member, whatever its type; empty when it is absent, null or a container.
std::string scalar(const json::Node &node, std::string_view member);
/// Whether a member says yes: true in JSON, "true" in YAML.
bool isTrue(const json::Node &node, std::string_view member);
/// A scalar member that must be there with some text.
Result<std::string> needed(const json::Document &document, const json::Node &node, const char *member);

/// The entries of a member that is a list or an object; none when it is absent or null. Anything else is an error.
Result<std::span<const json::Node>> entries(const json::Document &document, const json::Node &node,
                                            const char *member, json::Type type);
/// The same where each entry must be an object.
Result<std::span<const json::Node>> objects(const json::Document &document, const json::Node &node,
                                            const char *member, json::Type type = json::Type::Array);
/// The texts of a list of scalars; a single scalar counts as a list of one. Empty ones are left out.
std::vector<std::string> scalars(const json::Node &node, std::string_view member);

} // namespace tarascope
