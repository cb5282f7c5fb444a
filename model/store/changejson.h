#pragma once
#include "model/graph.h"

namespace tarascope {

/// The payload of a journal entry: one line of canonical JSON per change, {"type","uid","before","after"}, with only
/// the columns and attributes that differ; an added or removed record stands there in full. `before` and `after` are
/// the graphs around the set and know the own fields of either side.
std::string writeChanges(const Graph &before, const Graph &after, const ChangeSet &set);

/// Reads a payload back to full records before and after. `after` is a graph in which the changes are done and nothing
/// that they touch has changed since; else an error of kind Project that names the record.
Result<std::vector<Change>> readChanges(std::string_view payload, const Graph &after);

/// Bytes of a payload, at most; as it is read back it may not claim more.
inline constexpr std::uint32_t largestPayload = 1u << 30;
/// zlib, with the size in front (qCompress).
std::string compressPayload(std::string_view payload);
/// An error of kind Project when the bytes are damaged or claim more than 1 GiB.
Result<std::string> expandPayload(std::string_view compressed);

} // namespace tarascope
