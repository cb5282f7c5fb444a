#pragma once
#include "model/json/node.h"

#include <optional>
#include <utility>

/// What the readers of JSON and YAML have in common.

namespace tarascope::json {

/// An empty document with its lines; an input over the limit or with invalid UTF-8 is refused with its place.
Result<Document> beginDocument(std::string_view bytes, std::string file, const Budget &budget);

/// Replaces U+0000 by its picture U+2400: C interfaces would cut the text.
void replaceNul(std::string &text);

/// Places of the earliest second use of a member name and of its first use.
std::optional<std::pair<std::size_t, std::size_t>> repeatedName(const std::vector<Node> &members);

/// The sentences that both readers say.
Message repeatedNameMessage(const std::string &name, const Where &first);
Message tooLongMessage(const ImportLimits &limits);
Message tooDeepMessage(const ImportLimits &limits);
Message tooManyMessage(const ImportLimits &limits);

} // namespace tarascope::json
