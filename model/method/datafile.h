#pragma once
#include "model/json/node.h"

#include <optional>
#include <string>
#include <vector>

namespace tarascope {

/// The embedded rating data of the product, one JSON file per entry (resources/rating.qrc), and the
/// catalogues (resources/library.qrc).
enum class DataFolder { Methods, Matrices, Cal, Impact, Library };

/// Ids of the files in a folder (the name without ".json"), sorted.
std::vector<std::string> dataIds(DataFolder folder);

/// The text of an embedded file, to be copied into a project that uses it; nothing for an unknown id.
std::optional<std::string> dataText(DataFolder folder, const std::string &id);

/// Reads an embedded file. An unknown id is an error of kind Usage that names the known ones.
Result<json::Document> readData(DataFolder folder, const std::string &id);

/// SHA-256 (64 hexadecimal digits) of a document's content: its JSON without white space, members in the order of the
/// file, numbers as written there. Another indentation is the same content.
std::string contentHash(const json::Document &document);

} // namespace tarascope
